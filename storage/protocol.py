"""What every home of the documents promises.

Atomicity   A turn's writes become visible together, after they are durable, or not at all.
Order       Turns of one workshop run one after the other; `decide` sees every turn before it.
Threads     Every method may be called from any thread; `run` never blocks the caller.
Errors      What `decide` raises reaches the caller and nothing is written. If the home cannot make a commit
            durable, every waiter gets `StoreUnavailable`, memory is as before, and the writer lives on.
Readers     `read` gives an immutable snapshot of the last commit and never waits for a writer.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from facilitation.model import Contribution, Participant, Workshop
from facilitation.turn import Reader, Turn

T = TypeVar("T")
NONE: Mapping[str, bytes] = MappingProxyType({})
Decide = Callable[[Turn], T]
Whole = tuple[Workshop, tuple[Participant, ...], tuple[Contribution, ...]]
"""All of a workshop; its contributions in order of `seq`."""
Replacement = Callable[[Reader | None], Whole]
Listener = Callable[[str, Reader], None]
Gone = Callable[[str], None]


class Store(Protocol):
    def codes(self) -> tuple[str, ...]:
        """The codes of all workshops here, sorted."""

    def read(self, code: str) -> Reader:
        """Raises NotFound, Damaged or NewerVersion."""

    def at_hand(self, code: str) -> Reader | None:
        """What `read` gives where it is in memory already. For the event loop, which fetches nothing itself."""

    def run(self, code: str, decide: "Decide[T]") -> "Future[T]":
        """Run `decide` in the writer's turn; the future is done when its writes are durable."""

    def run_async(self, code: str, decide: "Decide[T]") -> "Awaitable[T]":
        """`run` for a coroutine, called in its event loop: cheaper, since a loop is woken once for many answers."""

    def create(
        self,
        workshop: Workshop,
        participants: "tuple[Participant, ...]" = (),
        contributions: "tuple[Contribution, ...]" = (),
        files: "Mapping[str, bytes]" = NONE,
    ) -> None:
        """A new workshop, whole (an import brings its contributions, in order of `seq`, and its files).

        Raises Refused("code_taken") if the code exists; a half-made one is never seen, not even after a crash.
        """

    def replace(self, code: str, decide: "Replacement") -> "tuple[Reader, Reader | None]":
        """Put what `decide` says in the place of this workshop, whole: what a restore does. Its version goes on rising.
        `decide` gets what is there, to the last answer, in the writer's turn; None where that cannot be read. What is
        there now, and what was.

        Files stay as they are. Raises NotFound, StoreUnavailable; after a crash there is either all of the one or all
        of the other.
        """

    def delete(self, code: str) -> None:
        """Remove the workshop and all that belongs to it."""

    def listen(self, listener: Listener, gone: "Gone | None" = None) -> None:
        """Call `listener(code, reader)` after each commit, in the writer's thread: it must be quick; and `gone(code)`
        when a workshop was deleted, here or by another replica."""

    def repair(self, code: str) -> "tuple[Repaired, ...]":
        """Where `read` says Damaged: take the last good copy and all that can be saved; says what it restored.

        Empty if nothing was damaged. Raises Damaged if there is nothing left to restore from.
        """

    def forget(self, code: str, activity: str | None = None) -> None:
        """What was removed or replaced in this activity stands nowhere any more, also in no older copy that the home
        keeps for its own safety; without an activity, in the workshop's own document and the list of who is there.
        Returns when it is so."""

    def gone(self, code: str) -> tuple[str, ...]:
        """The marks of those who have left this workshop, as far as they can be found also where `read` gives nothing.
        Raises NotFound."""

    def traces(self, code: str, people: "Collection[str]") -> "tuple[str, ...]":
        """The activities of which something that one of these gave still stands in a file or an older copy, also if it
        was taken back or replaced since."""

    def files(self, code: str) -> "Files":
        """Pictures and other blobs of the workshop."""

    @property
    def records(self) -> "Records":
        """Small private documents of the installation itself: the desk's password, sessions."""

    def answers(self, code: str = "") -> bool:
        """Whether the home, or this workshop in it, can be written to, as far as is known; listeners are called when
        that changes."""

    def close(self) -> None:
        """Let go of the lock; what was committed is durable without it."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done for one file: how many documents it has again, from which copy (empty: from the journal alone),
    and how many lines nobody can read. The damaged file itself is kept."""

    file: str
    copy: str
    documents: int
    unreadable: int


class Records(Protocol):
    def get(self, name: str) -> dict[str, Any]:
        """Empty if there is none. Cheap: asked at every request."""

    def change(self, name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
        """Replace it by what `change` makes of it, one change after the other wherever they are asked for.

        Raises StoreUnavailable.
        """


class Files(Protocol):
    """Blobs by name (letters, digits, `.`, `-`); written whole or not at all."""

    def names(self) -> tuple[str, ...]: ...

    def get(self, name: str) -> bytes:
        """Raises NotFound."""

    def put(self, name: str, content: bytes) -> None:
        """Raises Invalid for any other name, NotFound if the workshop was deleted meanwhile, StoreUnavailable."""
