"""Who the provider says is there, and what becomes of them: in, asked again, or told that they may not."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from locales import Words
from pages.components.go_to import go_to
from pages.shared import escaped, plain
from pages.views.desk.parts.style import heading
from service.house import house
from service.organisation import address_of, is_manager, known_until

LET_IN, SIGN_IN, AGAIN = "/desk/let-in/", "/desk/sign-in", "/desk/organisation"


def come_in(t: Words, back: bool) -> None:
    """`back`: from the provider; whoever is not known then is not sent there again by itself."""
    heading(t("desk.organisation"))
    who = identity()
    until = known_until(who, house().clock())
    if until and is_manager(address_of(who)):
        _let_in(t, address_of(who), until)
    elif until:
        _not_allowed(t, address_of(who))
    elif back:
        st.warning(t("desk.organisation.failed"))
        _link(AGAIN, t("desk.organisation.again"))
    else:
        st.write(t("desk.organisation.wait"))
        _asking(t, st.login)


def leave(t: Words) -> None:
    """Also at the provider: the next one at this computer is somebody else."""
    heading(t("desk.organisation"))
    st.write(t("desk.organisation.out"))
    _link(SIGN_IN, t("desk.sign_in"))
    _asking(t, st.logout)


def identity() -> Mapping[str, Any]:
    return st.user.to_dict()


def _let_in(t: Words, address: str, until: float) -> None:
    there = f"{LET_IN}{house().passes.give(address, until)}"
    _link(there, t("desk.organisation.enter"))
    go_to(there, key="let-in")


def _not_allowed(t: Words, address: str) -> None:
    named = (
        t("desk.organisation.not_allowed", address=address) if address else t("desk.organisation.nameless")
    )
    st.warning(plain(named))
    st.button(t("desk.organisation.other"), icon=":material/switch_account:", on_click=st.logout)


def _asking(t: Words, ask: Callable[[], None]) -> None:
    try:
        ask()
    except StreamlitAuthError:
        st.error(t("desk.organisation.not_set_up"))
        _link(SIGN_IN, t("desk.sign_in"))


def _link(address: str, label: str) -> None:
    st.html(f'<a href="{escaped(address)}" target="_self">{escaped(label)}</a>')
