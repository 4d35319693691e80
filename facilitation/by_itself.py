"""Which vote's best become projects by themselves, where the manager has taken nothing into planning."""

from facilitation.kinds.plan import Plan
from facilitation.kinds.vote import VOTE
from facilitation.model import Activity, Workshop


def vote_for(workshop: Workshop, plan: Activity) -> Activity | None:
    """The last one shown before this plan step, and since another that has begun: in a series of meetings what was
    taken in an earlier one is no choice for this. None where something was taken."""
    steps = workshop.agenda[: workshop.agenda.index(plan)]
    begun = (n for n, a in enumerate(steps, 1) if has_begun(a))
    votes = [a for a in steps[max(begun, default=0) :] if a.kind == VOTE.name and not a.skipped]
    shown = [a for a in votes if a.state == "revealed"]
    return shown[-1] if shown and not any(a.chosen for a in votes) else None


def has_begun(step: Activity) -> bool:
    """Whether projects came into this plan step; one that is left out takes none."""
    return step.kind == Plan.name and step.opened_at is not None and not step.skipped


def comes_by_itself(workshop: Workshop, vote: Activity) -> bool:
    """Whether its best go into the next plan step as it stands."""
    after = workshop.agenda[workshop.agenda.index(vote) + 1 :]
    plan = next((a for a in after if a.kind == Plan.name and not a.skipped), None)
    return plan is not None and vote_for(workshop, plan) == vote
