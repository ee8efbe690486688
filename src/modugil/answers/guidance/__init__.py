"""All that a device needs to guide somebody by itself: the way, and the streets around it."""
