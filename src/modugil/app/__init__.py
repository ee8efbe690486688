"""Start-up: the only place that knows all rooms."""
