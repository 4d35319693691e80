"""A step to read or to listen to."""

from typing import Any

from facilitation.text import in_language
from phone.seen import Seen
from service.pictures import phone_version


def face(seen: Seen) -> dict[str, Any]:
    settings, words = seen.settings, seen.visit.words
    body = in_language(settings.body, words.language, seen.visit.workshop.language)
    return {
        "paragraphs": [p.split("\n") for p in body.split("\n\n") if p.strip()],
        "body_language": _language_of(seen, body),
        "picture": f"{seen.visit.address}/picture/{phone_version(settings.picture)}"
        if settings.picture
        else "",
        "picture_text": in_language(settings.picture_text, words.language, seen.visit.workshop.language),
    }


def outcome(seen: Seen) -> dict[str, Any] | None:
    found = face(seen)
    return found if found["paragraphs"] or found["picture"] else None


def _language_of(seen: Seen, body: str) -> str:
    """Empty where it is the reader's."""
    its = next((language for language, text in seen.settings.body.items() if text == body), "")
    return "" if its == seen.visit.words.language else its
