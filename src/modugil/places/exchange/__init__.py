"""Places in the words of others, for those who take them over."""
