"""A visit: which workshop, who, in which language, at which moment. Every request of a phone begins with one."""

from dataclasses import dataclass
from functools import cached_property

from starlette.requests import Request

from facilitation.errors import NotAllowed, NotFound
from facilitation.model import Workshop
from facilitation.permissions import Actor
from facilitation.turn import Reader
from locales import LANGUAGES, Words, negotiate, words
from phone.identity import participant_of
from service.house import House, house

LANGUAGE_COOKIE = "kieli"


@dataclass(frozen=True)
class Visit:
    """`who`: the id of the participant, None for somebody who has not joined. `id` is what the cookie says."""

    house: House
    reader: Reader
    id: str | None
    who: str | None
    words: Words
    now: float

    @property
    def code(self) -> str:
        return self.workshop.code

    @cached_property
    def workshop(self) -> Workshop:
        """As this phone may read it: without the words of ideas that are hidden."""
        return self.house.to_read(self.reader, self.words("common.hidden_idea"))

    @cached_property
    def version(self) -> str:
        """Differs whenever this phone would show something else, its own answers aside."""
        return f"{self.house.phones_version(self.reader)}{'' if self.who else '.door'}"

    @property
    def actor(self) -> Actor:
        """Raises NotAllowed("join_first")."""
        if self.who is None:
            raise NotAllowed("join_first")
        return Actor("participant", self.who)

    @property
    def address(self) -> str:
        return f"/j/{self.code}"

    def again(self, who: str | None = None) -> "Visit":
        """The same visit after something was written, perhaps that one came in."""
        reader = self.house.store.read(self.code)
        return Visit(self.house, reader, self.id, who or self.who, self.words, self.house.clock())


class NoSuchWorkshop(NotFound):
    """Nobody knows this code."""

    key = "no_such_workshop"


class DeletedWorkshop(NotFound):
    """There was one, and nothing of it is kept any more."""

    key = "deleted"


async def arrive(request: Request) -> Visit:
    """A participant's visit is a sign of life. Raises NoSuchWorkshop, DeletedWorkshop, and what `store.read` raises."""
    home = house()
    reader = await _reader(home, request.path_params["code"])
    id = participant_of(request, reader.workshop)
    here = reader.participant(id) if id else None
    if here is not None:
        home.presence.touch(reader.workshop.code, here.id)
    language = here.language if here is not None else _asked_for(request, reader.workshop.language)
    return Visit(home, reader, id, here.id if here is not None else None, words(language), home.clock())


def of_listener(code: str, who: str) -> Visit | None:
    """Of a participant whose stream is open; None once they have left, or the workshop would have to be fetched."""
    home = house()
    reader = home.store.at_hand(code)
    here = reader.participant(who) if reader is not None else None
    if reader is None or here is None:
        return None
    return Visit(home, reader, who, who, words(here.language), home.clock())


async def _reader(home: House, code: str) -> Reader:
    try:
        return await home.arriving(code)
    except NotFound as error:
        raise (DeletedWorkshop() if error.key == DeletedWorkshop.key else NoSuchWorkshop()) from error


def reader_language(request: Request, default: str = LANGUAGES[0]) -> str:
    """For somebody we do not know: the cookie, the address, the browser's wish, the default."""
    return _asked_for(request, default)


def _asked_for(request: Request, default: str) -> str:
    chosen = (request.cookies.get(LANGUAGE_COOKIE), request.query_params.get("language"))
    known = next((language for language in chosen if language in LANGUAGES), None)
    others = tuple(language for language in LANGUAGES if language != default)
    return known or negotiate(request.headers.get("accept-language"), (default, *others))
