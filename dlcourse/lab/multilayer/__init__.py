"""Figures of lesson 02, from the lamp with two switches to width and depth, and the playground."""
