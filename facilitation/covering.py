"""What was hidden after the room had got it to vote on.

A ballot keeps its options as they were copied from the ideas when it was opened, and a project the title it was founded
with. The words of an idea that is hidden since stand in neither for as long as it is hidden; number, place and votes
stay.
"""

from collections.abc import Mapping

from facilitation.kinds.ideas import Ideas, head_of, lacks_approval, waits
from facilitation.kinds.vote import ideas_behind
from facilitation.model import Activity, Project, Workshop
from facilitation.turn import Reader

_Covered = Mapping[tuple[str, str], str]
"""(vote, option) → the words that nobody shall read."""


def covered(reader: Reader, said: str, workshop: Workshop | None = None) -> Workshop:
    """The workshop as the room may read it, with `said` in the place of hidden words; the very same where none are.
    `workshop`: as it was at another moment."""
    its = workshop or reader.workshop
    walls = _walls(its)
    words = {
        (a.id, o.id): o.text
        for a in its.agenda
        for o in a.options
        if o.ideas and (_hide(walls, reader, o.id) or _was_never_seen(reader, its, a, o.id))
    }
    if not words:
        return its
    meetings = tuple(
        m.but(activities=tuple(_without_words(a, words, said) for a in m.activities)) for m in its.meetings
    )
    return its.but(meetings=meetings, projects=tuple(_titled(p, words, said) for p in its.projects))


def is_hidden(reader: Reader, workshop: Workshop, idea: str) -> bool:
    """Whether the room shall not read this idea (any more), also if it was taken away since, or its step left out."""
    return _hide(_walls(workshop), reader, idea)


def _walls(workshop: Workshop) -> tuple[Activity, ...]:
    return tuple(a for a in workshop.agenda if a.kind == Ideas.name)


def _hide(walls: tuple[Activity, ...], reader: Reader, idea: str) -> bool:
    return any(_hides(wall, reader, idea) for wall in walls)


def _hides(wall: Activity, reader: Reader, idea: str) -> bool:
    hidden, head = wall.curation.hidden, head_of(idea, wall.curation)
    if idea in hidden or (head in hidden and reader.contribution(wall.id, head)):
        return True
    given = reader.contribution(wall.id, idea)
    return given is not None and waits(given, wall)


def _was_never_seen(reader: Reader, workshop: Workshop, vote: Activity, idea: str) -> bool:
    """Whether its writer took it away before it was let through: then it stays as unread as it was."""
    wall = ideas_behind(workshop, vote)
    return wall is not None and not reader.contribution(wall.id, idea) and lacks_approval(idea, wall)


def _without_words(activity: Activity, words: _Covered, said: str) -> Activity:
    if not any(vote == activity.id for vote, _ in words):
        return activity
    options = (o.but(text=said) if (activity.id, o.id) in words else o for o in activity.options)
    return activity.but(options=tuple(options))


def _titled(project: Project, words: _Covered, said: str) -> Project:
    """One that was renamed since has words that were chosen for it."""
    hidden = words.get((project.vote, project.option))
    return project.but(title=said) if hidden and hidden.split() == project.title.split() else project
