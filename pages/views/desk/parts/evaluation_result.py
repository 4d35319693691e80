"""How the statements were rated: a bar for each, with n; never a distribution of fewer than five."""

import streamlit as st

from facilitation.kinds.evaluation import ENOUGH, SCALE, Evaluated, Statement
from pages.shared import Desk, escaped
from theme.colours import INK, ON_BLUE, SCORES, contrast

_COLOURS = {
    score: f"background:{ground};color:{max((INK, ON_BLUE), key=lambda ink: contrast(ink, ground))}"
    for score, ground in zip(SCALE, SCORES, strict=True)
}
"""Score → its ground and the ink that is read best on it."""


def ratings(desk: Desk, result: Evaluated) -> None:
    if not result.statements:
        return
    spread = [statement.parts is not None for statement in result.statements]
    head = "" if all(spread) else _why_few(desk)
    if any(spread):
        head += f'<p class="d-scale">{"".join(_key(desk, score) for score in SCALE)}</p>'
    rows = "".join(_row(desk, statement) for statement in result.statements)
    st.html(f'{head}<div class="d-rated">{rows}</div>')


def _why_few(desk: Desk) -> str:
    """Said once, however many rows have no bar."""
    return f'<p class="d-quiet">{escaped(desk.t("common.evaluation.too_few", enough=ENOUGH))}</p>'


def _key(desk: Desk, score: int) -> str:
    said = escaped(desk.t(f"desk.evaluation.score{score}"))
    return f'<span><i style="{_COLOURS[score]}"></i>{said}</span>'


def _row(desk: Desk, statement: Statement) -> str:
    t = desk.t
    apart = f" · {t.count('desk.evaluation.dont_know', statement.dont_know)}" if statement.dont_know else ""
    n = escaped(t.count("desk.evaluation.n", statement.n) + apart)
    text = escaped(desk.room_text(statement.text))
    return (
        f'<p class="d-line" dir="auto">{text} <span class="d-quiet d-small">{n}{_mean(desk, statement)}</span></p>'
        f"{_bar(desk, statement)}"
    )


def _mean(desk: Desk, statement: Statement) -> str:
    if statement.mean is None:
        return ""
    return escaped(f" · {desk.t('desk.evaluation.mean', mean=desk.t.mean(statement.mean))}")


def _bar(desk: Desk, statement: Statement) -> str:
    """Parts as wide as their share, each with its number; said in words to who hears the page."""
    if statement.parts is None:
        return ""
    parts = {score: people for score, people in statement.parts.items() if people}
    said = ", ".join(f"{desk.t(f'desk.evaluation.score{s}')}: {people}" for s, people in parts.items())
    inner = "".join(
        f'<i style="flex-grow:{people};{_COLOURS[score]}">{desk.t.number(people)}</i>'
        for score, people in parts.items()
    )
    return f'<div class="d-stack" role="img" aria-label="{escaped(said)}">{inner}</div>'
