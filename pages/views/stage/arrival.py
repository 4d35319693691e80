"""Arrival: the way in, as large as it goes; how many are here; the warm-up question."""

from typing import Any

from facilitation.kinds.arrival import Taps
from pages.views.stage.answering import is_ahead
from pages.views.stage.moment import Moment
from theme.qr import qr


def draw(moment: Moment) -> dict[str, Any]:
    return {
        "layout": "join",
        "kicker": moment.title,
        "title": moment.text(moment.workshop.title),
        "poster": qr(moment.join_address),
        "corner": None,
        "counts": _counts(moment),
        "blocks": [_join(moment), *_taps(moment)],
    }


def _join(moment: Moment) -> dict[str, Any]:
    return {
        "type": "join",
        "how": moment.t("stage.join.how"),
        "address": moment.short_address,
        "code_label": moment.t("stage.join.code"),
        "code": moment.spoken_code,
    }


def _counts(moment: Moment) -> str:
    """Phones, and the people that the manager counted, apart: neither is a part of the other."""
    t, heads = moment.t, moment.workshop.headcount
    phones = t.count("stage.join.phones", moment.here)
    return phones if heads is None else f"{t.count('stage.join.people', heads)} · {phones}"


def _taps(moment: Moment) -> list[dict[str, Any]]:
    """Not before phones can answer."""
    question, taps = moment.text(moment.settings.question), moment.result
    if is_ahead(moment) or not isinstance(taps, Taps) or not taps.choices:
        return []
    choices = [
        {"id": n, "label": moment.text(choice), "value": people, "text": moment.t.number(people)}
        for n, (choice, people) in enumerate(zip(taps.choices, taps.counts, strict=True))
    ]
    return [{"type": "taps", "question": question, "choices": choices}]
