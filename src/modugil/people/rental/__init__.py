"""What desks lend: receivers, wheelchairs and strollers, to people without an account."""
