"""Layers for sequences that go from step to step: RNN, LSTM and GRU."""
