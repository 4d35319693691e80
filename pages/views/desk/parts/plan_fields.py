"""What stands in a project, field by field, with who wrote it last; each can be written here, too."""

import streamlit as st

from facilitation.kinds.plan import LONGEST
from facilitation.model import Activity, PlanField
from facilitation.projects import FIELDS, Planned
from facilitation.when import Day, Days
from pages.shared import Desk, escaped, send
from pages.views.desk.parts.plan_lines import lines_of
from pages.views.desk.parts.plan_when import when_form
from pages.views.desk.parts.widgets import place
from pages.views.desk.parts.writing import Writing, before, begin, end, is_written
from service.when_said import day_said, when_said

WITH_LINES = ("what", "why", "when")
_TALL: tuple[PlanField, ...] = ("what", "why")


def fields_of(desk: Desk, activity: Activity, project: Planned) -> None:
    """Each in a place of its own: lines that come to one do not move another, in which something is being typed."""
    for field in FIELDS:
        with st.container(key=f"field-of-{project.project.id}-{field}"):
            _field(desk, project, field)
            with place():
                if field == "when" and isinstance(project.when, Days):
                    _days(desk, project, project.when)
            if field in WITH_LINES:
                lines_of(desk, activity, project, field)


def value_said(desk: Desk, project: Planned, field: PlanField) -> str:
    if field != "when":
        return project.text(field)
    return when_said(desk.t, project.when) if project.when else ""


def _field(desk: Desk, project: Planned, field: PlanField) -> None:
    """Its name is the button that opens it."""
    place = Writing(project.project.id, field)
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                f"**{desk.t(f'desk.plan.{field}')}**",
                key=f"write-{place.name}",
                icon=":material/edit:",
                type="tertiary",
                help=desk.t("desk.plan.write_help"),
                on_click=begin,
                args=(place,),
            )
            st.html(_writer(desk, project, field), width="content")
        if is_written(place):
            (when_form if field == "when" else _text_form)(desk, project, place)
            _meanwhile(desk, project, field)
        else:
            st.html(_value(desk, project, field))


def _meanwhile(desk: Desk, project: Planned, field: PlanField) -> None:
    """Below the form, so that this does not move: who saves now has read what goes by it."""
    stands = project.when if field == "when" else project.text(field)
    if before(stands) != stands:
        st.info(desk.t("desk.plan.written_meanwhile"), icon=":material/group:")
        st.html(_value(desk, project, field))


def _value(desk: Desk, project: Planned, field: PlanField) -> str:
    said = value_said(desk, project, field)
    lines = "<br>".join(escaped(line) for line in said.splitlines())
    empty = f'<span class="d-quiet">{escaped(desk.t("desk.plan.empty"))}</span>'
    return f'<p class="d-value" dir="auto">{lines or empty}</p>'


def _writer(desk: Desk, project: Planned, field: PlanField) -> str:
    """The pen or the desk, and when."""
    entry = project.entries.get(field)
    if entry is None:
        return "<span></span>"
    by = "pen" if field in project.penned else "desk"
    said = desk.t(f"desk.plan.by_{by}", time=desk.clock(entry.at))
    return f'<span class="d-quiet d-small">{escaped(said)}</span>'


def _text_form(desk: Desk, project: Planned, place: Writing) -> None:
    """What is being typed stays, whatever others write meanwhile and whatever is refused."""
    t, field = desk.t, place.field
    widget = st.text_area if field in _TALL else st.text_input
    st.session_state.setdefault(place.name, place.start or project.text(field))
    with st.form(f"form-{place.name}", border=False, enter_to_submit=False):
        widget(
            t(f"desk.plan.{field}"), key=place.name, max_chars=LONGEST[field], label_visibility="collapsed"
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                t("desk.edit.save"), icon=":material/check:", on_click=_save, args=(desk.code, place)
            )
            st.form_submit_button(t("desk.plan.cancel"), on_click=end)


def _save(code: str, place: Writing) -> None:
    text = st.session_state[place.name]
    if send(code, "write", None, "desk.edit.saved", project=place.project, field=place.field, text=text):
        end()


def _days(desk: Desk, project: Planned, when: Days) -> None:
    """The days to choose from, how many each suits, and the choice."""
    most = max((project.fits[day.name] for day in when.days), default=0)
    for day in when.days:
        suits = project.fits[day.name]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_day(desk, day, suits, best=bool(suits) and suits == most), width="content")
            st.button(
                desk.t("desk.when.choose"),
                key=f"day-{project.project.id}-{day.name}",
                icon=":material/event_available:",
                on_click=send,
                args=(desk.code, "write", None, "desk.when.chosen"),
                kwargs={
                    "project": project.project.id,
                    "field": "when",
                    "when": day.model_dump(mode="json"),
                },
            )


def _day(desk: Desk, day: Day, suits: int, best: bool) -> str:
    said = escaped(desk.t.count("desk.when.suits", suits))
    number = f"<b>{said}</b>" if best else said
    return f"<span>{escaped(day_said(desk.t, day))} · {number}</span>"
