"""Search over the region's arrays: pure, no files, no clock, no network."""
