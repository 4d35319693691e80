"""The PDF's blocks in their order: a first page for somebody who has one minute, then everything.

A block is a dictionary that `summary.typ` draws; people's texts in it have been through `said`.
"""

from collections.abc import Iterable
from typing import Any

from reports.bars import SCORES, YES_NO, scores_bar, vote_bar, whole_bar
from reports.glyphs import said
from reports.parts import EvaluationPart, IdeaPart, ProjectPart, Summary, VotePart, VoteRow, Wall
from reports.wording import Wording, in_calendar, is_dated

Block = dict[str, Any]

TOP_ON_FIRST_PAGE = 10
LONGEST_IN_COLUMN, LONGEST_IN_NAMES = 18, 22
"""Letters of a word that fits in a narrow column, and in the one of names."""


def blocks(w: Wording) -> list[Block]:
    summary = w.summary
    found = [*_first_page(w), _page()]
    if summary.projects:
        found += [_heading(1, w.t("report.projects")), *_calendar_note(w)]
        found += [block for project in summary.projects for block in _project(w, project)]
    if any(vote.rows for vote in summary.votes):
        found += [_heading(1, w.t("report.votes")), *_votes(w)]
    if summary.evaluations:
        found += [_heading(1, w.t("report.evaluation"))]
        found += _evaluations(w)
    if any(wall.themes for wall in summary.walls):
        found += [_heading(1, w.t("report.ideas"))]
        found += [block for wall in summary.walls for block in _wall(w, wall, len(summary.walls) > 1)]
    return found


# --- the first page ---


def _first_page(w: Wording) -> Iterable[Block]:
    yield _heading(1, w.t("report.first_page"))
    if w.summary.empty:
        yield _note(w.t("report.nothing_yet"))
    yield _facts(
        (w.t("report.question"), [said(q) for q in _questions(w.summary)]),
        (w.t("report.how"), w.method()),
        (w.t("report.who_was_there"), w.people()),
        (w.t("report.agreed_on"), [said(_agreed(w, p)) for p in w.summary.projects if p.agreed]),
        (w.t("report.wishes"), [said(wish) for wish in w.wishes()]),
        (
            w.t("report.next_meeting"),
            said(w.next_meeting(w.summary.next_meeting)) if w.summary.next_meeting else "",
        ),
    )
    for vote in w.summary.votes:
        yield from _top(w, vote)


def _agreed(w: Wording, its: ProjectPart) -> str:
    return " – ".join(filter(None, (its.title, w.when(its.when))))


def _questions(summary: Summary) -> list[str]:
    asked = (*(wall.prompt for wall in summary.walls), *(vote.prompt for vote in summary.votes))
    return list(dict.fromkeys(filter(None, asked)))


def _top(w: Wording, vote: VotePart) -> Iterable[Block]:
    yield _heading(2, said(vote.title))
    meaning = " ".join(filter(None, (w.meaning(vote), w.promised(vote))))
    yield _note(said(meaning)) if vote.meaning == "wish" else _para(meaning)
    if vote.unshown:
        yield _quiet(w.why_unshown(vote))
        return
    if vote.top:
        yield _result(w, vote, vote.top[:TOP_ON_FIRST_PAGE])
    else:
        yield _quiet(w.no_top(vote))
    more = len(vote.top) - TOP_ON_FIRST_PAGE
    if more > 0:
        yield _quiet(w.t.count("report.vote.more", more))
    if vote.voters:
        yield _quiet(w.voters(vote))


# --- projects ---


def _calendar_note(w: Wording) -> Iterable[Block]:
    """Months and seasons cannot stand in a calendar; who looks for them there is told."""
    left_out = [p for p in w.summary.projects if p.agreed and p.when is not None and not is_dated(p.when)]
    if in_calendar(w.summary) or left_out:
        yield _quiet(w.t("report.calendar.days"))


def _project(w: Wording, its: ProjectPart) -> Iterable[Block]:
    t = w.t
    yield _heading(2, said(its.title))
    yield _strong(w.state(its))
    source = [said(its.idea.text)] if its.idea else []
    voices = w.voices(its.idea) if its.idea else ""
    yield _facts(
        (t("report.field.idea"), [*source, *filter(None, [voices])]),
        (t("report.field.votes"), said(w.came_from(its))),
        (t("report.field.what"), _or_open(w, its.what)),
        (t("report.field.first"), said(its.first)),
        (t("report.field.why"), _or_open(w, its.why)),
        (t("report.field.when"), _when(w, its)),
        (t("report.field.permission"), said(its.permission)),
        (t("report.field.ask"), said(its.ask)),
    )
    if its.roles:
        yield _heading(3, t("report.roles"))
        yield _roles(w, its)
    if its.proposals:
        yield _heading(3, t("report.proposals"))
        yield _bullets((said(p.text), _support(w, p.support)) for p in its.proposals)


def _or_open(w: Wording, text: str) -> Any:
    return said(text) if text else w.t("report.field.open")


def _when(w: Wording, its: ProjectPart) -> Any:
    """Days to choose from, each with whom it suits."""
    days = getattr(its.when, "days", None)
    if not days:
        return w.when(its.when) or w.t("report.field.open")
    return [f"{w.one_day(day)} ({w.t.count('report.when.fits', its.fits.get(day.name, 0))})" for day in days]


def _support(w: Wording, support: int) -> str:
    return w.t.count("report.proposals.support", support) if support else ""


def _roles(w: Wording, its: ProjectPart) -> Block:
    t = w.t
    body = [
        {
            "title": said(role.title, LONGEST_IN_COLUMN),
            "size": t(f"report.roles.{role.size}"),
            "who": said(w.who(role), LONGEST_IN_NAMES),
            "open": w.open_places(role),
        }
        for role in its.roles
    ]
    head = [t(f"report.roles.column.{name}") for name in ("role", "size", "who", "open")]
    return {"kind": "roles", "head": head, "body": body}


# --- votes ---


def _votes(w: Wording) -> Iterable[Block]:
    for vote in (v for v in w.summary.votes if v.rows):
        yield _heading(2, said(vote.title))
        if vote.prompt:
            yield _strong(said(vote.prompt))
        yield _para(f"{w.how(vote)} {w.voters(vote)}")
        if vote.method == "yesno":
            yield _legend((w.t(f"report.mark.{name}"), colour) for name, colour in YES_NO.values())
        yield _result(w, vote, vote.rows)
        if vote.tie_at_the_edge:
            yield _note(w.t("report.vote.tie_at_the_edge"))
        yield _quiet(w.rule(vote))


def _result(w: Wording, vote: VotePart, rows: Iterable[VoteRow]) -> Block:
    whole = whole_bar(vote)
    body = [
        {
            "rank": w.rank(row),
            "text": said(row.text),
            "bar": vote_bar(vote, row, whole),
            "says": w.outcome(vote, row),
            "note": w.t("report.vote.tied") if row.tied else "",
        }
        for row in rows
    ]
    head = [w.t(f"report.vote.column.{name}") for name in ("rank", "option", "result")]
    return {"kind": "result", "head": head, "body": body}


# --- evaluation ---


def _evaluations(w: Wording) -> Iterable[Block]:
    """Each under its title, where there are several."""
    several = len(w.summary.evaluations) > 1
    for part in w.summary.evaluations:
        if several:
            yield _heading(2, said(part.title))
        yield from _evaluation(w, part, 3 if several else 2)


def _evaluation(w: Wording, part: EvaluationPart, level: int) -> Iterable[Block]:
    if part.unshown == "not_shown":
        yield _quiet(w.why_unshown(part))
        return
    yield _para(w.t.count("report.evaluation.people", part.people))
    if part.statements and part.unshown:
        yield _note(w.why_unshown(part))
    elif part.statements:
        yield _legend((w.t(f"report.score.{score}"), colour) for score, colour in SCORES.items())
        yield _rated(w, part)
    for question in part.questions:
        yield _heading(level, said(question.text))
        yield _bullets((said(answer), "") for answer in question.answers)


def _rated(w: Wording, part: EvaluationPart) -> Block:
    body = [
        {
            "rank": "",
            "text": said(s.text),
            "bar": scores_bar(s.parts, s.n),
            "says": w.rated(s),
            "note": w.spread(s),
        }
        for s in part.statements
    ]
    head = ["", w.t("report.evaluation.column.statement"), w.t("report.vote.column.result")]
    return {"kind": "result", "head": head, "body": body}


# --- ideas ---


def _wall(w: Wording, wall: Wall, titled: bool) -> Iterable[Block]:
    themed = len(wall.themes) > 1 or any(theme.name for theme in wall.themes)
    if titled:
        yield _heading(2, said(wall.title))
    if wall.prompt:
        yield _strong(said(wall.prompt))
    yield _para(w.t.count("report.ideas.how_many", sum(idea.voices for idea in wall.ideas)))
    for theme in wall.themes:
        if themed:
            yield _heading(3 if titled else 2, said(w.theme(theme.name)))
        yield _ideas(w, theme.ideas)


def _ideas(w: Wording, ideas: Iterable[IdeaPart]) -> Block:
    items = [
        {"text": said(idea.text), "note": w.voices(idea), "more": [said(j) for j in idea.joined]}
        for idea in ideas
    ]
    return {"kind": "bullets", "items": items}


# --- blocks ---


def _heading(level: int, text: Any) -> Block:
    """A heading without words would be none."""
    return {"kind": "heading", "level": level, "text": text or "–"}


def _para(text: Any) -> Block:
    return {"kind": "para", "text": text}


def _quiet(text: Any) -> Block:
    return {"kind": "quiet", "text": text}


def _strong(text: Any) -> Block:
    return {"kind": "strong", "text": text}


def _note(text: Any) -> Block:
    return {"kind": "note", "text": text}


def _page() -> Block:
    return {"kind": "page"}


def _facts(*pairs: tuple[str, Any]) -> Block:
    return {"kind": "facts", "pairs": [{"name": name, "text": text} for name, text in pairs if text]}


def _bullets(items: Iterable[tuple[Any, str]]) -> Block:
    return {"kind": "bullets", "items": [{"text": text, "note": note, "more": []} for text, note in items]}


def _legend(keys: Iterable[tuple[str, str]]) -> Block:
    return {"kind": "legend", "keys": [{"text": text, "colour": colour} for text, colour in keys]}
