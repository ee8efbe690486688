"""Programs that show how something was made; run from the project's root."""
