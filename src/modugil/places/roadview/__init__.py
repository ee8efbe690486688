"""Pictures of streets: taken in, made unrecognisable where people are, cut and kept."""
