"""Steps of the same title, told apart by a number that is the same on every screen and in every file."""

from facilitation.model import Activity, Workshop
from facilitation.text import in_language


def own_title(workshop: Workshop, activity: Activity, language: str) -> str:
    """The second of the same title is "Vote 2"."""
    title = in_language(activity.title, language, workshop.language)
    place = place_among_alike(workshop, activity, language)
    return title if place == 1 else f"{title} {place}"


def place_among_alike(workshop: Workshop, activity: Activity, language: str) -> int:
    """1 for the first of its title in this language. What is left out comes last, since the room does not see it."""
    title = in_language(activity.title, language, workshop.language)
    alike = [a for a in workshop.agenda if in_language(a.title, language, workshop.language) == title]
    ids = [a.id for a in sorted(alike, key=lambda a: a.skipped)]
    return ids.index(activity.id) + 1 if activity.id in ids else 1
