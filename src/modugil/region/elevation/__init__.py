"""Heights of the ground from GeoTIFF, and the slopes of streets laid over them."""
