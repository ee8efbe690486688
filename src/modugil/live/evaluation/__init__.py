"""Predictions measured against what vehicles really did, on recorded data, without hindsight."""
