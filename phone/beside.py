"""Steps that take answers though the room is elsewhere: from those who must leave early, and those who think again."""

from facilitation.kinds import kind
from facilitation.model import Activity
from facilitation.schedule import ahead
from phone.visit import Visit
from service.faces import on_phones


def takes_beside(visit: Visit, activity: Activity) -> bool:
    """Whether it is answered on a page of its own now."""
    on_now = on_phones(visit.workshop, visit.now).id == activity.id and activity.takes_answers(visit.now)
    return not on_now and kind(activity.kind).takes_aside(visit.workshop, activity)


def before_leaving(visit: Visit) -> Activity | None:
    """What somebody who leaves now would miss, and can answer before they go."""
    steps = (a for a in ahead(visit.workshop) if a.state == "draft")
    return next((a for a in steps if takes_beside(visit, a)), None)
