"""What is wrong with a fix: one rule a file, named for the fault."""
