"""What must outlive the process: the journal of fixes, their history, and the tables."""
