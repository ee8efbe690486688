"""One region compiled from open files, then read-only."""
