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
from reports.columns import LINE, Column, height
from reports.parts import EvaluationPart, People, ProjectPart, Summary, TapsPart, VotePart, VoteRow, Wall
from reports.sheet_names import SheetNames
from reports.wording import Wording, moment
from theme import colours

LONGEST_CELL = 32_767
A4 = 9
"""As Excel numbers sizes of paper."""
ON_A_PAGE = 300.0
"""Points of a table that can still be read on one page, with its bars below it."""

_GAP = "_i_i"
"""In a format of numbers: as much room to the right as these letters take, so that a text beside it stands apart."""
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
        self.names = SheetNames(self.t("report.sheet.event"))
        plain = {"text_wrap": True, "valign": "top"}
        right = {"align": "right", "valign": "top"}
        head = {**plain, "bold": True, "bg_color": colours.BLUE_PALE, "bottom": 1}
        self.head = book.add_format(head)
        self.head_of_numbers = book.add_format({**head, **right, "num_format": f"@{_GAP}"})
        self.bold = book.add_format({**plain, "bold": True})
        self.text = book.add_format(plain)
        self.left = book.add_format({**plain, "align": "left"})
        self.number = book.add_format({**right, "num_format": f"0{_GAP}"})
        self.date = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format({**plain, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.mean = book.add_format({**right, "num_format": f"0.0{_GAP}"})

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
        widths = (30, 70, 16)
        sheet = self._sheet(t("report.title"), widths)
        for n, row in enumerate(rows):
            self._row(sheet, n, row, [self.bold, self.left, self.left], widths)

    def _phones(self, people: People) -> list[Row]:
        """With one-time codes a phone is no person: it may have been handed on."""
        if people.codes is None:
            return [(self.t("report.sheet.phones"), people.phones)]
        codes = [(self.t("report.sheet.codes"), people.codes)] if people.codes else []
        phones = [(self.t("report.sheet.shared_phones"), people.phones)] if people.phones else []
        return [*phones, *codes]

    def _projects(self) -> None:
        t = self.t
        texts = [t("report.field.idea"), t("report.field.votes"), *(t(f"report.field.{f}") for f in _FIELDS)]
        days = (t("report.sheet.first_day"), t("report.sheet.last_day"), t("report.sheet.agreed"))
        numbers = [t(f"report.mark.{name}") for name in YES_NO.values()]
        numbers += [t("report.sheet.volunteers"), t("report.roles.column.open")]
        columns = [Column(name, 28) for name in (t("report.sheet.project"), *texts, t("report.field.when"))]
        columns += [*(Column(name, 16) for name in days), *map(Column, numbers)]
        sheet = self._table(t("report.projects"), columns, map(self._project, self.w.summary.projects))
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(0)
        roles = [row for project in self.w.summary.projects for row in self._roles(project)]
        if roles:
            texts = [t(f"report.roles.column.{name}") for name in ("role", "size", "who")]
            columns = [Column(t("report.sheet.project"), 36), *map(Column, texts, (28, 18, 36))]
            columns += [Column(t("report.sheet.wanted")), Column(t("report.roles.column.open"))]
            self._table(t("report.roles"), columns, roles)
        lines = [
            (p.title, t(f"report.field.{x.field}"), x.text, x.support)
            for p in self.w.summary.projects
            for x in p.proposals
        ]
        if lines:
            columns = [Column(t("report.sheet.project"), 36), Column(t("report.sheet.field"), 14)]
            columns += [Column(t("report.sheet.proposal"), 60), Column(t("report.sheet.support"))]
            self._table(t("report.proposals"), columns, lines)

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
        question = taps.question or self.t("report.question")
        columns = (Column(question, 60), Column(self.t("report.sheet.people")))
        self._table(taps.title, columns, taps.counts)

    def _wall(self, wall: Wall) -> None:
        t = self.t
        columns = [
            Column(t("report.sheet.idea"), 60),
            Column(t("report.sheet.theme"), 24),
            Column(t("report.sheet.voices")),
            Column(t("report.sheet.joined"), 44),
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
        columns = [Column(t("report.sheet.number")), Column(t("report.vote.column.option"), 60)]
        columns += map(
            Column, (self._score(vote), *marks, t("report.sheet.people"), t("report.vote.column.rank"))
        )
        columns.append(Column(t("report.vote.tied"), 11))
        rows = [self._option(vote, row) for row in vote.rows]
        sheet = self._table(vote.title, columns, rows)
        if vote.rows:
            if sum(height(row, [column.width for column in columns]) for row in rows) <= ON_A_PAGE:
                sheet.fit_to_pages(1, 1)
            sheet.insert_chart(len(vote.rows) + 2, 1, vote_chart(self.book, sheet, vote))

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
            columns = [Column(self.t("report.evaluation.column.statement"), 36)]
            columns.append(Column(self.t("report.sheet.answer"), 80))
            self._table(self.t("report.sheet.open_answers"), columns, answers)

    def _statements(self, part: EvaluationPart) -> None:
        t = self.t
        scores = [t(f"report.score.{score}") for score in SCALE]
        numbers = (
            *scores,
            t("report.sheet.dont_know"),
            t("report.sheet.answers"),
            t("report.sheet.score.score"),
        )
        columns = [Column(t("report.evaluation.column.statement"), 44), *map(Column, numbers)]
        rows = [
            (s.text, *((s.parts or {}).get(k) for k in SCALE), s.dont_know if s.parts else None, s.n, s.mean)
            for s in part.statements
        ]
        sheet = self._table(part.title, columns, rows)
        sheet.insert_chart(len(rows) + 2, 0, scores_chart(self.book, sheet, part.title, len(rows)))

    # --- cells ---

    def _note(self, title: str, sentence: str) -> None:
        sheet = self._sheet(title, (70,))
        self._row(sheet, 0, (sentence,), [self.text], (70,))

    def _table(self, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> Worksheet:
        """Its head stays in sight, and stands on each page of paper."""
        widths = [column.width for column in columns]
        sheet = self._sheet(title, widths)
        heads = [self.head if column.text else self.head_of_numbers for column in columns]
        self._row(sheet, 0, [column.name for column in columns], heads, widths)
        looks = [self.text if column.text else self.number for column in columns]
        for n, row in enumerate(rows, 1):
            self._row(sheet, n, row, looks, widths)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        return sheet

    def _row(self, sheet: Worksheet, n: int, row: Row, looks: Sequence[Any], widths: Sequence[int]) -> None:
        high = height(row, widths)
        if high > LINE:
            sheet.set_row(n, high)
        for column, (value, look) in enumerate(zip(row, looks, strict=False)):
            self._cell(sheet, n, column, value, look)

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
        sheet = self.book.add_worksheet(self.names.of(title))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _day(self, at: float | None) -> date | None:
        return self._local(at).date() if at is not None else None

    def _local(self, at: float) -> datetime:
        """Excel knows no zones: the clock of the place."""
        return datetime.fromtimestamp(at, ZoneInfo(self.w.zone)).replace(tzinfo=None, microsecond=0)
