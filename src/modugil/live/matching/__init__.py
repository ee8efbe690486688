"""Which trip a vehicle drives, and how far along its way it is."""
