"""Streets from OpenStreetMap files: which ways people use, and what their tags say."""
