"""Figures and widgets of lesson 03: descent, the computational graph, the network by hand."""
