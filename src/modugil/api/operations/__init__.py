"""What those who run the buses look at, as JSON for staff who signed in."""
