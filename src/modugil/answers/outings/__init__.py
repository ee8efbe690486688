"""A day out for one person: chargers and toilets on the way, beside the plan without them."""
