"""The summary as a workbook: an overview, the projects, and a sheet for each step, with numbers as numbers, days as
days and charts that Excel draws itself. People's texts are always strings: nothing that anybody typed is a formula."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from facilitation.kinds.evaluation import SCALE
from facilitation.text import clean
from facilitation.when import span
from locales import Words
from reports.charts import YES_NO, scores_chart, vote_chart
from reports.parts import EvaluationPart, People, ProjectPart, Summary, TapsPart, VotePart, VoteRow, Wall
from reports.wording import Wording, moment
from theme import colours

LONGEST_NAME = 31
LONGEST_CELL = 32_767

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"
_FIELDS = ("what", "first", "why", "permission", "ask")
_STRINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Row = Sequence[Any]


def xlsx(summary: Summary, words: Words) -> bytes:
    """The same bytes for the same summary."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {**_STRINGS, "in_memory": True}) as book:
        made = datetime.fromtimestamp(summary.as_of, UTC).replace(tzinfo=None)
        book.set_properties({"title": clean(summary.title), "created": made})
        _Book(book, Wording(summary, words)).write()
    return file.getvalue()


class _Book:
    def __init__(self, book: xlsxwriter.Workbook, wording: Wording) -> None:
        self.book, self.w, self.t = book, wording, wording.t
        self.names: set[str] = set()
        plain = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({**plain, "bold": True, "bg_color": colours.BLUE_PALE, "bottom": 1})
        self.bold = book.add_format({**plain, "bold": True})
        self.text = book.add_format(plain)
        self.date = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format({**plain, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.mean = book.add_format({"valign": "top", "num_format": "0.0"})

    def write(self) -> None:
        summary = self.w.summary
        self._overview()
        self._projects()
        for taps in summary.taps:
            self._taps(taps)
        for wall in summary.walls:
            self._wall(wall)
        for vote in summary.votes:
            self._vote(vote)
        for evaluation in summary.evaluations:
            self._evaluation(evaluation)

    # --- sheets ---

    def _overview(self) -> None:
        summary, w, t = self.w.summary, self.w, self.t
        people, meeting = summary.people, summary.next_meeting
        rows: list[Row] = [
            (t("report.sheet.event"), summary.title),
            (t("report.sheet.code"), summary.code),
            (t("report.sheet.day"), self._day(summary.began)),
            (t("report.sheet.as_of"), self._local(summary.as_of)),
            (t("report.how"), w.method()),
            *self._phones(people),
            (t("report.sheet.heads"), people.heads),
            (t("report.sheet.paper"), people.paper),
            (t("report.sheet.hands"), people.hands),
            (t("report.sheet.ideas"), sum(i.voices for wall in summary.walls for i in wall.ideas)),
            (t("report.projects"), len(summary.projects)),
        ]
        if meeting:
            at = self._local(moment(meeting.at, summary.zone).timestamp()) if meeting.at else None
            rows += [(t("report.next_meeting"), at), (t("report.sheet.place"), meeting.place)]
        for vote in summary.votes:
            promised = (vote.answer_by,) if vote.answer_by else ()
            rows.append((vote.title, w.meaning(vote), *promised))
        if summary.empty:
            rows.append((t("report.nothing_yet"),))
        sheet = self._sheet(t("report.title"), (30, 70, 16))
        for n, row in enumerate(rows):
            self._row(sheet, n, row, self.bold)

    def _phones(self, people: People) -> list[Row]:
        """With one-time codes a phone is no person: it may have been handed on."""
        if people.codes is None:
            return [(self.t("report.sheet.phones"), people.phones)]
        codes = [(self.t("report.sheet.codes"), people.codes)] if people.codes else []
        phones = [(self.t("report.sheet.shared_phones"), people.phones)] if people.phones else []
        return [*phones, *codes]

    def _projects(self) -> None:
        t = self.t
        fields = [t(f"report.field.{name}") for name in _FIELDS]
        columns = [t("report.sheet.project"), t("report.field.idea"), t("report.field.votes"), *fields]
        columns += [t("report.field.when"), t("report.sheet.first_day"), t("report.sheet.last_day")]
        columns += [t("report.sheet.agreed"), *(t(f"report.mark.{name}") for name in YES_NO.values())]
        columns += [t("report.sheet.volunteers"), t("report.roles.column.open")]
        sheet = self._table(t("report.projects"), columns, map(self._project, self.w.summary.projects))
        sheet.set_column(0, 8, 28)
        roles = [row for project in self.w.summary.projects for row in self._roles(project)]
        if roles:
            names = ("role", "size", "who")
            columns = [t("report.sheet.project"), *(t(f"report.roles.column.{name}") for name in names)]
            self._table(
                t("report.roles"), [*columns, t("report.sheet.wanted"), t("report.roles.column.open")], roles
            )
        lines = [
            (p.title, t(f"report.field.{x.field}"), x.text, x.support)
            for p in self.w.summary.projects
            for x in p.proposals
        ]
        if lines:
            columns = [t("report.sheet.project"), t("report.sheet.field"), t("report.sheet.proposal")]
            self._table(t("report.proposals"), [*columns, t("report.sheet.support")], lines)

    def _project(self, its: ProjectPart) -> Row:
        w, t = self.w, self.t
        first, last = span(its.when) if its.when else (None, None)
        agreed = None if its.agreed is None else t("report.mark.yes" if its.agreed else "report.mark.no")
        counts = (its.yes, its.no, its.passed) if its.agreed is not None and not its.by_hand else (None,) * 3
        texts = (getattr(its, name) for name in _FIELDS)
        source = its.idea.text if its.idea else ""
        people = len(its.names) + its.unnamed
        places = sum(role.open for role in its.roles)
        when = (w.when(its.when), first, last)
        return (its.title, source, w.came_from(its), *texts, *when, agreed, *counts, people, places)

    def _roles(self, its: ProjectPart) -> Iterable[Row]:
        w, t = self.w, self.t
        for role in its.roles:
            yield its.title, role.title, t(f"report.roles.{role.size}"), w.who(role), role.wanted, role.open

    def _taps(self, taps: TapsPart) -> None:
        columns = (taps.question or self.t("report.question"), self.t("report.sheet.people"))
        self._table(taps.title, columns, taps.counts)

    def _wall(self, wall: Wall) -> None:
        t = self.t
        columns = [
            t("report.sheet.idea"),
            t("report.sheet.theme"),
            t("report.sheet.voices"),
            t("report.sheet.joined"),
        ]
        rows = (
            (idea.text, theme.name, idea.voices, "\n".join(idea.joined))
            for theme in wall.themes
            for idea in theme.ideas
        )
        self._table(wall.title, columns, rows)

    def _vote(self, vote: VotePart) -> None:
        t = self.t
        if vote.unshown:
            self._note(vote.title, self.w.why_unshown(vote))
            return
        marks = [t(f"report.mark.{name}") for name in YES_NO.values()] if vote.method == "yesno" else []
        columns = [t("report.sheet.number"), t("report.vote.column.option"), self._score(vote), *marks]
        columns += [t("report.sheet.people"), t("report.vote.column.rank"), t("report.vote.tied")]
        sheet = self._table(vote.title, columns, (self._option(vote, row) for row in vote.rows))
        if vote.rows:
            sheet.insert_chart(1, len(columns) + 1, vote_chart(self.book, sheet, vote))

    def _score(self, vote: VotePart) -> str:
        return self.t(f"report.sheet.score.{vote.method}")

    def _option(self, vote: VotePart, row: VoteRow) -> Row:
        marks = [row.parts.get(mark, 0) for mark in YES_NO] if vote.method == "yesno" else []
        score = row.score if vote.method == "score" else int(row.score)
        tied = self.t("report.vote.tied") if row.tied else None
        return row.number, row.text, score, *marks, row.people, row.rank, tied

    def _evaluation(self, part: EvaluationPart) -> None:
        """Open answers that were let through stand there however few answered."""
        if part.unshown:
            self._note(part.title, self.w.why_unshown(part))
        elif part.statements:
            self._statements(part)
        answers = [(q.text, answer) for q in part.questions for answer in q.answers]
        if answers:
            columns = [self.t("report.evaluation.column.statement"), self.t("report.sheet.answer")]
            self._table(self.t("report.sheet.open_answers"), columns, answers)

    def _statements(self, part: EvaluationPart) -> None:
        t = self.t
        scores = [t(f"report.score.{score}") for score in SCALE]
        columns = [t("report.evaluation.column.statement"), *scores, t("report.sheet.dont_know")]
        columns += [t("report.sheet.answers"), t("report.sheet.score.score")]
        rows = [
            (s.text, *((s.parts or {}).get(k) for k in SCALE), s.dont_know if s.parts else None, s.n, s.mean)
            for s in part.statements
        ]
        sheet = self._table(part.title, columns, rows)
        sheet.insert_chart(len(rows) + 2, 0, scores_chart(self.book, sheet, part.title, len(rows)))

    # --- cells ---

    def _note(self, title: str, sentence: str) -> None:
        sheet = self._sheet(title, (70,))
        self._row(sheet, 0, (sentence,), self.text)

    def _table(self, title: str, columns: Sequence[str], rows: Iterable[Row]) -> Worksheet:
        sheet = self._sheet(title, (44, *(18 for _ in columns[1:])))
        for n, name in enumerate(columns):
            self._cell(sheet, 0, n, name, self.head)
        sheet.freeze_panes(1, 0)
        for n, row in enumerate(rows, 1):
            self._row(sheet, n, row, self.text)
        return sheet

    def _row(self, sheet: Worksheet, n: int, row: Row, first: Any) -> None:
        for column, value in enumerate(row):
            self._cell(sheet, n, column, value, self.text if column else first)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Any, look: Any) -> None:
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, value, self.moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.date)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.mean if isinstance(value, float) else look)
        elif value:
            sheet.write_string(row, column, clean(value)[:LONGEST_CELL], look)

    def _sheet(self, title: str, widths: Sequence[int]) -> Worksheet:
        sheet = self.book.add_worksheet(self._name(title))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _name(self, title: str) -> str:
        """Excel's rules: 31 letters, some characters not, and no two alike."""
        whole = " ".join(clean(title).translate(_FORBIDDEN).split()).strip("'") or self.t(
            "report.sheet.event"
        )
        name, n = _cut(whole, ""), 1
        while name.casefold() in self.names or name.casefold() == _RESERVED:
            n += 1
            name = _cut(whole, f" {n}")
        self.names.add(name.casefold())
        return name

    def _day(self, at: float | None) -> date | None:
        return self._local(at).date() if at is not None else None

    def _local(self, at: float) -> datetime:
        """Excel knows no zones: the clock of the place."""
        return datetime.fromtimestamp(at, ZoneInfo(self.w.zone)).replace(tzinfo=None, microsecond=0)


def _cut(name: str, end: str) -> str:
    """Excel counts UTF-16 units, so that an emoji is two."""
    kept = name
    while len(f"{kept}{end}".encode("utf-16-le")) > 2 * LONGEST_NAME:
        kept = kept[:-1]
    return f"{kept.strip().strip(chr(39))}{end}"
