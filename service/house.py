"""The house: the open store and everything around it, one per process.

Routes, pages and scripts all reach the same one; that is what lets a vote on a phone redraw the stage.
"""

import secrets
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool

from facilitation.covering import covered
from facilitation.errors import NotFound, Refused
from facilitation.kinds import kind
from facilitation.model import Workshop
from facilitation.turn import Reader
from facilitation.verbs.running import end_countdown
from service import organisation
from service.ballot_guesses import BallotGuesses
from service.batching import Batches
from service.config import data_folder, database
from service.faces import phones_version
from service.fetching import Fetching
from service.guessing import Guesses
from service.live import Hub
from service.presence import Presence
from service.signin import Session, SignIn
from storage import open_store
from storage.protocol import Store

Clock = Callable[[], float]

PACE_OF_REMOVALS = 2.0
"""Seconds: somebody who joins and leaves again and again must not keep the writer from others' votes."""
DELETED = "deleted"
"""The record of workshops that were deleted: code → when."""
GONE = "gone"
"""The last version that those who listen to a workshop hear of."""


class House:
    """`boot` tells this run of the server from others, since the room's versions start anew with it."""

    def __init__(self, folder: Path, clock: Clock = time.time) -> None:
        self.folder = folder
        self.clock = clock
        self.store: Store = open_store(database() or folder, clock)
        self.hub = Hub()
        self.presence = Presence(clock)
        self.removals = Batches(PACE_OF_REMOVALS)
        self.guesses = Guesses(clock)
        self.ballot_guesses = BallotGuesses(clock)
        self.signin = SignIn(self.store.records, clock)
        self.passes = organisation.Passes(self.store.records, clock)
        self._fetching = Fetching(self.read)
        self.boot = secrets.token_hex(4)
        self._readable: dict[str, tuple[Workshop, dict[str, Workshop]]] = {}
        self._phones: dict[str, tuple[Workshop, str, str]] = {}
        self._closing: dict[str, float] = {}
        self._made: dict[str, dict[str, dict[Any, Any]]] = {}
        self.store.listen(self._changed, self._gone)

    def read(self, code: str) -> Reader:
        """For the doors: as `store.read`, but of a workshop that was deleted it says so, NotFound("deleted")."""
        try:
            return self.store.read(code)
        except NotFound:
            if self.is_deleted(code):
                raise NotFound("deleted") from None
            raise

    async def arriving(self, code: str) -> Reader:
        """`read` for the event loop: all phones stand behind it, and wait for no disk and no database."""
        return self.store.at_hand(code) or await self._fetching.fetched(code)

    def is_deleted(self, code: str) -> bool:
        """Whether there was such a workshop, and is none any more."""
        return code in self.store.records.get(DELETED) and code not in self.store.codes()

    def workshop(self, code: str) -> Workshop:
        return self.store.read(code).workshop

    def session(self, name: str | None) -> Session | None:
        """Who bears this cookie; None where the session ended, or what it was opened through holds no more: a link that
        was revoked, an address that was taken from the list, a password where that opens nothing."""
        found = self.signin.session(name)
        return found if found is not None and self._holds(found) else None

    async def bearer(self, name: str | None) -> Session | None:
        """`session` for the event loop, in the same way."""
        found = self.signin.session(name)
        if found is None or not found.code or self.store.at_hand(found.code) is not None:
            return self.session(name)
        return await run_in_threadpool(self.session, name)

    def _holds(self, session: Session) -> bool:
        """Of a workshop that cannot be read now nobody knows what was revoked; its manager may still mend it."""
        if session.address:
            return organisation.is_manager(session.address)
        if not session.code:
            return not organisation.replaces_password()
        try:
            return session.holds(self.workshop(session.code))
        except NotFound:
            return False
        except Refused:
            return session.role == "manager"

    def room_version(self, reader: Reader) -> str:
        """Changes with every commit, when a countdown runs out, and when the store is gone or back."""
        away = "" if self.store.answers(reader.workshop.code) else ".away"
        return f"{self.boot}.{reader.version}.{reader.workshop.now.phase(self.clock())}{away}"

    def made_of(self, code: str, what: str) -> dict[Any, Any]:
        """What a door made of a workshop, to show it again, under a name of its own: it goes with the workshop."""
        return self._made.setdefault(code, {}).setdefault(what, {}) if self.store.at_hand(code) else {}

    def to_read(self, reader: Reader, said: str) -> Workshop:
        """As phones may read it, with `said` in the place of hidden words: the same one for all who look, so that what
        was made of it is found again."""
        kept = self._readable.get(reader.workshop.code)
        if kept is None or kept[0] is not reader.workshop:
            kept = self._readable[reader.workshop.code] = (reader.workshop, {})
        if said not in kept[1]:
            kept[1][said] = covered(reader, said)
        return kept[1][said]

    def phones_version(self, reader: Reader) -> str:
        """Kept while the workshop's document and phase stand still: a vote changes neither."""
        workshop, phase = reader.workshop, reader.workshop.now.phase(self.clock())
        kept = self._phones.get(workshop.code)
        if kept is None or kept[0] is not workshop or kept[1] != phase:
            kept = (workshop, phase, phones_version(self.to_read(reader, ""), self.clock()))
            self._phones[workshop.code] = kept
        return kept[2]

    def close(self) -> None:
        """From any thread. The store lets go of its folder whatever becomes of the streams."""
        try:
            self.hub.end()
        finally:
            self.store.close()

    def tell(self, code: str, reader: Reader) -> None:
        self.hub.tell((code, "room"), self.room_version(reader))
        self.hub.tell((code, "phones"), self.phones_version(reader))

    def wait_for_close(self, reader: Reader) -> None:
        """Tell everybody when a countdown that is running runs out. Whoever begins to listen asks for it too: a server
        that was started meanwhile has not seen it begin."""
        code, closes_at = reader.workshop.code, reader.workshop.now.closes_at
        if closes_at is None or closes_at <= self.clock() or self._closing.get(code) == closes_at:
            return
        self._closing[code] = closes_at
        left = min(closes_at - self.clock(), kind(reader.workshop.now.kind).grace)
        self.hub.later(left + 0.02, partial(self._closes, code, closes_at))

    def _closes(self, code: str, closes_at: float) -> None:
        """Where the clock was set back a little meanwhile, the countdown still runs, and is waited for again; where by
        more than all of it, it ends, or ballots would be taken for as long as that."""
        if self._closing.get(code) == closes_at:
            del self._closing[code]
        reader = self.store.at_hand(code)
        if reader is None:  # deleted meanwhile: there is nothing to tell
            return
        self.tell(code, reader)
        self.wait_for_close(reader)
        if reader.workshop.now.phase(self.clock()) == "closing":
            self.store.run(code, end_countdown)

    def _gone(self, code: str) -> None:
        self._readable.pop(code, None)
        self._phones.pop(code, None)
        self._closing.pop(code, None)
        self._made.pop(code, None)
        self.presence.close(code)
        for audience in ("room", "phones"):
            self.hub.tell_the_last((code, audience), GONE)

    def _changed(self, code: str, reader: Reader) -> None:
        self.tell(code, reader)
        self.wait_for_close(reader)


_house: House | None = None
_opening = threading.Lock()


def house() -> House:
    """The house of this process; opened on first use. Raises Locked if another process has the folder."""
    global _house
    with _opening:
        if _house is None:
            _house = House(data_folder())
        return _house


def close_house() -> None:
    global _house
    with _opening:
        if _house is not None:
            _house.close()
            _house = None
