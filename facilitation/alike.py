"""Steps of the same title, told apart by a number that is the same on every screen and in every file."""

from itertools import chain, count

from facilitation.model import Activity, Workshop
from facilitation.text import in_language


def own_title(workshop: Workshop, activity: Activity, language: str) -> str:
    """The second of the same title is "Vote 2"."""
    title = in_language(activity.title, language, workshop.language)
    place = place_among_alike(workshop, activity, language)
    return title if place == 1 else f"{title} {place}"


def place_among_alike(workshop: Workshop, activity: Activity, language: str) -> int:
    """1 for the first of its title in this language, then numbers that no other title ends with already. What is left
    out comes last, since the room does not see it."""
    titles = {a.id: in_language(a.title, language, workshop.language) for a in workshop.agenda}
    title, taken = in_language(activity.title, language, workshop.language), set(titles.values())
    alike = sorted((a for a in workshop.agenda if titles[a.id] == title), key=lambda a: a.skipped)
    numbers = chain([1], (n for n in count(2) if f"{title} {n}" not in taken))
    return next((n for a, n in zip(alike, numbers, strict=False) if a.id == activity.id), 1)
