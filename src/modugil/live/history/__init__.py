"""Everything that came in and was seen, kept as long as the settings say, and read again."""
