"""Where workshops are kept: one protocol, several homes."""
