"""One role: what it is, who has it, and, for the manager alone, who has offered."""

from typing import Any

import streamlit as st

from facilitation.kinds.roles import LONGEST_NAME, Grade
from facilitation.model import Role
from facilitation.projects import Planned, PlannedRole, Somebody
from facilitation.verbs.sharing import LONGEST_TITLE, SIZES
from pages.shared import Desk, escaped, plain, send
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.role_people import Offered, holder_name, in_order, role_title
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.widgets import key_for, place, places, taken, when_pressed

MOST_WANTED = 100


def role_rows(desk: Desk, project: Planned, everybody: Offered | None) -> None:
    """Each stays where it is, whichever another desk drops. `everybody` is None unless offers and names were asked
    for."""
    roles = {planned.role.id: planned for planned in project.roles}
    for id in places(f"roles-of-{project.project.id}", list(roles)):
        if id in roles:
            _row(desk, roles[id], everybody)
        else:
            st.empty()


def _row(desk: Desk, planned: PlannedRole, everybody: Offered | None) -> None:
    with st.container(border=True, gap="small", key=f"row-of-{planned.role.id}"):
        st.html(_said(desk, planned, everybody))
        with place():
            if everybody is not None:
                _holders(desk, planned, everybody)
                _offers(desk, planned, everybody)
        with st.container(horizontal=True):
            with place("content"):
                if everybody is not None:
                    _confirm(desk, planned, everybody)
            _without_phone(desk, planned)
            _change(desk, planned.role)


def add_role(desk: Desk, project: Planned) -> None:
    """Its fields are the same until it is added, whatever another desk adds meanwhile."""
    what = _new_in(project.project.id)
    key = f"{what}-{key_for(what)}"
    fold = st.expander(desk.t("desk.roles.add"), not project.roles, key=f"fold-{key}", icon=":material/add:")
    with fold, st.form(f"form-{key}", border=False, enter_to_submit=False):
        _role_fields(desk, key, Role(id="new", title={}))
        st.form_submit_button(
            desk.t("desk.plan.add_save"),
            icon=":material/check:",
            on_click=_add,
            args=(desk.code, project.project.id, desk.workshop.language, key),
        )


def _new_in(project: str) -> str:
    return f"role-new-{project}"


def _said(desk: Desk, planned: PlannedRole, everybody: Offered | None) -> str:
    t, role = desk.t, planned.role
    size = t(f"desk.roles.size.{role.size}")
    has = t("desk.roles.has", has=len(planned.holding), wanted=role.wanted)
    filled = f'<span class="d-tag{" d-warm" if planned.open else ""}">{escaped(has)}</span>'
    names = [] if everybody is not None else _names_shown(desk, planned)
    said = f'<p class="d-quiet d-small" dir="auto">{escaped(" · ".join(names))}</p>' if names else ""
    return (
        f'<p class="d-line" dir="auto"><b>{escaped(role_title(desk, role))}</b> '
        f'<span class="d-quiet d-small">{escaped(size)}</span> {filled}</p>{said}'
    )


def _names_shown(desk: Desk, planned: PlannedRole) -> list[str]:
    """As the stage has them: names with leave, the others as a number."""
    names = [name for somebody in planned.holding if (name := holder_name(desk, somebody, None))]
    others = len(planned.holding) - len(names)
    return [*names, *([desk.t.count("desk.roles.volunteers", others)] if others else [])]


def _holders(desk: Desk, planned: PlannedRole, everybody: Offered) -> None:
    for somebody in planned.people:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_holder(desk, somebody, everybody), width="content")
            st.button(
                desk.t("desk.roles.release"),
                key=f"release-{planned.role.id}-{somebody.holder.id}",
                icon=":material/person_remove:",
                on_click=send,
                args=(desk.code, "release", None, "desk.roles.released"),
                kwargs={"role": planned.role.id, "holder": somebody.holder.id},
            )


def _holder(desk: Desk, somebody: Somebody, everybody: Offered) -> str:
    t = desk.t
    gone = (
        f' <span class="d-tag d-warm">{escaped(t("desk.roles.withdrawn"))}</span>'
        if somebody.withdrawn
        else ""
    )
    may = [t(f"desk.roles.may.{place}") for place in ("on_screen", "in_summary") if getattr(somebody, place)]
    where = ", ".join(may) or t("desk.roles.may.nowhere")
    parts = " · ".join(filter(None, (everybody.contact(somebody.holder.participant), where)))
    name = escaped(holder_name(desk, somebody, everybody))
    return (
        f'<span dir="auto">✓ <b>{name}</b>{gone} <span class="d-quiet d-small">{escaped(parts)}</span></span>'
    )


def _offers(desk: Desk, planned: PlannedRole, everybody: Offered) -> None:
    """Of a role that nobody can get any more only how many there are."""
    offers = in_order(planned)
    if offers and not planned.open:
        quiet(desk.t.count("desk.roles.more_offers", len(offers)))
    elif offers:
        rows = "".join(_offer(desk, everybody, *offer) for offer in offers)
        st.html(f'<ul class="d-list d-offers">{rows}</ul>')


def _offer(desk: Desk, everybody: Offered, participant: str, grade: Grade) -> str:
    contact = everybody.contact(participant)
    reach = f' <span class="d-quiet">{escaped(contact)}</span>' if contact else ""
    said = escaped(desk.t(f"desk.roles.grade.{grade}"))
    return f'<li dir="auto">{escaped(everybody.names[participant])}{reach} <span class="d-tag">{said}</span></li>'


def _confirm(desk: Desk, planned: PlannedRole, everybody: Offered) -> None:
    """A menu: with a button each, forty offers would be forty buttons."""
    offers = dict(in_order(planned))
    key = f"confirm-{planned.role.id}-{len(planned.people)}"

    def label(participant: str) -> str:
        return f"{plain(everybody.names[participant])} · {desk.t(f'desk.roles.grade.{offers[participant]}')}"

    if offers:
        st.menu_button(
            desk.t("desk.roles.confirm"),
            list(offers),
            key=key,
            icon=":material/person_add:",
            format_func=label,
            disabled=not planned.open,
            on_click=_confirmed,
            args=(desk.code, planned.role.id, key),
        )


def _confirmed(code: str, role: str, key: str) -> None:
    send(code, "confirm", None, "desk.roles.confirmed", role=role, participant=st.session_state[key])


def _without_phone(desk: Desk, planned: PlannedRole) -> None:
    """Its fields are the same until somebody is entered, whoever gets the role meanwhile."""
    t, role, what = desk.t, planned.role.id, f"by-hand-{planned.role.id}"
    key = f"{what}-{key_for(what)}"
    label, full = t("desk.roles.without_phone"), not planned.open
    fold = st.popover(label, icon=":material/person_edit:", disabled=full, key=f"popover-{key}")
    with fold, st.form(f"form-{key}", border=False, enter_to_submit=False):
        st.text_input(t("desk.roles.name"), max_chars=LONGEST_NAME, key=f"{key}-name")
        st.checkbox(t("desk.roles.on_screen"), key=f"{key}-on_screen")
        st.checkbox(t("desk.roles.in_summary"), key=f"{key}-in_summary")
        st.form_submit_button(
            t("desk.plan.add_save"), icon=":material/check:", on_click=_enter, args=(desk.code, role, what)
        )


def _enter(code: str, role: str, what: str) -> None:
    state: Any = st.session_state
    id = key_for(what)
    typed = {name: state[f"{what}-{id}-{name}"] for name in ("name", "on_screen", "in_summary")}
    if send(code, "enter_holder", None, "desk.roles.entered", role=role, id=id, **typed):
        taken(what)


def _change(desk: Desk, role: Role) -> None:
    t = desk.t
    with st.popover(t("desk.plan.change"), icon=":material/edit:", key=f"change-{role.id}"):
        _role(desk, role)
        st.button(
            t("desk.roles.drop"),
            key=f"drop-{role.id}",
            icon=":material/delete:",
            on_click=send,
            args=(desk.code, "drop_role", None, "desk.roles.dropped"),
            kwargs={"role": role.id},
        )


def _role(desk: Desk, now: Role) -> None:
    """What is typed stays, whatever another desk saves meanwhile."""
    t, what, area = desk.t, f"{unsaved.ROLE}-{now.id}", f"fields-of-{now.id}"
    was: Role = unsaved.begun_with(what, desk.code) or now
    name = f"{what}-{desk.code}-{hash(_asked(was))}-{unsaved.discarded(what)}"
    with st.form(f"form-{name}", border=False, enter_to_submit=False):
        with st.container(key=area):
            typed = _role_fields(desk, name, was)
        unsaved.buttons(t, t("desk.edit.save"), what, desk.code, name, was)
        if _asked(was) != _asked(now):
            st.info(t("desk.edit.changed_meanwhile"), icon=":material/group:")
    unsaved.listen(what, name, area)
    when_pressed(name, _save, desk, was, typed)


def _asked(role: Role) -> str:
    return repr((role.title, role.size, role.wanted))


def _role_fields(desk: Desk, key: str, role: Role) -> dict[str, Any]:
    """The title as it is typed, in the room's language."""
    t = desk.t
    title = st.text_input(
        t("desk.roles.title"), desk.room_text(role.title), max_chars=LONGEST_TITLE, key=f"{key}-title"
    )
    size = st.segmented_control(
        t("desk.roles.size"),
        SIZES,
        default=role.size,
        required=True,
        format_func=lambda size: t(f"desk.roles.size.{size}"),
        key=f"{key}-size",
    )
    wanted = st.number_input(
        t("desk.roles.wanted"), 1, MOST_WANTED, role.wanted, key=f"{key}-wanted", width=150
    )
    return {"title": title, "size": size, "wanted": int(wanted or 1)}


def _add(code: str, project: str, language: str, key: str) -> None:
    state, what = st.session_state, _new_in(project)
    typed = {name: state[f"{key}-{name}"] for name in ("size", "wanted")}
    title = {language: state[f"{key}-title"]}
    if send(
        code, "add_role", None, "desk.roles.added", project=project, title=title, id=key_for(what), **typed
    ):
        taken(what)


def _save(desk: Desk, was: Role, typed: dict[str, Any]) -> None:
    """A new title is another role in every language: what it was called in the others says something else."""
    same = typed["title"].strip() == desk.room_text(was.title)
    title = was.title if same else {desk.workshop.language: typed["title"]}
    wanted = {**typed, "title": title}
    changes = {name: value for name, value in wanted.items() if value != getattr(was, name)}
    if send(desk.code, "change_role", None, "desk.edit.saved", role=was.id, **changes):
        unsaved.saved(f"{unsaved.ROLE}-{was.id}")
