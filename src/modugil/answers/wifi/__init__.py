"""The Wi-Fi of buses and stops in words: what works near one, and how long the data lasts."""
