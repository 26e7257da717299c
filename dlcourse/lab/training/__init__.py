"""Figures and the plaything of lesson 04: optimizers, batches, scaling, digits."""
