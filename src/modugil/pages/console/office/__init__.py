"""Tasks, accounts, the record of what was done, and Wi-Fi."""
