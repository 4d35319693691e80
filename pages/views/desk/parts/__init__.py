"""Pieces of the desk's pages."""
