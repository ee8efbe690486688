"""Streets from OpenSidewalks graphs: nodes and edges as GeoJSON."""
