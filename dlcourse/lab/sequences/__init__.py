"""Figures and widgets of lesson 06: sequences, gates, and text written letter by letter."""
