"""One tick after another: from the fixes received to the snapshot everybody reads."""
