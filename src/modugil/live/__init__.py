"""Buses now and soon: from a terminal's fix to the minute shown at a stop."""
