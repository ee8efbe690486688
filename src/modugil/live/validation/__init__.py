"""Whether GTFS-Realtime feeds keep the rules that readers of the world over check them by."""
