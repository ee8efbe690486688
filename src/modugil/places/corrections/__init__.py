"""What the region's own staff say of places, in the database, heard before all other sources."""
