"""What is known of every vehicle at one tick, never changed once published."""
