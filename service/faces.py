"""What a change means to those who listen: an opaque version per audience.

The room (stage, desk) sees every commit. Phones are woken only by what changes for them, never by others' answers,
since nothing may repaint a form that somebody is filling in.
"""

import hashlib
import json

from facilitation.alike import place_among_alike
from facilitation.kinds import kind
from facilitation.model import Activity, Workshop
from facilitation.schedule import ahead


def on_phones(workshop: Workshop, now: float) -> Activity:
    """The activity that phones show: the current one, or, while that is only being prepared, the one before it that
    still takes contributions or whose result everybody is looking at."""
    on = workshop.now
    if on.state != "draft":
        return on
    before = workshop.agenda[: workshop.agenda.index(on)]
    return next((a for a in reversed(before) if _is_still_on(workshop, a, now)), on)


def _is_still_on(workshop: Workshop, activity: Activity, now: float) -> bool:
    late = kind(activity.kind).takes_late(workshop, activity)
    return late or activity.takes_answers(now) or activity.state == "revealed"


def coming(workshop: Workshop, shown: Activity) -> Activity | None:
    """What comes next for somebody who sees `shown`."""
    on = workshop.now
    return on if on.id != shown.id else next(iter(ahead(workshop)), None)


def _numbers(workshop: Workshop, step: Activity) -> list[int]:
    """Of steps with the same title, in each language that titles are in."""
    languages = sorted({language for a in workshop.agenda for language in a.title})
    return [place_among_alike(workshop, step, language) for language in languages]


def phones_version(workshop: Workshop, now: float) -> str:
    """The same for as long as a phone would draw the same (its own answers aside), over restarts too."""
    shown = on_phones(workshop, now)
    after = coming(workshop, shown)
    unseen = {"curation", "codes"} if shown.state == "revealed" else {"curation", "codes", "entered"}
    face = [
        workshop.title,
        shown.model_dump(mode="json", exclude=unseen),
        shown.phase(now),
        kind(shown.kind).face(workshop),
        after and [after.id, after.title],
        [_numbers(workshop, step) for step in (shown, after) if step],
        workshop.countdown and workshop.countdown.ends_at,
    ]
    return hashlib.blake2b(json.dumps(face, sort_keys=True).encode(), digest_size=8).hexdigest()
