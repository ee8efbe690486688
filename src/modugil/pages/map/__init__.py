"""The map's own tiles, made from the region: no server outside is asked for anything."""
