"""Commands for scripts: the same use cases as the desk's, as functions from plain values to a dict for JSON.

They run in whichever process has the store open: the server's (through the control route) or the script's own.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import pydantic
from pydantic import ConfigDict, validate_call

from facilitation.codes import normalise, suggest
from facilitation.errors import NotFound, Refused
from facilitation.kinds import kind
from facilitation.model import Activity, LinkRole, Workshop
from facilitation.permissions import MANAGER
from facilitation.turn import Reader
from facilitation.verbs import Outcome
from locales import words
from service import acting, deleting, keys, people_files, reporting, snapshots
from service.config import public_address
from service.giving_out import give_out
from service.house import House
from service.making import make


@dataclass(frozen=True)
class Place:
    """Where a command runs. `port` is the one that phones find the server at, now or when it starts."""

    house: House
    port: int


Command = Callable[..., dict[str, Any]]
COMMANDS: dict[str, Command] = {}


def command(name: str) -> Callable[[Command], Command]:
    """Registers a command; its arguments are checked against its signature."""

    def register(act: Command) -> Command:
        COMMANDS[name] = validate_call(config=ConfigDict(arbitrary_types_allowed=True, strict=True))(act)
        return act

    return register


def run(place: Place, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Raises Refused and its family, TimeoutError when the writer is stuck."""
    if name not in COMMANDS:
        raise NotFound("unknown_verb", verb=name)
    try:
        return COMMANDS[name](place, **arguments)
    except pydantic.ValidationError as error:
        raise Refused("invalid") from error


@command("new")
def new(
    place: Place, template: str, title: str, language: str = "fi", code: str | None = None
) -> dict[str, Any]:
    """A workshop, and the links to it; the desk's link signs its bearer in."""
    return links(place, make(place.house, template, title, language, code))


@command("links")
def links_of(place: Place, code: str, revoke: str | None = None) -> dict[str, Any]:
    """The links as they are now. `revoke` makes one of them ("desk", "cofacilitator", "helper", "stage") anew first;
    whoever came in by the old one is out. Raises NotFound("no_such_link")."""
    workshop = _reader(place, code).workshop
    if revoke is not None:
        _revoke(place, workshop, revoke)
    return links(place, place.house.workshop(workshop.code))


def _revoke(place: Place, workshop: Workshop, name: str) -> None:
    if name not in LINKS:
        raise NotFound("no_such_link")
    age = workshop.link(LINKS[name]).age
    acting.perform(place.house, workshop.code, MANAGER, "revoke", link=LINKS[name], age=age)


LINKS: dict[str, LinkRole] = {
    "desk": "manager",
    "cofacilitator": "cofacilitator",
    "helper": "helper",
    "stage": "stage",
}


def links(place: Place, workshop: Workshop) -> dict[str, Any]:
    lead_in = {name: keys.address(workshop, role, place.port) for name, role in LINKS.items()}
    phone = f"{public_address(place.port)}/j/{workshop.code}"
    return {"code": workshop.code, "phone": phone, **lead_in}


@command("step")
def step(place: Place, code: str, go: str, kind: str | None = None) -> dict[str, Any]:
    """What the desk's buttons do. `close` starts the countdown where there is one; `next` does not wait for its end.

    Raises NotFound("unknown_verb") for a word that is no button.
    """
    its_code = _reader(place, code).workshop.code
    if go == "undo":
        outcome = _undone(place, its_code)
    elif go == "open" and kind is not None:
        outcome = acting.perform(place.house, its_code, MANAGER, "open_kind", kind_name=kind)
    elif go in STEPS:
        outcome = acting.perform(place.house, its_code, MANAGER, go)
    else:
        raise NotFound("unknown_verb", verb=go)
    return {"done": outcome.done, **_now(place, _reader(place, its_code))}


_NOT_ARGUMENTS = {"house", "code", "actor", "verb", "drawn", "turn"}
"""No verb has arguments of these names: they are those of the ones who call it."""

STEPS = ("next", "back", "open", "close", "reveal", "reopen", "undo")


@command("perform")
def perform(
    place: Place, code: str, verb: str, arguments: dict[str, Any] | None = None, drawn: int | None = None
) -> dict[str, Any]:
    """Any of the manager's verbs."""
    its_code = _reader(place, code).workshop.code
    given = arguments or {}
    if _NOT_ARGUMENTS & set(given):
        raise Refused("invalid")
    outcome = acting.perform(place.house, its_code, MANAGER, verb, drawn, **given)
    return {"done": outcome.done, "turn": outcome.turn}


@command("workshops")
def workshops(place: Place) -> dict[str, Any]:
    """All of them, damaged ones by their code alone."""
    return {"workshops": [_listed(place, code) for code in place.house.store.codes()]}


_ROLE = {"id", "title", "size", "wanted"}
_OF_A_PROJECT: Any = {
    **dict.fromkeys(("id", "title", "ideas", "vote", "option", "written", "asked"), True),
    "roles": {"__all__": _ROLE},
}
"""Who has a role is nobody's business here."""


@command("state")
def state(place: Place, code: str) -> dict[str, Any]:
    """What is on, the whole agenda with its options and how many have answered, and the small projects."""
    reader = _reader(place, code)
    agenda = [_seen(place, reader, a) for a in reader.workshop.agenda]
    projects = [p.model_dump(mode="json", include=_OF_A_PROJECT) for p in reader.workshop.projects]
    return {**_now(place, reader), "title": reader.workshop.title, "agenda": agenda, "projects": projects}


@command("result")
def result(place: Place, code: str, activity: str) -> dict[str, Any]:
    """The result, if the room may see it; `shown` says whether."""
    reader = _reader(place, code)
    its = reader.workshop.activity(activity)
    if its is None:
        raise NotFound("unknown_step")
    if not kind(its.kind).may_show(its):
        return {"shown": False, "result": None}
    found = kind(its.kind).result(its, reader.contributions(its.id))
    return {"shown": True, "result": pydantic.TypeAdapter(type(found)).dump_python(found, mode="json")}


@command("export")
def export(place: Place, code: str) -> dict[str, Any]:
    return {"text": give_out(place.house, MANAGER, _reader(place, code).workshop.code, "export")}


@command("backup")
def backup(place: Place, code: str) -> dict[str, Any]:
    return {"text": give_out(place.house, MANAGER, _reader(place, code).workshop.code, "backup")}


@command("snapshots")
def snapshots_of(place: Place, code: str) -> dict[str, Any]:
    """The automatic backups that can be restored, the newest first, with their times."""
    workshop = _reader(place, code).workshop
    zone, t = workshop.time_zone, words(workshop.language)
    names = snapshots.names(place.house, workshop.code)
    return {"snapshots": [{"name": n, "time": t.datetime(snapshots.moment(n), zone)} for n in names]}


@command("restore")
def restore(place: Place, code: str, text: str | None = None, snapshot: str | None = None) -> dict[str, Any]:
    """A backup's text, or a snapshot by its name ("latest" for the newest), in the place of the workshop. `before`
    names the snapshot of what was there; `left_out` counts those who have left since, and stay away."""
    its_code = _known_code(place, code)
    if text is None:
        name = next(iter(snapshots.names(place.house, its_code)), "") if snapshot == "latest" else snapshot
        text = snapshots.text_of(place.house, its_code, name or "")
    restored = snapshots.restore(place.house, its_code, text)
    return {"code": its_code, "before": restored.before, "left_out": restored.left_out}


@command("holdings")
def holdings(place: Place, code: str) -> dict[str, Any]:
    """What would be deleted, in numbers; of a damaged one only that it is there (`readable` false)."""
    its_code = _known_code(place, code)
    return {"code": its_code, **asdict(deleting.holdings(place.house, its_code))}


@command("delete")
def delete(place: Place, code: str) -> dict[str, Any]:
    """For good, with everything that belongs to it; what went, in numbers."""
    its_code = _known_code(place, code)
    return {"code": its_code, **asdict(deleting.delete(place.house, its_code, MANAGER))}


@command("report")
def report(place: Place, code: str, format: str = "pdf", language: str | None = None) -> dict[str, Any]:
    """The summary as a file, base64; in the workshop's language unless another is named."""
    workshop = _reader(place, code).workshop
    content = reporting.report(place.house, workshop.code, format, language or workshop.language)
    return {"content": b64encode(content).decode()}


@command("import")
def import_(place: Place, text: str, code: str | None = None) -> dict[str, Any]:
    """Take in what `export` or `backup` wrote."""
    return links(place, people_files.import_text(place.house.store, text, code))


def _reader(place: Place, typed: str) -> Reader:
    """Raises NotFound: mistyped_code with a suggestion, no_such_workshop."""
    return place.house.store.read(_known_code(place, typed))


def _known_code(place: Place, typed: str) -> str:
    """Also of a workshop that cannot be read. Raises NotFound: mistyped_code with a suggestion, no_such_workshop."""
    code = normalise(typed)
    if code in place.house.store.codes():
        return code
    near = suggest(code, place.house.store.codes())
    raise NotFound("mistyped_code", suggestion=near) if near else NotFound("no_such_workshop")


def _undone(place: Place, code: str) -> Outcome:
    steps = place.house.workshop(code).history
    if not steps:
        raise Refused("nothing_to_undo")
    return acting.undo(place.house, code, MANAGER, steps[-1].id)


def _now(place: Place, reader: Reader) -> dict[str, Any]:
    on = reader.workshop.now
    return {
        "code": reader.workshop.code,
        "turn": reader.workshop.turn,
        "activity": on.id,
        "kind": on.kind,
        "phase": on.phase(place.house.clock()),
    }


def _seen(place: Place, reader: Reader, activity: Activity) -> dict[str, Any]:
    its, now = kind(activity.kind), place.house.clock()
    given, over = reader.contributions(activity.id).values(), not activity.takes_answers(now)
    return {
        "id": activity.id,
        "kind": activity.kind,
        "title": activity.title,
        "phase": activity.phase(now),
        "skipped": activity.skipped,
        "settings": activity.settings,
        "answered": len({c.participant for c in given if its.is_answer(c, over)}),
        "contributions": len(given),
        "options": [o.model_dump(mode="json") for o in activity.options],
        "chosen": list(activity.chosen),
    }


def _listed(place: Place, code: str) -> dict[str, Any]:
    try:
        found = place.house.workshop(code)
    except Refused as refused:
        return {"code": code, "refused": refused.key}
    return {"code": code, "title": found.title, "created_at": found.created_at, "kind": found.now.kind}
