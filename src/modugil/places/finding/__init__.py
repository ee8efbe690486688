"""Places found: by name, by where they are, by what is known of them, open now."""
