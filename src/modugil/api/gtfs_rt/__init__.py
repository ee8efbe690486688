"""GTFS-Realtime: vehicle positions, trip updates and alerts, as protobuf and as JSON."""
