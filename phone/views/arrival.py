"""Arrival: one question, one tap."""

from collections.abc import Mapping
from typing import Any

from facilitation.errors import Invalid
from facilitation.model import Activity
from phone.own_words import Own
from phone.seen import Seen

MARKS = ("choice",)


def face(seen: Seen) -> dict[str, Any]:
    settings = seen.settings
    return {
        "question": seen.say(settings.question),
        "choices": [seen.say(c) for c in settings.choices],
        "chosen": seen.own[0].payload["choice"] if seen.own else None,
    }


def payload(activity: Activity, form: Mapping[str, str]) -> dict[str, Any]:
    try:
        return {"choice": int(form["choice"])}
    except KeyError:
        raise Invalid("empty") from None
    except ValueError:
        raise Invalid("not_an_option") from None


def mine(seen: Seen) -> list[Own]:
    choices, chosen = seen.settings.choices, seen.own[0].payload["choice"]
    return [Own(seen.say(choices[chosen]), seen.say(seen.settings.question))] if chosen < len(choices) else []
