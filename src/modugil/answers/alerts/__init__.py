"""What staff tell the public now, where it touches: a stop, a line, one run, everything."""
