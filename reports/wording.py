"""The summary in words: every sentence that more than one file or page says, said once."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from facilitation.kinds.evaluation import SCALE
from facilitation.when import Day, Week, When
from locales import Words
from reports.parts import (
    EvaluationPart,
    IdeaPart,
    NextMeeting,
    ProjectPart,
    RolePart,
    StatementPart,
    Summary,
    VotePart,
    VoteRow,
)
from reports.when_said import day_said, when_said


class Wording:
    """One summary in one language."""

    def __init__(self, summary: Summary, words: Words) -> None:
        self.summary, self.t = summary, words
        self.zone = summary.zone

    def day(self) -> str:
        """When people came together; empty before the start."""
        began = self.summary.began
        return self.t.date(began, self.zone) if began is not None else ""

    def as_of(self) -> str:
        return self.t("report.as_of", moment=self.t.datetime(self.summary.as_of, self.zone))

    # --- people and method ---

    def people(self) -> list[str]:
        """How many, each way of counting in a sentence of its own. An export in which only codes have voted knows of no
        phone."""
        people, t = self.summary.people, self.t
        shared = people.codes is not None
        phones = t.count("report.people.shared_phones" if shared else "report.people.phones", people.phones)
        said = [] if shared and not people.phones else [phones]
        if people.codes:
            said.append(t.count("report.people.codes", people.codes))
        if people.heads is not None:
            said.append(t.count("report.people.heads", people.heads))
        if people.paper:
            said.append(t.count("report.people.paper", people.paper))
        if people.hands:
            said.append(t.count("report.people.hands", people.hands))
        return said

    def method(self) -> str:
        """How it was done, as far as it has been done."""
        summary, t = self.summary, self.t
        said = [t("report.method.ideas")] if any(w.themes for w in summary.walls) else []
        said += list(dict.fromkeys(self.how(vote) for vote in summary.votes))
        if summary.projects:
            said.append(t("report.method.plan"))
        return " ".join(said) or t("report.method.nothing")

    def how(self, vote: VotePart) -> str:
        if vote.method == "dots":
            return self.t.count("report.method.dots", vote.dots)
        return self.t(f"report.method.{vote.method}")

    # --- votes ---

    def meaning(self, vote: VotePart) -> str:
        """What the vote is: never a formal decision."""
        if vote.meaning != "wish":
            return self.t(f"report.meaning.{vote.meaning}")
        return (
            self.t("report.meaning.wish_to", who=vote.decider)
            if vote.decider
            else self.t("report.meaning.wish")
        )

    def asked(self, vote: VotePart) -> str:
        """The question, or the step's name; both where several votes asked the same."""
        same = [each for each in self.summary.votes if each.prompt == vote.prompt]
        if vote.prompt and len(same) > 1:
            return f"{vote.title}: {vote.prompt}"
        return vote.prompt or vote.title

    def promised(self, vote: VotePart) -> str:
        if vote.meaning != "wish":
            return ""
        if vote.answer_by is None:
            return self.t("report.wish.no_date")
        return self.t("report.wish.answer_by", date=self.t.date(vote.answer_by))

    def voters(self, vote: VotePart) -> str:
        """How many, and by which channel where there is more than one."""
        said = self.t.count("report.vote.voters", vote.voters)
        if len(vote.by_channel) < 2:
            return said
        channels = (
            self.t(f"report.channel.{channel}", n=self.t.number(n))
            for channel, n in sorted(vote.by_channel.items())
        )
        return f"{said} ({', '.join(channels)})"

    def no_top(self, vote: VotePart) -> str:
        """Why a shown vote has nothing on top; empty where it has. Yes and no can outweigh each other everywhere."""
        if vote.top:
            return ""
        return self.t("report.vote.none_ahead" if vote.voters else "report.vote.no_votes")

    def rule(self, vote: VotePart) -> str:
        return self.t(f"report.rule.{vote.method}")

    def outcome(self, vote: VotePart, row: VoteRow) -> str:
        """What an option got, in words."""
        t = self.t
        if vote.method == "yesno":
            yes, no, passed = (t.number(row.parts.get(mark, 0)) for mark in (1, -1, 0))
            return t("report.votes.yesno", yes=yes, no=no, passed=passed)
        if vote.method == "score":
            if not row.people:
                return t("report.votes.none")
            mean = t.mean(row.score)
            return t.count("report.votes.score", row.people, mean=mean)
        return t.count(f"report.votes.{vote.method}", int(row.score))

    def rank(self, row: VoteRow) -> str:
        """Empty for those that are not among the top."""
        return "" if row.rank is None else self.t("report.rank", n=self.t.number(row.rank))

    # --- ideas and projects ---

    def theme(self, name: str) -> str:
        return name or self.t("report.ideas.no_theme")

    def voices(self, idea: IdeaPart) -> str:
        """Empty for one that stands alone."""
        return self.t.count("report.ideas.voices", idea.voices) if idea.voices > 1 else ""

    def came_from(self, project: ProjectPart) -> str:
        """The vote's word on it; empty where it came from none, or none that may be told."""
        if project.vote is None or project.row is None:
            return ""
        return f"{project.vote.title}: {self.outcome(project.vote, project.row)}"

    def state(self, project: ProjectPart) -> str:
        """Whether it is agreed, and how the room answered."""
        if project.agreed is None:
            return self.t("report.state.open")
        said = self.t("report.state.agreed" if project.agreed else "report.state.not_agreed")
        if project.by_hand:
            return f"{said} {self.t('report.state.by_hand')}"
        yes, no, passed = map(self.t.number, (project.yes, project.no, project.passed))
        return f"{said} {self.t('report.state.numbers', yes=yes, no=no, passed=passed)}"

    def wishes(self) -> list[str]:
        """What is asked of whom in the projects, in a line each; nothing of those that the room turned down."""
        wanted = [p for p in self.summary.projects if p.agreed is not False]
        asked = ((p, name, getattr(p, name)) for p in wanted for name in ("permission", "ask"))
        return [self.t(f"report.wishes.{name}", title=p.title, who=who) for p, name, who in asked if who]

    def who(self, role: RolePart) -> str:
        """Who has it: names with leave, the others as a number. Empty for nobody."""
        return self._who(role.names, role.unnamed)

    def _who(self, names: tuple[str, ...], others: int) -> str:
        named = self.listed(names)
        unnamed = self.t.count("report.roles.volunteers", others) if others else ""
        if named and unnamed:
            return self.t("report.roles.named_and", names=named, others=unnamed)
        return named or unnamed

    def open_places(self, role: RolePart) -> str:
        return self.t.count("report.roles.open", role.open) if role.open else ""

    def volunteers(self, project: ProjectPart) -> str:
        """Everybody in the project, in one line; empty for nobody."""
        return self._who(project.names, project.unnamed)

    def listed(self, texts: Iterable[str]) -> str:
        return ", ".join(texts)

    # --- when ---

    def when(self, when: When | None) -> str:
        """Empty for nothing."""
        return when_said(self.t, when) if when is not None else ""

    def one_day(self, when: Day) -> str:
        return day_said(self.t, when)

    def next_meeting(self, meeting: NextMeeting) -> str:
        if meeting.at is None:
            return meeting.place
        at = moment(meeting.at, self.zone)
        day = self.t.date(at, self.zone, style=self.t("common.when.day"))
        said = self.t("common.when.day_time", day=day, time=self.t.time(at, self.zone))
        return f"{said}, {meeting.place}" if meeting.place else said

    # --- evaluation ---

    def rated(self, statement: StatementPart) -> str:
        """How one statement was answered; why not, where too few did."""
        if statement.parts is None or statement.mean is None:
            return self.t("report.evaluation.too_few", enough=self._enough())
        mean = self.t.mean(statement.mean)
        return self.t.count("report.evaluation.rated", statement.n, mean=mean)

    def spread(self, statement: StatementPart) -> str:
        """How many gave which score, in the order of the scale; empty where that is not shown."""
        if statement.parts is None:
            return ""
        numbers = [self.t.number(statement.parts.get(score, 0)) for score in SCALE]
        said = self.t("report.evaluation.spread", numbers=" · ".join(numbers))
        if not statement.dont_know:
            return said
        return f"{said}, {self.t.count('report.evaluation.dont_know', statement.dont_know)}"

    def why_unshown(self, part: EvaluationPart | VotePart) -> str:
        """Empty where it is shown."""
        if part.unshown == "too_few":
            return self.t("report.evaluation.too_few", enough=self._enough())
        return self.t("report.not_shown") if part.unshown else ""

    def _enough(self) -> str:
        return self.t.number(next((e.enough for e in self.summary.evaluations), 0))


def moment(at: datetime, zone: str) -> datetime:
    """A meeting's time without a zone is that of the place."""
    return at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(zone))


def is_dated(when: When | None) -> bool:
    """Whether a calendar can hold it: a day or a week, not a month or a season, nor days still to choose from."""
    return isinstance(when, Day | Week)


def in_calendar(summary: Summary) -> tuple[ProjectPart, ...]:
    """The projects whose date is agreed and stands in the calendar."""
    return tuple(p for p in summary.projects if p.agreed and is_dated(p.when))
