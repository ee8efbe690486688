"""The free Wi-Fi of buses and stops: what works, how loaded it is, how long the data will last."""
