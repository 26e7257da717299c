"""Figures and widgets of lesson 05: filters, feature maps, volumes and networks for images."""
