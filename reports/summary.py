"""From a workshop to its summary. What is hidden ends here: whatever a file or a page says is taken from the result."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from facilitation.alike import own_title
from facilitation.ballot_codes import is_coded
from facilitation.covering import covered, is_hidden
from facilitation.kinds import kind
from facilitation.kinds.arrival import Arrival
from facilitation.kinds.evaluation import Evaluated, Evaluation
from facilitation.kinds.ideas import Idea, Ideas
from facilitation.kinds.info import Thanks
from facilitation.kinds.vote import Row, Vote, VoteResult, VoteSettings
from facilitation.model import Activity, Contribution
from facilitation.projects import Planned, PlannedRole, Somebody, planned
from facilitation.schedule import ahead
from facilitation.text import Text, in_language
from facilitation.turn import Reader
from locales import Words
from reports.parts import (
    EvaluationPart,
    IdeaPart,
    NextMeeting,
    People,
    ProjectPart,
    Proposal,
    QuestionPart,
    RolePart,
    StatementPart,
    Summary,
    TapsPart,
    ThemePart,
    VotePart,
    VoteRow,
    Wall,
)


def summary(reader: Reader, words: Words) -> Summary:
    """The workshop as it is now; before anything was said it is whole too, with nothing in it."""
    return _Made(reader, words).summary()


class _Made:
    """One look: each result is counted once."""

    def __init__(self, reader: Reader, words: Words) -> None:
        self.reader, self.words = reader, words
        self.workshop = covered(reader, words("common.hidden_idea"))
        self.agenda = tuple(a for a in self.workshop.agenda if not a.skipped)
        self.results: dict[str, Any] = {}
        self.ideas = {idea.id: idea for wall in self._of(Ideas) for idea in self.result(wall).all}

    def summary(self) -> Summary:
        workshop = self.workshop
        votes = {a.id: self._vote(a) for a in self._of(Vote) if a.opened_at is not None}
        return Summary(
            code=workshop.code,
            title=self.say(workshop.title),
            language=self.words.language,
            zone=workshop.time_zone,
            began=workshop.started_at,
            as_of=self._as_of(),
            people=self._people(tuple(votes.values())),
            taps=tuple(self._taps(a) for a in self._of(Arrival) if kind(a.kind).of(a).choices),
            walls=tuple(self._wall(a) for a in self._of(Ideas) if self._begun(a)),
            votes=tuple(votes.values()),
            projects=tuple(self._project(p, votes) for p in planned(workshop, self.result)),
            evaluations=tuple(self._evaluation(a) for a in self._of(Evaluation) if a.opened_at is not None),
            next_meeting=self._next_meeting(),
        )

    def result(self, activity: Activity) -> Any:
        if activity.id not in self.results:
            given = self.reader.contributions(activity.id)
            self.results[activity.id] = kind(activity.kind).result(activity, given)
        return self.results[activity.id]

    def say(self, text: Text) -> str:
        return in_language(text, self.words.language, self.workshop.language)

    def _title(self, activity: Activity) -> str:
        return own_title(self.workshop, activity, self.words.language)

    def _of(self, wanted: type) -> tuple[Activity, ...]:
        return tuple(a for a in self.agenda if a.kind == wanted.name)  # type: ignore[attr-defined]

    def _given(self) -> Iterable[Contribution]:
        return (c for a in self.workshop.agenda for c in self.reader.contributions(a.id).values())

    def _begun(self, wall: Activity) -> bool:
        return wall.opened_at is not None or bool(self.result(wall).all)

    def _as_of(self) -> float:
        steps = (*self.workshop.history, *self.workshop.undone)
        moments = (*(s.at for s in steps), *(c.at for c in self._given()))
        return max((self.workshop.created_at, *moments))

    def _people(self, votes: tuple[VotePart, ...]) -> People:
        """An export knows no participants, but whose answers belong together in a step, each sort of secret ones for
        itself. What a code has cast says nothing of a phone."""
        by_phone: dict[tuple[str, str], set[str]] = defaultdict(set)
        kinds = {a.id: kind(a.kind) for a in self.workshop.agenda}
        for c in self._given():
            if c.channel in ("phone", "device") and not is_coded(c.key):
                by_phone[c.activity, kinds[c.activity].secret_of(c.payload)].add(c.participant)
        phones = (len(self.reader.participants()), *map(len, by_phone.values()))
        paper = sum(i.channel == "paper" for i in self.ideas.values())
        hands = (v.by_channel.get("hands", 0) for v in votes if v.rows)
        codes = max((v.voters for v in votes if v.coded), default=None)
        return People(max(phones), self.workshop.headcount, paper, max(hands, default=0), codes)

    def _taps(self, activity: Activity) -> TapsPart:
        result = self.result(activity)
        counts = zip(map(self.say, result.choices), result.counts, strict=True)
        question = self.say(kind(activity.kind).of(activity).question)
        return TapsPart(activity.id, self._title(activity), question, tuple(counts))

    def _wall(self, activity: Activity) -> Wall:
        themes: dict[str, list[IdeaPart]] = defaultdict(list)
        for idea in self.result(activity).shown:
            themes[idea.theme].append(_idea(idea))
        named = sorted(themes, key=lambda theme: (not theme, theme.casefold()))
        return Wall(
            id=activity.id,
            title=self._title(activity),
            prompt=self.say(kind(activity.kind).of(activity).prompt),
            themes=tuple(ThemePart(name, tuple(themes[name])) for name in named),
        )

    def _vote(self, activity: Activity) -> VotePart:
        settings: VoteSettings = kind(activity.kind).of(activity)
        shown = kind(activity.kind).may_show(activity)
        result: VoteResult | None = self.result(activity) if shown else None
        return VotePart(
            id=activity.id,
            title=self._title(activity),
            prompt=self.say(settings.prompt),
            method=settings.method,
            dots=settings.dots,
            meaning=settings.meaning,
            decider=settings.decider if settings.meaning == "wish" else "",
            answer_by=settings.answer_by if settings.meaning == "wish" else None,
            unshown="" if shown else "not_shown",
            rows=tuple(map(self._row, result.rows)) if result else (),
            voters=result.voters if result else 0,
            by_channel=dict(result.by_channel) if result else {},
            tie_at_the_edge=bool(result and result.tie_at_the_edge),
            coded=bool(activity.codes) or any(map(is_coded, self.reader.contributions(activity.id))),
        )

    def _row(self, row: Row) -> VoteRow:
        option = row.option
        return VoteRow(option.number, option.text, row.score, row.people, row.parts, row.rank, row.tied)

    def _project(self, its: Planned, votes: dict[str, VotePart]) -> ProjectPart:
        project, agreement = its.project, its.agreement
        asked = project.asked == "closed"
        vote = votes.get(project.vote)
        number = self._number(project.vote, project.option)
        row = next((r for r in vote.rows if r.number == number), None) if vote else None
        everybody = _each_once(its)
        names = _names(everybody)
        return ProjectPart(
            id=project.id,
            title=project.title,
            idea=self._source(project.ideas),
            vote=vote if row else None,
            row=row,
            what=its.text("what"),
            first=its.text("first"),
            why=its.text("why"),
            when=its.when,
            when_at=its.entries["when"].at if "when" in its.entries else 0.0,
            fits=dict(its.fits),
            permission=its.text("permission"),
            ask=its.text("ask"),
            asked=project.asked,
            by_hand=project.by_hand is not None,
            agreed=agreement.agreed,
            yes=agreement.yes if asked else 0,
            no=agreement.no if asked else 0,
            passed=agreement.passed if asked else 0,
            roles=tuple(map(self._role, its.roles)),
            names=names,
            unnamed=len(everybody) - len(names),
            proposals=_proposals(its),
        )

    def _number(self, vote: str, option: str) -> int | None:
        its = self.workshop.activity(vote)
        return next((o.number for o in its.options if o.id == option), None) if its else None

    def _source(self, ideas: tuple[str, ...]) -> IdeaPart | None:
        """As it was when it was voted on: what was merged since does not count, what was hidden is not told."""
        seen = [
            self.ideas[i] for i in ideas if i in self.ideas and not is_hidden(self.reader, self.workshop, i)
        ]
        if not seen or seen[0].id != ideas[0]:
            return None
        return IdeaPart(seen[0].text, tuple(idea.text for idea in seen[1:]))

    def _role(self, its: PlannedRole) -> RolePart:
        names = _names(its.holding)
        return RolePart(
            title=self.say(its.role.title),
            size=its.role.size,
            wanted=its.role.wanted,
            names=names,
            unnamed=len(its.holding) - len(names),
            open=its.open,
        )

    def _evaluation(self, activity: Activity) -> EvaluationPart:
        if not kind(activity.kind).may_show(activity):
            return EvaluationPart(activity.id, self._title(activity), "not_shown")
        result: Evaluated = self.result(activity)
        return EvaluationPart(
            id=activity.id,
            title=self._title(activity),
            unshown="" if any(s.parts for s in result.statements) or not result.statements else "too_few",
            people=result.people,
            statements=tuple(
                StatementPart(self.say(s.text), s.n, s.dont_know if s.parts else 0, s.mean, s.parts)
                for s in result.statements
            ),
            questions=tuple(
                QuestionPart(self.say(q.text), tuple(a.text for a in q.shown))
                for q in result.questions
                if q.shown
            ),
        )

    def _next_meeting(self) -> NextMeeting | None:
        """As the thanks say it that are on or still ahead, else the last: a series of meetings has several."""
        still = {a.id for a in (self.workshop.now, *ahead(self.workshop))}
        every = self._of(Thanks)
        its = next((a for a in every if a.id in still), every[-1] if every else None)
        said = kind(its.kind).of(its) if its else None
        return (
            NextMeeting(said.next_at, said.next_place) if said and (said.next_at or said.next_place) else None
        )


def _idea(idea: Idea) -> IdeaPart:
    return IdeaPart(idea.text, tuple(joined.text for joined in idea.joined))


def _each_once(its: Planned) -> tuple[Somebody, ...]:
    """Who has a role in it, as the shared screen counts them: a person is one, whatever they took on."""
    there = (p for role in its.roles for p in role.holding)
    return tuple({p.holder.participant or p.holder.id: p for p in there}.values())


def _names(people: Iterable[Somebody]) -> tuple[str, ...]:
    return tuple(p.name for p in people if p.in_summary and p.name)


def _proposals(its: Planned) -> tuple[Proposal, ...]:
    fields = ("what", "why", "when")
    return tuple(Proposal(f, line.text, line.support) for f in fields for line in its.shown_lines(f))  # type: ignore[arg-type]
