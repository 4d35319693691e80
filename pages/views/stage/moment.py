"""What a stage view gets to see: one step at one moment, and nothing that the room must not see."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from facilitation.alike import own_title
from facilitation.covering import covered
from facilitation.history import as_it_was
from facilitation.kinds import kind
from facilitation.kinds.base import counted
from facilitation.kinds.info import Thanks
from facilitation.kinds.plan import Plan
from facilitation.kinds.roles import Roles
from facilitation.kinds.vote import VOTE, Row
from facilitation.model import Activity, Countdown, Phase, StageMode, Workshop
from facilitation.projects import Planned, planned, planned_in
from facilitation.text import Text, in_language
from facilitation.turn import Reader
from locales import Words, words
from pages.views.stage.held import Given, given_then, with_todays_leave, without_what_is_hidden_since
from service.house import House

WITH_PROJECTS = frozenset({Plan.name, Roles.name, Thanks.name})


@dataclass(frozen=True)
class Moment:
    """`result` is None as long as the room may not see it; what people gave is not here at all.

    `here`: phones seen in the last ten minutes. `answered`: of those who take part by phone; with one-time codes, the
    ballots. `takes_late`: the step before, while it still takes contributions. `countdown` runs on in a held picture.
    `winners`: for the thanks, of the latest vote whose result everybody has seen. `projects`: for the steps that show
    them, without offers.
    """

    mode: StageMode
    workshop: Workshop
    activity: Activity
    phase: Phase
    result: Any
    here: int
    answered: int
    takes_late: Activity | None
    countdown: Countdown | None
    address: str
    now: float
    winners: tuple[Row, ...] = ()
    projects: tuple[Planned, ...] = ()

    @property
    def t(self) -> Words:
        """The room reads one language: the workshop's."""
        return words(self.workshop.language)

    @cached_property
    def settings(self) -> Any:
        return kind(self.activity.kind).of(self.activity)

    @property
    def title(self) -> str:
        return own_title(self.workshop, self.activity, self.workshop.language)

    @property
    def join_address(self) -> str:
        return f"{self.address}/j/{self.workshop.code}"

    @property
    def short_address(self) -> str:
        """As people type it."""
        return self.address.partition("://")[2] or self.address

    @property
    def spoken_code(self) -> str:
        """In groups of three, as it is read aloud."""
        code = self.workshop.code
        return " ".join(code[i : i + 3] for i in range(0, len(code), 3))

    def text(self, text: Text) -> str:
        return in_language(text, self.workshop.language)


def moment(home: House, reader: Reader, address: str, kept: Reader | None = None) -> Moment:
    """The room's moment: now, or, while the stage is held, when it was held. `kept`: the snapshot of then, if known."""
    live, now, kept = reader.workshop, home.clock(), kept or reader
    then = live.stage.held_at if live.stage.mode == "held" else None
    said = words(live.language)("common.hidden_idea")
    shown = live if then is None else without_what_is_hidden_since(as_it_was(live, then), live)
    workshop = covered(reader, said, shown)
    activity, at = workshop.now, now if then is None else then
    given = given_then(reader, kept, activity, then)
    return Moment(
        mode=live.stage.mode,
        workshop=workshop,
        activity=activity,
        phase=activity.phase(at),
        result=_result(activity, live.activity(activity.id), given),
        here=home.presence.here(live.code),
        answered=_answered(activity, given, over=not activity.takes_answers(at)),
        takes_late=_takes_late(workshop) if then is None else None,
        countdown=live.countdown,
        address=address,
        now=now,
        winners=_winners(reader, workshop) if activity.kind == Thanks.name else (),
        projects=_projects(reader, kept, workshop, then) if activity.kind in WITH_PROJECTS else (),
    )


def _projects(reader: Reader, kept: Reader, workshop: Workshop, then: float | None) -> tuple[Planned, ...]:
    def result_of(activity: Activity) -> Any:
        return kind(activity.kind).result(activity, given_then(reader, kept, activity, then))

    found = planned(workshop, result_of)
    shown = found if then is None else with_todays_leave(found, planned_in(reader))
    return tuple(_without_offers(p) for p in shown)


def _without_offers(project: Planned) -> Planned:
    """Offers are for the desk's eyes."""
    return replace(project, roles=tuple(replace(role, offers={}) for role in project.roles))


def _result(activity: Activity, as_it_is: Activity | None, given: Given) -> Any:
    """What was shown when the stage was held and has been concealed since is not shown any more."""
    its = kind(activity.kind)
    shown = its.may_show(activity) and as_it_is is not None and its.may_show(as_it_is)
    return its.result(activity, given) if shown else None


def _winners(reader: Reader, workshop: Workshop) -> tuple[Row, ...]:
    today = reader.workshop.activity
    shown = (a for a in reversed(workshop.agenda) if a.kind == VOTE.name and VOTE.may_show(a))
    vote = next((a for a in shown if (now := today(a.id)) and VOTE.may_show(now)), None)
    return VOTE.result(vote, reader.contributions(vote.id)).top if vote else ()


def _answered(activity: Activity, given: Given, over: bool) -> int:
    its = kind(activity.kind)
    answers = [c for c in counted(activity, given) if its.is_answer(c, over)]
    if activity.codes:
        return len(answers)
    return len({c.participant for c in answers if c.channel == "phone"})


def _takes_late(workshop: Workshop) -> Activity | None:
    """The step before that still takes contributions while this one is only being prepared."""
    if workshop.now.state != "draft":
        return None
    before = workshop.agenda[: workshop.agenda.index(workshop.now)]
    return next((a for a in reversed(before) if kind(a.kind).takes_late(workshop, a)), None)
