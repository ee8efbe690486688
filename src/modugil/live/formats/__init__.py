"""The forms in which fixes come in and go out: bytes or text in, Fix out; nothing is sent here."""
