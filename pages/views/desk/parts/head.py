"""The head of a page: where we are, who is here, and the ways out of it."""

import streamlit as st

from facilitation.permissions import MAY
from locales import LANGUAGES, Words
from pages.components.copyable import copyable
from pages.components.listen import listen, whole_page
from pages.components.remember import remember
from pages.components.remember_focus import remember_focus
from pages.components.resting import let_rest
from pages.shared import LANGUAGE_COOKIE, Desk, escaped, send, session, words_here
from pages.views.desk.parts.counting import here
from pages.views.desk.parts.keeping import warning
from pages.views.desk.parts.widgets import changed, follow, place
from service.config import public_address
from service.signin import link_token
from theme.mark import favicon

PAGES = {
    "run": ("desk_run.py", ":material/play_circle:"),
    "agenda": ("desk_agenda.py", ":material/list:"),
    "ideas": ("desk_ideas.py", ":material/lightbulb:"),
    "keys": ("desk_keys.py", ":material/key:"),
    "privacy": ("desk_privacy.py", ":material/shield_person:"),
}
NEEDS = {"keys": MAY["keys"]}
"""Pages that are not for all who lead; each asks again itself."""

NEXT_STEP = "next-step"
"""The area of the one button that is always the right next step."""


def language_choice(page: str) -> None:
    """The desk's own language; the workshop has another of its own. Each page has a widget of its own: one that is left
    behind on another page would keep this one from showing what is chosen."""
    t, key = words_here(), f"language-{page}"
    follow(key, t.language)
    st.segmented_control(
        t("desk.language"),
        LANGUAGES,
        key=key,
        required=True,
        format_func=str.upper,
        label_visibility="collapsed",
        on_change=_language_chosen,
        args=(key,),
    )
    if chosen := st.session_state.get("desk_language"):
        remember(LANGUAGE_COOKIE, chosen, key="remember-language")


def _language_chosen(key: str) -> None:
    st.session_state["desk_language"] = st.session_state[key]


def list_head(t: Words) -> None:
    """Over the list of workshops."""
    with st.container(horizontal=True, vertical_alignment="center"):
        mark = f'<img class="d-mark" src="{favicon()}" alt="">'
        st.html(f'<div class="d-top">{mark}<h1>{escaped(t("common.product"))}</h1></div>')
        language_choice("list")
        _sign_out(t)


def page_head(t: Words, code: str, on: str) -> None:
    """Over a workshop's pages: the ways from one to the other."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("desk.py", label=t("desk.to_list"), icon=":material/arrow_back:")
        st.space("stretch")
        for name, (page, icon) in PAGES.items():
            label = t(f"desk.page.{name}")
            if not _is_for(name):
                continue
            if name == on:
                st.html(f'<b class="d-here" aria-current="page">{escaped(label)}</b>', width="content")
            else:
                st.page_link(page, label=label, icon=icon, query_params={"code": code})
        _beside_the_ways(on)


def helper_head(t: Words) -> None:
    """Over the page of one who helps: it is their only one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<b class="d-here">{escaped(t("desk.page.paper"))}</b>', width="content")
        st.space("stretch")
        _beside_the_ways("paper")
        _sign_out(t)


def _beside_the_ways(on: str) -> None:
    """The language, and what has no face."""
    with st.container(horizontal=True, gap=None, width="content"):
        language_choice(on)
        whole_page(key="whole-page")
        remember_focus(NEXT_STEP, key="remember-focus")
        let_rest(key="let-rest")


def _is_for(name: str) -> bool:
    who = session()
    return name not in NEEDS or (who is not None and who.role in NEEDS[name])


def title(desk: Desk) -> None:
    """The workshop's name and code; here the page listens, too."""
    code = f'<span class="d-code" title="{escaped(desk.t("desk.code"))}">{escaped(desk.code)}</span>'
    with st.container(horizontal=True, gap=None):
        st.html(
            f'<div class="d-top"><h1 dir="auto">{escaped(desk.text(desk.workshop.title))}</h1>{code}</div>'
        )
        listen(desk.code, key="listen", version=desk.house.room_version(desk.reader))
    with place():
        warning(desk)


def people(desk: Desk) -> None:
    """Phones and heads, kept apart: a phone may be shared, and not everybody has one."""
    label, key = desk.t("desk.run.heads"), f"heads-{desk.code}"
    phones = desk.t.count("desk.run.phones", here(desk))
    follow(key, desk.workshop.headcount)
    st.html(f"<b>{escaped(phones)}</b>", width="content")
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.html(f'<span aria-hidden="true">{escaped(label)}</span>', width="content")
        st.number_input(
            label,
            min_value=0,
            max_value=9999,
            step=1,
            key=key,
            width=130,
            label_visibility="collapsed",
            on_change=changed,
            args=(key, lambda people: send(desk.code, "headcount", people=people)),
        )


def links(desk: Desk) -> None:
    """To the stage, in a tab of its own; and the address that phones use, to be passed on."""
    st.link_button(desk.t("desk.run.stage"), _stage(desk), icon=":material/cast:")
    phone = f"{public_address(int(st.get_option('server.port')))}/j/{desk.code}"
    copyable(phone, desk.t("desk.run.copy"), desk.t("desk.run.copied"), key="phone-address")


def _stage(desk: Desk) -> str:
    """With a key for who has them, so that the projector goes on when the desk signs out; who leads along looks as who
    they are. The same in each drawing, so that the link is not a new one five times a second."""
    if desk.session.role not in MAY["keys"]:
        return f"/stage?code={desk.code}&embed=true"
    name = f"stage-{desk.code}-{desk.workshop.link('stage').age}"
    token = st.session_state.setdefault(name, link_token(desk.workshop, "stage"))
    return f"/stage/enter/{desk.code}/{token}"


def _sign_out(t: Words) -> None:
    button = f'<button class="d-out">{escaped(t("desk.sign_out"))}</button>'
    st.html(f'<form method="post" action="/desk/sign-out">{button}</form>', width="content")
