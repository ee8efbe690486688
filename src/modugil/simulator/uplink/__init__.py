"""Terminals that speak to the server's real doors over real sockets."""
