"""Links that let in: what each is for, since when, how many are in, and the way to make it useless."""

from base64 import b64encode
from dataclasses import replace

import streamlit as st

from facilitation.model import LinkRole
from facilitation.permissions import MAY
from pages.components.copyable import copyable
from pages.shared import Desk, escaped, refuse, send
from pages.views.desk.parts.style import heading, quiet
from service.keys import Key, key
from theme.qr import svg


def may_hand_out(desk: Desk) -> None:
    """Says so to who may not, and stops."""
    if desk.session.role not in MAY["keys"]:
        refuse(desk.t, desk.t("desk.keys.not_yours"))


def key_card(desk: Desk, role: LinkRole) -> None:
    found, t = _key(desk, role), desk.t
    with st.container(border=True):
        heading(t(f"desk.keys.{role}"))
        quiet(t(f"desk.keys.{role}.what"))
        _since(desk, found)
        if st.toggle(t("desk.keys.show"), key=f"show-{role}-{desk.code}"):
            _shown(desk, found)
        _revoke(desk, found)


def manager_key(desk: Desk) -> None:
    """It is told on the machine itself and never shown here."""
    found, t = _key(desk, "manager"), desk.t
    with st.expander(t("desk.keys.manager"), found.used_up, icon=":material/terminal:"):
        quiet(t("desk.keys.manager.what"))
        _since(desk, found)
        _revoke(desk, found)


def _key(desk: Desk, role: LinkRole) -> Key:
    """With the same address in each drawing: tokens carry the time they were made at."""
    found = key(desk.house, desk.session.actor, desk.code, role, int(st.get_option("server.port")))
    name = f"key-{desk.code}-{role}-{found.age}"
    return replace(found, address=st.session_state.setdefault(name, found.address))


def _since(desk: Desk, found: Key) -> None:
    made = desk.t("desk.keys.made", when=desk.t.datetime(found.made_at, desk.workshop.time_zone))
    in_use = desk.t.count("desk.keys.in_use", found.in_use)
    st.html(f'<p class="d-line">{escaped(made)} · <b>{escaped(in_use)}</b></p>')
    if found.used_up:
        st.warning(desk.t("desk.keys.used_up"), icon=":material/warning:")


def _shown(desk: Desk, found: Key) -> None:
    name = desk.t(f"desk.keys.{found.role}")
    picture = b64encode(svg(found.address).encode()).decode()
    alt = escaped(desk.t("desk.keys.qr", name=name))
    st.html(f'<img class="d-qr" src="data:image/svg+xml;base64,{picture}" alt="{alt}">')
    copyable(found.address, desk.t("desk.keys.copy"), desk.t("desk.keys.copied"), key=f"address-{found.role}")


def _revoke(desk: Desk, found: Key) -> None:
    t = desk.t
    with st.popover(t("desk.keys.revoke"), icon=":material/key_off:", key=f"revoke-{found.role}-{found.age}"):
        quiet(t("desk.keys.revoke.what"))
        st.button(
            t("desk.keys.revoke.now"),
            key=f"revoke-now-{found.role}-{found.age}",
            type="primary",
            on_click=send,
            args=(desk.code, "revoke", None, "desk.keys.revoked"),
            kwargs={"link": found.role, "age": found.age},
        )
