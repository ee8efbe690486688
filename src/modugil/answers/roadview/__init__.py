"""What a picture of a street shows, in words and as things to be drawn into it."""
