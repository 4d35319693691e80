"""Saying thank you: a step with a text."""

from pages.views.desk.info import choices, counted, draw, fields, room

__all__ = ["choices", "counted", "draw", "fields", "room"]
