"""What staff see and do: the fleet now, what went before, and what they tell the public."""
