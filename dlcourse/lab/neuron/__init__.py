"""Figures and widgets of lesson 01: the timeline, one neuron, its line, how it learns."""
