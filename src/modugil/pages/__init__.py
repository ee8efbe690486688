"""The pages people read: plain HTML first, then a map and comfort for those who can use them."""
