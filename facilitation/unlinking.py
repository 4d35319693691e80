"""A workshop's document without somebody who has taken their answers away, and a history that cannot bring them back.

What the desk did with their ideas and lines goes (a corrected text is their words). Where their id stood, in the
history too, there stands a name that is nobody's: every step keeps its shape, so undo goes on as before.
"""

from dataclasses import dataclass
from typing import Any

from facilitation import history
from facilitation.model import Step, Workshop
from facilitation.templates import new_id

Path = tuple[str, ...]


def without(workshop: Workshop, person: str, keys: frozenset[str]) -> Workshop:
    """`keys` are those of the person's contributions that are removed. What the room has made its own, the options of
    a vote that was opened and the projects' texts, stays; nothing in it leads to anybody."""
    leaver = _Leaver(person, keys, new_id())
    steps = {
        name: tuple(s for each in getattr(workshop, name) if (s := leaver.left_out_of(each)) is not None)
        for name in ("history", "undone")
    }
    outside = {name: getattr(workshop, name) for name in history.OUTSIDE - set(steps)}
    document = leaver.left_out((), history.document_of(workshop))
    return Workshop.model_validate({**document, **outside}).but(**steps)


@dataclass(frozen=True, slots=True)
class _Leaver:
    person: str
    keys: frozenset[str]
    stand_in: str

    def left_out(self, path: Path, value: Any) -> Any:
        """`value`, which stands at `path` (lists add nothing to it), without them."""
        if isinstance(value, dict):
            inside = ((k, (*path, k), v) for k, v in value.items())
            return {k: self.left_out(here, v) for k, here, v in inside if not self._is_theirs(here)}
        if isinstance(value, list):
            return [self.left_out(path, v) for v in value]
        return value if value != self.person else self._instead(path)

    def left_out_of(self, step: Step) -> Step | None:
        """None where it was about nothing else."""
        kept = [change for change in step.patch if not self._is_theirs(change[0])]
        if step.patch and not kept:
            return None
        patch = tuple((path, self.left_out(path, old), self.left_out(path, new)) for path, old, new in kept)
        return step.but(patch=patch, values=self.left_out((), step.values))

    def _is_theirs(self, path: Path) -> bool:
        """Looked for in what is curated alone: a phone may have called its idea like a part of the document. What was
        hidden or let through stays so, for its words may stand on a ballot."""
        curated = len(path) > 2 and path[-3] == "curation" and path[-2] not in ("hidden", "approved")
        return curated and path[-1] in self.keys

    def _instead(self, path: Path) -> str:
        """A pen that they had lies on the table."""
        return "" if "pen" in path else self.stand_in
