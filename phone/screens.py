"""The screens of a phone: which one somebody sees now, and what stands on it."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from facilitation.kinds import kind
from facilitation.model import Activity
from facilitation.schedule import ahead
from phone import rendering, views
from phone.rendering import spoken
from phone.seen import Seen
from phone.visit import Visit
from service.faces import coming, on_phones

FLASHES = ("saved", "removed")
"""What may be said after a redirect."""


def now_page(
    visit: Visit,
    flash: str = "",
    refused: str = "",
    kept: Mapping[str, str] | None = None,
    kept_for: str = "",
    status: int = 200,
) -> Response:
    """The page with what is on now, or the door for those who are not in yet.

    `refused`: the sentence that says why something was not taken; `kept`: what was typed, for the step `kept_for`.
    """
    main, context = now_main(visit, flash, refused, kept or {}, kept_for)
    return rendering.page(main, visit.words, {**around(visit), **context}, status)


def now_main(
    visit: Visit,
    flash: str = "",
    refused: str = "",
    kept: Mapping[str, str] | None = None,
    kept_for: str = "",
) -> tuple[str, dict[str, Any]]:
    """The template of the <main> element and its values."""
    kept = kept or {}
    if visit.who is None:
        return "join.html", {
            **_notices(flash, refused, kept.get("text", "")),
            **_door(visit),
            "refresh": False,
        }
    shown = on_phones(visit.workshop, visit.now)
    seen = Seen(visit, shown, kept if kept_for == shown.id else {})
    has_form = _has_form(seen)
    homeless = kept.get("text", "") if not (has_form and seen.kept) else ""
    return "now.html", {
        **_notices(flash, refused, homeless),
        **_surroundings(visit, shown),
        **_step(seen),
        "refresh": not has_form,
        "has_form": has_form,
    }


def version(visit: Visit) -> str:
    """Differs whenever this phone would show something else, its own answers aside."""
    return f"{visit.house.phones_version(visit.reader)}{'' if visit.who else '.door'}"


def around(visit: Visit) -> dict[str, Any]:
    """What every page of a workshop carries around its <main>."""
    workshop = visit.workshop
    return {
        "code": visit.code,
        "address": visit.address,
        "workshop_title": spoken(workshop.title, visit.words, workshop.language),
        "live": visit.who is not None,
    }


def _door(visit: Visit) -> dict[str, Any]:
    return {"version": version(visit), "address": visit.address, "title": around(visit)["workshop_title"]}


def _surroundings(visit: Visit, shown: Activity) -> dict[str, Any]:
    after = coming(visit.workshop, shown)
    countdown = visit.workshop.countdown
    running = countdown is not None and countdown.ends_at > visit.now
    return {
        "version": version(visit),
        "server_now": visit.now,
        "address": visit.address,
        "countdown": countdown.ends_at if countdown and running else None,
        "coming": spoken(after.title, visit.words, visit.workshop.language) if after else "",
    }


def _step(seen: Seen) -> dict[str, Any]:
    activity = seen.activity
    waiting = seen.phase == "draft"
    return {
        "activity": activity.id,
        "kind": activity.kind,
        "title": seen.say(activity.title),
        "phase": seen.phase,
        "takes_answers": seen.takes_answers,
        "takes_late": seen.takes_late,
        "closes_at": activity.closes_at if seen.phase == "closing" else None,
        "seconds_left": max(0, round((activity.closes_at or 0) - seen.visit.now))
        if seen.phase == "closing"
        else 0,
        "template": "kinds/waiting.html" if waiting else views.template(activity.kind),
        "view": {} if waiting else views.face(seen),
        "action": f"{seen.visit.address}/a/{activity.id}",
    }


def _has_form(seen: Seen) -> bool:
    """Whether something is filled in on this screen, so that nothing may repaint it."""
    its = kind(seen.activity.kind)
    return its.takes_answers and (seen.takes_answers or seen.takes_late)


def _notices(flash: str, refused: str, homeless: str) -> dict[str, Any]:
    return {"flash": flash if flash in FLASHES else "", "refused": refused, "homeless": homeless}


def agenda(visit: Visit) -> list[dict[str, Any]]:
    """Every step of the meeting with where we are in it, and what can be seen of those that were."""
    workshop = visit.workshop
    still = {a.id for a in ahead(workshop)}
    return [
        _on_the_agenda(Seen(visit, activity), activity.id == workshop.current, activity.id in still)
        for activity in workshop.agenda
        if not activity.skipped
    ]


def _on_the_agenda(seen: Seen, now: bool, still: bool) -> dict[str, Any]:
    was = seen.activity.opened_at is not None and seen.phase != "draft"
    return {
        "id": seen.activity.id,
        "title": seen.say(seen.activity.title),
        "when": "now" if now else "ahead" if still else "was",
        "template": views.template(seen.activity.kind, "so_far"),
        "outcome": views.outcome(seen) if was else None,
        "own": [c.payload["text"] for c in seen.own if "text" in c.payload],
    }
