"""Writing when: a day with or without a time, a week, a month, a season, or several days to choose from."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import streamlit as st

from facilitation.kinds.plan import today
from facilitation.projects import Planned
from facilitation.when import FURTHEST_YEARS, MOST_DAYS, Day
from pages.shared import Desk, say, send
from pages.views.desk.parts.writing import Writing, end

KINDS = ("day", "days", "week", "month", "season")
SEASONS = ("spring", "summer", "autumn", "winter")


def when_form(desk: Desk, project: Planned, place: Writing) -> None:
    t, stored = desk.t, project.when
    kind = st.segmented_control(
        t("desk.plan.when"),
        KINDS,
        default=stored.kind if stored else "day",
        required=True,
        format_func=lambda name: t(f"desk.when.{name}"),
        key=f"{place.name}-kind",
        label_visibility="collapsed",
    )
    same = stored if stored is not None and stored.kind == kind else None
    with st.form(f"form-{place.name}-{kind}", border=False, enter_to_submit=False):
        names = _Names(f"{place.name}-{kind}")
        _FORMS[str(kind)](desk, names, same)
        with st.container(horizontal=True):
            st.form_submit_button(
                t("desk.edit.save"),
                icon=":material/check:",
                on_click=_save,
                args=(desk.code, place, kind, names),
            )
            st.form_submit_button(t("desk.plan.cancel"), on_click=end)
            if stored is not None:
                st.form_submit_button(
                    t("desk.when.clear"),
                    icon=":material/backspace:",
                    on_click=_clear,
                    args=(desk.code, place),
                )


class _Names:
    """Keys of the form's fields."""

    def __init__(self, start: str) -> None:
        self._start = start

    def __call__(self, name: str) -> str:
        return f"{self._start}-{name}"

    def typed(self, name: str) -> Any:
        return st.session_state.get(self(name))


def _day(desk: Desk, names: _Names, stored: Any) -> None:
    _day_fields(desk, names, stored, 1)


def _days(desk: Desk, names: _Names, stored: Any) -> None:
    days: tuple[Day, ...] = stored.days if stored else ()
    for n in range(1, MOST_DAYS + 1):
        _day_fields(desk, names, days[n - 1] if n <= len(days) else None, n)


def _day_fields(desk: Desk, names: _Names, stored: Day | None, n: int) -> None:
    t = desk.t
    shown = "visible" if n == 1 else "collapsed"
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom"):
        st.date_input(
            t("desk.when.date"),
            stored.day if stored else None,
            key=names(f"date{n}"),
            format="DD.MM.YYYY",
            width=160,
            label_visibility=shown,  # type: ignore[arg-type]
        )
        st.time_input(
            t("desk.when.time"),
            time.fromisoformat(stored.time) if stored and stored.time else None,
            key=names(f"time{n}"),
            width=120,
            label_visibility=shown,  # type: ignore[arg-type]
        )


def _week(desk: Desk, names: _Names, stored: Any) -> None:
    next_week = (_today(desk) + timedelta(days=7)).isocalendar()
    with st.container(horizontal=True):
        week = stored.week if stored else next_week.week
        st.number_input(desk.t("desk.when.week"), 1, 53, week, key=names("week"), width=130)
        _year(desk, names, stored.year if stored else next_week.year)


def _month(desk: Desk, names: _Names, stored: Any) -> None:
    months = list(range(1, 13))
    month = stored.month if stored else _today(desk).month
    with st.container(horizontal=True):
        st.selectbox(
            desk.t("desk.when.month"),
            months,
            months.index(month),
            format_func=lambda n: desk.t.date(date(2000, n, 1), style="LLLL"),
            key=names("month"),
            filter_mode=None,
            width=200,
        )
        _year(desk, names, stored.year if stored else _today(desk).year)


def _season(desk: Desk, names: _Names, stored: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            desk.t("desk.when.season"),
            SEASONS,
            SEASONS.index(stored.season) if stored else 0,
            format_func=lambda name: desk.t(f"desk.when.season.{name}"),
            key=names("season"),
            filter_mode=None,
            width=200,
        )
        _year(desk, names, stored.year if stored else _today(desk).year)


def _year(desk: Desk, names: _Names, year: int) -> None:
    first = _today(desk).year
    years = sorted({year, *range(first, first + FURTHEST_YEARS + 1)})
    st.selectbox(
        desk.t("desk.when.year"),
        years,
        years.index(year),
        format_func=str,
        key=names("year"),
        filter_mode=None,
        width=120,
    )


_FORMS: dict[str, Callable[[Desk, _Names, Any], None]] = {
    "day": _day,
    "days": _days,
    "week": _week,
    "month": _month,
    "season": _season,
}


def _save(code: str, place: Writing, kind: str, names: _Names) -> None:
    when = _written(kind, names)
    if when is None:
        say("desk.when.at_least_two" if kind == "days" else "desk.when.no_date")
    elif send(code, "write", None, "desk.edit.saved", project=place.project, field="when", when=when):
        end()


def _clear(code: str, place: Writing) -> None:
    if send(code, "write", None, "desk.when.cleared", project=place.project, field="when"):
        end()


def _written(kind: str, names: _Names) -> dict[str, Any] | None:
    """As the domain spells it; None where a date is missing."""
    if kind not in ("day", "days"):
        return {"kind": kind, **{name: names.typed(name) for name in ("year", kind)}}
    days = [day for n in range(1, MOST_DAYS + 1) if (day := _written_day(names, n))]
    if kind == "day":
        return days[0] if days else None
    return {"kind": "days", "days": days} if len(days) > 1 else None


def _written_day(names: _Names, n: int) -> dict[str, Any] | None:
    day, at = names.typed(f"date{n}"), names.typed(f"time{n}")
    if not isinstance(day, date):
        return None
    return {"kind": "day", "day": day.isoformat(), "time": at.strftime("%H:%M") if at else ""}


def _today(desk: Desk) -> date:
    return today(desk.workshop, desk.now)
