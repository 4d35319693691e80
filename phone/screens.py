"""The screens of a phone: which one somebody sees now, and what stands on it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from facilitation.kinds import kind
from facilitation.model import Activity
from facilitation.schedule import ahead
from phone import rendering, shared, views
from phone.beside import before_leaving, takes_beside
from phone.identity import of_a_door
from phone.rendering import spoken
from phone.seen import Seen
from phone.visit import Visit
from service.faces import coming, on_phones

FLASHES = ("saved", "removed", "replaced")
"""What may be said after a redirect."""


@dataclass(frozen=True)
class Told:
    """What a page says of what was just sent. `refused`: why it was not taken; `kept`: its fields, for the step
    `step`, so that nobody has to type or tick them again. `undo`: the key and text of what was just taken back."""

    flash: str = ""
    refused: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    step: str = ""
    undo: Mapping[str, str] = field(default_factory=dict)


NOTHING = Told()


def told_by(query: Mapping[str, str]) -> Told:
    """What a redirect says of the step it came from. Its address may be looked at again long after that."""
    return next((Told(flash, step=query[flash]) for flash in FLASHES if flash in query), NOTHING)


def now_page(visit: Visit, told: Told = NOTHING, status: int = 200) -> Response:
    """The page with what is on now, or the door for those who are not in yet."""
    refresh = visit.who is not None and not _has_form(_seen(visit, told))
    return rendering.page(now_main(visit, told), visit.words, {**around(visit), "refresh": refresh}, status)


def now_main(visit: Visit, told: Told = NOTHING) -> Markup:
    """Its <main> element."""
    if visit.who is None:
        context = {**_notices(told, _elsewhere(visit, told)), **_door(visit)}
        return rendering.rendered("join.html", visit.words, context)
    seen = _seen(visit, told)
    if told == NOTHING and views.same_for_all(seen):
        return _from_shared(seen)
    return _rendered(seen, told)


def of_all(visit: Visit) -> Markup | None:
    """That element, if this phone shows what all show; None for somebody who is not in yet, or sees their own."""
    seen = _seen(visit, NOTHING)
    return _from_shared(seen) if visit.who is not None and views.same_for_all(seen) else None


def _seen(visit: Visit, told: Told) -> Seen:
    shown = on_phones(visit.workshop, visit.now)
    return Seen(visit, shown, told.kept if told.step == shown.id else {})


def _from_shared(seen: Seen) -> Markup:
    """The screen of all, with one's own order, key and marks."""
    visit, common = seen.visit, replace(seen, personal=False)
    clock = _running(visit)
    key = (visit.version, visit.words.language, clock is not None, views.as_of(common))
    kept = visit.house.made_of(visit.code, "screens")
    pieces = shared.pieces(kept, key, lambda: _rendered(common, NOTHING))
    values = {shared.NOW: str(visit.now), shared.KEY: seen.key, **_clocks(seen), **views.own(seen)}
    return shared.put_together(pieces, views.order(seen), values)


def surroundings(visit: Visit) -> Markup:
    """For a phone whose form must not be repainted: the screen of all, of which it takes what stands around. Where
    phones have different forms, its own."""
    seen = _seen(visit, NOTHING)
    alike = views.form(seen) is None or views.same_for_all(seen)
    return _from_shared(seen) if alike else _rendered(seen, NOTHING)


def form_on(visit: Visit) -> str:
    """Names the form that is filled in now; empty where there is none."""
    seen = _seen(visit, NOTHING)
    return f"{seen.activity.id}.{_form_name(seen)}" if _has_form(seen) else ""


def beside_page(visit: Visit, activity: Activity, told: Told = NOTHING, status: int = 200) -> Response:
    """A step on a page of its own, for somebody who answers it while the room is elsewhere."""
    seen = Seen(visit, activity, told.kept, aside=True)
    context = {**_notices(told, [], said=told.step == activity.id), **_step(seen), "address": visit.address}
    return rendering.plain_page("beside.html", visit.words, {**around(visit), **context}, status)


def _rendered(seen: Seen, told: Told) -> Markup:
    homeless = views.loose(seen, _has_form(seen)) if seen.kept else _elsewhere(seen.visit, told)
    context = {
        **_notices(told, homeless, said=told.step == seen.activity.id and _has_form(seen)),
        "undo": _undo(seen, told),
        **_surroundings(seen),
        **_step(seen),
    }
    return rendering.rendered("now.html", seen.visit.words, context)


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
    title, door = around(visit)["workshop_title"], of_a_door(visit.workshop)
    return {"version": visit.version, "address": visit.address, "title": title, "door": door}


def _surroundings(seen: Seen) -> dict[str, Any]:
    visit, clocks = seen.visit, _clocks(seen)
    after, countdown = coming(visit.workshop, seen.activity), _running(visit)
    return {
        "version": visit.version,
        "server_now": visit.now if seen.personal else shared.NOW,
        "address": visit.address,
        "countdown": countdown,
        "clock": clocks[shared.CLOCK] if seen.personal else shared.CLOCK,
        "seconds_left": clocks[shared.SECONDS] if seen.personal else shared.SECONDS,
        "coming": Seen(visit, after).title if after else "",
        "leaving": before_leaving(visit) is not None,
    }


def _running(visit: Visit) -> float | None:
    """When the room's countdown ends, if it has not yet."""
    countdown = visit.workshop.countdown
    return countdown.ends_at if countdown is not None and countdown.ends_at > visit.now else None


def _clocks(seen: Seen) -> dict[str, str]:
    """What the clocks show at this moment; the script lets them run."""
    now = seen.visit.now
    left = math.ceil((_running(seen.visit) or now) - now)
    closing = math.ceil((seen.activity.closes_at or now) - now)
    return {shared.CLOCK: f"{left // 60}:{left % 60:02}", shared.SECONDS: str(max(0, closing))}


def _step(seen: Seen) -> dict[str, Any]:
    activity = seen.activity
    waiting = seen.phase == "draft" and not seen.aside
    return {
        "activity": activity.id,
        "kind": activity.kind,
        "title": seen.title,
        "going": seen.aside and activity.state == "draft",
        "phase": "open" if seen.aside else seen.phase,
        "takes_answers": seen.takes_answers,
        "takes_late": seen.takes_late,
        "closes_at": activity.closes_at if seen.phase == "closing" else None,
        "template": "kinds/waiting.html" if waiting else views.template(activity.kind),
        "view": {"first": not seen.visit.workshop.started_at} if waiting else views.face(seen),
        "action": f"{seen.visit.address}/a/{activity.id}",
        "form": _form_name(seen),
        "asked": seen.asked,
        "seam": "" if seen.personal else shared.SEAM,
    }


def _form_name(seen: Seen) -> str:
    """The same for as long as it is the same form, however the step goes on around it; empty where there is none."""
    if not kind(seen.activity.kind).takes_answers or not (seen.takes_answers or seen.takes_late):
        return ""
    its = views.form(seen)
    if its is not None:
        return its
    return f"{'now' if seen.takes_answers else 'late'}-{seen.asked}"


def _has_form(seen: Seen) -> bool:
    """Whether something is filled in on this screen, so that nothing may repaint it."""
    return bool(_form_name(seen))


def _elsewhere(visit: Visit, told: Told) -> list[str]:
    """What was written for a step that is not on this screen."""
    step = visit.workshop.activity(told.step)
    return views.texts(step.kind if step else "", told.kept)


def _notices(told: Told, homeless: list[str], said: bool = False) -> dict[str, Any]:
    """`homeless`: texts for which there is no field any more. `said`: whether this is the screen of what was sent."""
    return {"flash": told.flash if said else "", "refused": told.refused, "homeless": homeless, "undo": {}}


def _undo(seen: Seen, told: Told) -> dict[str, str]:
    """Empty where it could not be given again."""
    if not told.undo or told.step != seen.activity.id or not _has_form(seen):
        return {}
    return {**told.undo, "action": f"{seen.visit.address}/a/{told.step}"}


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
    visit, was = seen.visit, seen.activity.opened_at is not None and seen.phase != "draft"
    return {
        "id": seen.activity.id,
        "title": seen.title,
        "when": "now" if now else "ahead" if still else "was",
        "template": views.template(seen.activity.kind, "so_far"),
        "outcome": views.outcome(seen) if was else None,
        "beside": was and visit.who is not None and takes_beside(visit, seen.activity),
    }
