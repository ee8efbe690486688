"""What desks lend, over HTTP: what is free, asking, looking, cancelling; and the steps of staff."""
