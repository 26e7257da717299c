"""Figures and widgets of lesson 07: capacity, bias and variance, and every remedy."""
