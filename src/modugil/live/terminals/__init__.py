"""Who may send fixes for which vehicle, and how many."""
