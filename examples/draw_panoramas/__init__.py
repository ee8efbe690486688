"""Draws the sample's road view: invented streets, as a 360 degree camera would see them."""
