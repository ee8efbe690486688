"""The page of one place in words: what is known of it, who says so, and what nobody says."""
