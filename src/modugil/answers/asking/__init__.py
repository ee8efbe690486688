"""What may be asked of a region, and needs as a query writes them."""
