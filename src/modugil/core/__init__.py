"""Time, units, access, source, notices and errors: imports nothing of ours."""
