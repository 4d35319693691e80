"""Led by talking, so far: on the desk it is like any step with a text."""

from pages.views.desk.info import choices, counted, draw, fields, room

__all__ = ["choices", "counted", "draw", "fields", "room"]
