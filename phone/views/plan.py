"""What, why, when: choose a project and write or propose there; then all look at one; then at all of them."""

from collections.abc import Hashable, Mapping
from typing import Any

from markupsafe import Markup

from facilitation.kinds.plan import LONGEST_LINE, OVERVIEW, today
from facilitation.model import Activity, PlanField, Project
from facilitation.projects import Planned
from phone import board, planning, shared, when_form
from phone.seen import Seen
from phone.views import plan_mine
from phone.views.vote import YES_NO
from service.when_said import when_said

TEXTS: tuple[PlanField, ...] = ("what", "first", "why", "permission", "ask")
LONG = ("what", "why")
WAS = "was_"
"""What the name of a hidden field begins with that says what stood there: what is unchanged is not written again."""
_PROPOSED_AS = {"what": "what", "first": "what", "why": "why", "permission": "what", "ask": "what"}


def face(seen: Seen) -> dict[str, Any]:
    return {"part": _part(seen), "body": seen.say(seen.settings.body), **_PARTS[_part(seen)](seen)}


mine = plan_mine.mine


def form(seen: Seen) -> str:
    """Another one for each project, and for who has its pen."""
    part = _part(seen)
    if part == "one":
        return f"ask-{seen.activity.focus}" if _focused(seen).asked == "open" else ""
    if part == "choose" and seen.visit.workshop.projects:
        return "choose"
    if part != "table":
        return ""
    return f"{_mine(seen)}-{'pen' if _writes(seen) else 'line'}"


def same_for_all(seen: Seen) -> bool:
    """Where everybody looks at the same: one's own answer is put in."""
    return _part(seen) in ("one", "overview")


def as_of(seen: Seen) -> Hashable:
    """What else than the workshop's document the screen of all is made from: what the room said too, since whoever
    takes their answers away takes theirs."""
    stands = planning.projects(seen.visit)
    shown = [stands[seen.activity.focus]] if _part(seen) == "one" else stands.values()
    return tuple((_votes(seen, p), *((f, entry.at) for f, entry in p.entries.items())) for p in shown)


def own(seen: Seen) -> dict[str, str]:
    return {_mark(name): value for name, value in _answer(seen).items()} if _part(seen) == "one" else {}


def payloads(activity: Activity, form: Mapping[str, str]) -> list[dict[str, Any]]:
    """The pen's whole form is as many acts as fields were changed, and perhaps laying it down."""
    act = {name: form[name] for name in ("act", "project", "field", "line") if name in form}
    if form.get("act") == "pen":
        return [act | {"holds": form.get("holds") == "1"}]
    if form.get("act") == "line":
        return [act | {"text": form.get("text", "")}]
    if form.get("act") == "fits":
        return [act | {"days": [day for day in form.get("days", "").split(",") if day]}]
    if form.get("act") == "agree":
        mark = form.get("mark", "")
        return [act | {"mark": int(mark) if mark in ("1", "-1", "0") else None}]
    if form.get("act") == "write":
        return [act | _one_field(form)] if "field" in form else _changed(act, form)
    return [act]


def texts(kept: Mapping[str, str]) -> list[str]:
    """What somebody has written into a form of this step."""
    if kept.get("act") == "write" and "field" not in kept:
        return [kept[field] for field in TEXTS if _is_changed(kept, field) and kept[field].strip()]
    return [kept["text"]] if kept.get("text") else []


def loose(seen: Seen) -> list[str]:
    """Of these, what has no field on this screen."""
    if _part(seen) != "table":
        return texts(seen.kept)
    shown = len(texts(seen.kept)) if _writes(seen) or seen.kept.get("act") == "line" else 1
    return texts(seen.kept)[shown:]


def outcome(seen: Seen) -> dict[str, Any] | None:
    found = [_whole(seen, p) for p in planning.projects(seen.visit).values()]
    return {"projects": found} if found else None


def _one_field(form: Mapping[str, str]) -> dict[str, Any]:
    return {"when": when_form.read(form)} if form["field"] == "when" else {"text": form.get("text", "")}


def _changed(act: Mapping[str, str], form: Mapping[str, str]) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = [
        {**act, "field": field, "text": form[field]} for field in TEXTS if _is_changed(form, field)
    ]
    if "when" in form and when_form.spelled(when_form.read(form)) != form.get(f"{WAS}when", ""):
        written.append({**act, "field": "when", "when": when_form.read(form)})
    if form.get("then") == "down":
        written.append({"act": "pen", "project": form.get("project", ""), "holds": False})
    return written


def _is_changed(form: Mapping[str, str], field: str) -> bool:
    return field in form and _plain(form[field]) != _plain(form.get(WAS + field, ""))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _part(seen: Seen) -> str:
    if not seen.takes_answers or seen.activity.focus == OVERVIEW:
        return "overview"
    if seen.visit.workshop.project(seen.activity.focus):
        return "one"
    return "table" if _mine(seen) else "choose"


def _mine(seen: Seen) -> str:
    """The project where this person sits; empty where there is none, or none any more."""
    seat = next((c.payload["project"] for c in seen.own if c.payload["act"] == "seat"), "")
    return seat if seen.visit.workshop.project(seat) else ""


def _focused(seen: Seen) -> Project:
    found = seen.visit.workshop.project(seen.activity.focus)
    assert found is not None
    return found


def _writes(seen: Seen) -> bool:
    """Who has the pen, until the room has agreed."""
    stands = planning.projects(seen.visit)[_mine(seen)]
    return stands.pen == seen.visit.who and stands.project.asked != "closed"


def _choose(seen: Seen) -> dict[str, Any]:
    return {"projects": [(p.id, p.title) for p in seen.visit.workshop.projects]}


def _table(seen: Seen) -> dict[str, Any]:
    visit, mine = seen.visit, _mine(seen)
    html = board.drawn(seen, mine)
    others = [(p.id, p.title) for p in visit.workshop.projects if p.id != mine]
    return {
        "project": mine,
        "name": planning.projects(visit)[mine].project.title,
        "board": html,
        "board_tag": board.tag(html),
        "board_at": f"{visit.address}/plan/{mine}",
        "writes": _writes(seen),
        "projects": others,
        "fields": board.FIELDS,
        **(_pen(seen, planning.projects(visit)[mine]) if _writes(seen) else _line(seen)),
    }


def _pen(seen: Seen, stands: Planned) -> dict[str, Any]:
    kept = seen.kept if seen.kept.get("act") == "write" else {}
    now = today(seen.visit.workshop, seen.visit.now)
    return {
        "texts": [
            {"field": f, "stands": stands.text(f), "text": kept.get(f, stands.text(f)), "long": f in LONG}
            for f in TEXTS
        ],
        "when": when_form.asked(seen.visit.words, now, stands.when, kept),
    }


def _line(seen: Seen) -> dict[str, Any]:
    """Somebody who has lost the pen finds their text here, to be sent as a proposal."""
    kept, written = seen.kept, texts(seen.kept)
    changed = next((field for field in TEXTS if _is_changed(kept, field)), "what")
    return {
        "key": seen.key,
        "text": written[0] if written else "",
        "field": kept.get("field") or _PROPOSED_AS[changed],
        "longest": LONGEST_LINE,
    }


def _one(seen: Seen) -> dict[str, Any]:
    stands = planning.projects(seen.visit)[seen.activity.focus]
    return {
        "project": _whole(seen, stands),
        "asked": stands.project.asked,
        "sides": YES_NO,
        "answer": _answer(seen) if seen.personal else {name: _mark(name) for name in _answer(seen)},
    }


def _answer(seen: Seen) -> dict[str, str]:
    """Which side is pressed, and what is said of it."""
    given = (
        c for c in seen.own if c.payload["act"] == "agree" and c.payload["project"] == seen.activity.focus
    )
    mark = next((c.payload["mark"] for c in given), None)
    said = "phone.plan.agree.one_tap" if mark is None else "phone.plan.agree.changeable"
    pressed = {side: "true" if value == mark else "false" for value, side in YES_NO.items()}
    return {**pressed, "said": seen.visit.words(said)}


def _mark(name: str) -> Markup:
    return Markup(f"{shared.OWN}{name}|")  # noqa: S704 (our mark)


def _overview(seen: Seen) -> dict[str, Any]:
    return {"projects": [_whole(seen, p) for p in planning.projects(seen.visit).values()]}


def _whole(seen: Seen, stands: Planned) -> dict[str, Any]:
    """A project in short."""
    words = seen.visit.words
    return {
        "id": stands.project.id,
        "title": stands.project.title,
        "texts": [(field, stands.text(field)) for field in TEXTS if stands.text(field)],
        "when": when_said(words, stands.when) if stands.when else "",
        "agreed": stands.agreement.agreed,
        "votes": _votes(seen, stands),
    }


def _votes(seen: Seen, stands: Planned) -> str:
    """What the phones said, once it is over."""
    found = stands.agreement
    if stands.project.asked != "closed" or not found.answered:
        return ""
    return seen.visit.words("phone.plan.agree.votes", yes=found.yes, no=found.no, passed=found.passed)


_PARTS = {"choose": _choose, "table": _table, "one": _one, "overview": _overview}
