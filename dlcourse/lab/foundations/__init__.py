"""Figures and widgets of lesson 00: vectors, tables of numbers, slopes."""
