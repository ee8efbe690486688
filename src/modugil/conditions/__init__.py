"""What is different from the plan right now, as one immutable overlay."""
