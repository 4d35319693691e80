"""What the pages share: who leads, in which language, and how outcomes and refusals are said."""

import functools
import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

import streamlit as st

from facilitation.alike import own_title
from facilitation.codes import normalise, suggest
from facilitation.errors import Damaged, NotFound, Refused, Stale, StoreUnavailable
from facilitation.kinds import kind
from facilitation.model import Activity, Workshop
from facilitation.permissions import HELPS, LEADS, Role, permit
from facilitation.projects import Planned, planned
from facilitation.text import Text, in_language
from facilitation.turn import Reader
from facilitation.verbs import Outcome
from locales import LANGUAGES, Words, negotiate, words
from service import acting
from service.house import House, house
from service.signin import DESK_COOKIE, Session

LANGUAGE_COOKIE = "kieli"
"""The one that phones use too: a person has one language."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&^=+-]|:(?=[a-z]))")
_FOUND_LATER = re.compile(r":(?=[\w+/-]+:)|(?<=http|ttps):(?=//)|(?<=www)(?=\.)|@(?=\w)", re.IGNORECASE)
"""What Markdown's readers look for once it is read, so that a backslash does not stop them: icons, addresses."""
_ORDERED = re.compile(r"^(\s*\d+)([.)])")
_JOINER = "\N{WORD JOINER}"

_PROJECTS = "projects"
_NOBODY = Session("anyone", "", 0.0)

Draw = TypeVar("Draw", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Desk:
    """One look at one workshop: an immutable snapshot, who looks, and the words to say it in."""

    house: House
    session: Session
    reader: Reader
    t: Words
    now: float
    _results: dict[str, Any] = field(default_factory=dict)

    @property
    def workshop(self) -> Workshop:
        """As the room may read it: a desk may be mirrored on the wall. Hidden ideas are read where they are sorted."""
        return self.house.to_read(self.reader, self.t("common.hidden_idea"))

    @property
    def code(self) -> str:
        return self.workshop.code

    def result(self, activity: Activity) -> Any:
        """The kind's result, counted once for this look. Whether it may be seen is for the caller to ask."""
        if activity.id not in self._results:
            given = self.reader.contributions(activity.id)
            self._results[activity.id] = kind(activity.kind).result(activity, given)
        return self._results[activity.id]

    @property
    def projects(self) -> tuple[Planned, ...]:
        """The small projects, put together once for this look."""
        if _PROJECTS not in self._results:
            self._results[_PROJECTS] = planned(self.workshop, self.result)
        found: tuple[Planned, ...] = self._results[_PROJECTS]
        return found

    def text(self, text: Text) -> str:
        """A manager's text in the desk's language, else in the workshop's."""
        return in_language(text, self.t.language, self.workshop.language)

    def room_text(self, text: Text) -> str:
        """As the room reads it."""
        return in_language(text, self.workshop.language)

    def own_title(self, activity: Activity) -> str:
        """Tells steps of the same title apart (the second is "Vote 2"): a browser knows a choice by its words."""
        return own_title(self.workshop, activity, self.t.language)

    def room_title(self, activity: Activity) -> str:
        """The same, as the room reads it."""
        return own_title(self.workshop, activity, self.workshop.language)

    def clock(self, moment: float) -> str:
        return self.t.time(moment, self.workshop.time_zone)


def plain(text: str) -> str:
    """People's text for a label: Markdown, links and icon names in it stay the letters they are."""
    apart = _FOUND_LATER.sub(rf"\g<0>{_JOINER}", " ".join(text.split()))
    return _ORDERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", apart))


def escaped(text: str) -> str:
    """People's text for `st.html`."""
    return html.escape(text)


def first_said(t: Words, *keys: str, **values: Any) -> str:
    """The first of these keys that the catalogue has."""
    return next((said for key in keys if (said := t(key, **values)) != key), keys[-1])


def session() -> Session | None:
    """Who looks at this page, looked up at every run: the cookie only names a session."""
    return house().session(st.context.cookies.get(DESK_COOKIE))


def words_here() -> Words:
    """The desk's language: the one chosen here, else the remembered one, else what the browser likes best."""
    chosen = st.session_state.get("desk_language") or st.context.cookies.get(LANGUAGE_COOKIE)
    return (
        words(chosen) if chosen in LANGUAGES else words(negotiate(st.context.headers.get("Accept-Language")))
    )


def code_here() -> str:
    return normalise(st.query_params.get("code", ""))


def open_desk(code: str, allowed: frozenset[Role] = LEADS) -> Desk:
    """The workshop as it is now, for one who may lead it, or is of the roles that are allowed here; otherwise a clear
    message, and the run stops."""
    t, home, who = words_here(), house(), session()
    if home.is_deleted(code):
        refuse(t, t("common.refused.deleted"))
    if who is None:
        sign_in_first(t)
    if not who.may(allowed, code):
        to_the_own_page(who)
        refuse(t, t("desk.not_yours"))
    return Desk(home, who, _read(home, code), t, home.clock())


def to_the_own_page(who: Session) -> None:
    """One who helps has one page, whatever was asked for."""
    if who.role in HELPS - LEADS:
        st.switch_page("desk_paper.py", query_params={"code": who.code})


def sign_in_first(t: Words) -> None:
    """Says so, with the way there, and stops."""
    code = code_here()
    here = f"{(st.context.url and _path_of(st.context.url)) or '/desk'}{f'?code={code}' if code else ''}"
    st.warning(t("desk.sign_in_first"))
    st.html(f'<a href="/desk/sign-in?next={quote(here, safe="")}">{escaped(t("desk.sign_in"))}</a>')
    st.stop()


def refuse(t: Words, sentence: str) -> None:
    """Says why nothing can be shown here, with a way out, and stops."""
    st.warning(plain(sentence))
    st.page_link("desk.py", label=t("desk.to_list"), icon=":material/arrow_back:")
    st.stop()


def careful(draw: Draw) -> Draw:
    """Whatever the domain or the store refuses while drawing is said in words, never as a traceback."""

    @functools.wraps(draw)
    def drawn(*arguments: Any, **named: Any) -> None:
        try:
            draw(*arguments, **named)
        except Damaged as broken:
            offer_copy(words_here(), code_here(), broken)
        except Refused as refused:
            t, away = words_here(), refused.key == StoreUnavailable.key
            refuse(t, t("common.trouble") if away else sentence(t, refused))

    return drawn  # type: ignore[return-value]


def offer_copy(t: Words, code: str, broken: Damaged) -> None:
    """A damaged file: what happened, and the last good copy at a click. A database keeps none."""
    if "file" not in broken.values:
        st.error(plain(sentence(t, broken)))
        return
    st.error(plain(t("desk.damaged", file=broken.values.get("file", ""))))
    st.button(
        t("desk.repair"),
        key=f"repair-{code}",
        type="primary",
        icon=":material/healing:",
        on_click=repair,
        args=(code,),
    )


def repair(code: str) -> None:
    with outcome(code) as who:
        permit(who.actor, LEADS)
        repaired = house().store.repair(code)
        acting.note(house(), code, who.actor, "repaired")
        lost = sum(each.unreadable for each in repaired)
        say("desk.repaired", documents=sum(each.documents for each in repaired), lost=lost)


def sentence(t: Words, refused: Refused) -> str:
    """A refusal in words."""
    keys = (f"common.refused.{refused.key}", "common.refused.refused")
    return first_said(t, *keys, **refused.values)


def send(
    code: str, verb: str, drawn: int | None = None, said: str = "", /, **arguments: Any
) -> Outcome | None:
    """One command, for a button's `on_click`: what was drawn is what is sent. `said`: a key for the toast."""
    with outcome(code, HELPS) as who:
        done = acting.perform(house(), code, who.actor, verb, drawn, **arguments)
        if said:
            say(said)
        return done
    return None


def travel(code: str, direction: str, step: str) -> None:
    """Undo or redo the step that the button named."""
    with outcome(code) as who:
        (acting.undo if direction == "undo" else acting.redo)(house(), code, who.actor, step)


@contextmanager
def outcome(code: str, allowed: frozenset[Role] = LEADS) -> Iterator[Session]:
    """Guards a command, and keeps what is refused for `show_outcomes`: messages drawn here would not last. Each command
    asks who may do it; whoever is not of the roles `allowed` here is nobody to it."""
    who = session()
    try:
        yield who if who is not None and who.may(allowed, code) else _NOBODY
    except Stale:
        say("desk.done_already")
    except Refused as refused:
        _keep(sentence(words_here(), refused), "warning")
    except TimeoutError:
        say("common.refused.store_unavailable")


def say(key: str, **values: Any) -> None:
    """A toast at the next drawing."""
    _keep(words_here()(key, **values), "info")


def warn(key: str, **values: Any) -> None:
    """The same, of what was not done."""
    _keep(words_here()(key, **values), "warning")


def show_outcomes() -> None:
    for text, icon in st.session_state.pop("outcomes", ()):
        st.toast(plain(text), icon=f":material/{icon}:", duration="short" if icon == "info" else "long")


def _keep(text: str, icon: str) -> None:
    st.session_state.setdefault("outcomes", []).append((text, icon))


def _read(home: House, code: str) -> Reader:
    try:
        return home.store.read(code)
    except NotFound:
        near = suggest(code, home.store.codes())
        raise (NotFound("mistyped_code", suggestion=near) if near else NotFound("no_such_workshop")) from None


def _path_of(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2].partition("?")[0]
