"""What stands in the way: everything in the streets that passes a legal limit."""
