"""Residents who are not there: their phones speak real HTTP to a running server, as any client without a script can."""
