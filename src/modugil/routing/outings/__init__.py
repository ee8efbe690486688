"""A day out: through some places in order, with a battery and a bladder that last only so long."""
