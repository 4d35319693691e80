"""Files of a whole workshop, for those who may have them."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from facilitation.errors import StoreUnavailable
from facilitation.permissions import MAY, Actor, permit
from facilitation.turn import Reader
from service import acting
from service.house import House
from service.people_files import backup, export
from service.reporting import FORMATS, JSON, report_async
from storage.protocol import Files

FILES: dict[str, Callable[[Reader, Files], str]] = {"export": export, "backup": backup}


def give_out(house: House, actor: Actor, code: str, name: str) -> str:
    """`name`: "export" or "backup". Raises NotAllowed, and what reading raises."""
    permit(actor, MAY[name])
    return FILES[name](house.store.read(code), house.store.files(code))


async def take_along(house: House, actor: Actor, code: str, name: str) -> bytes:
    """The same for the desk, in UTF-8; the workshop's log notes it. Raises StoreUnavailable("no_file_now") as well."""
    return await run_in_threadpool(_noted, house, actor, code, name)


async def take_summary(house: House, actor: Actor, code: str, format: str, language: str) -> bytes:
    """The summary for the desk; as JSON it is the export. Raises NotAllowed, and what `report_async` raises."""
    permit(actor, MAY["report"])
    if format == JSON:
        return await take_along(house, actor, code, "export")
    return await report_async(house, code, format, language)


def kind_of(name: str) -> tuple[str, str]:
    """How the file's name ends, and its media type. `name`: of the summary's formats, "export" or "backup"."""
    if name in FORMATS:
        return f".{FORMATS[name].ending}", FORMATS[name].media_type
    return "-backup.json" if name == "backup" else ".json", "application/json"


def _noted(house: House, actor: Actor, code: str, name: str) -> bytes:
    text = give_out(house, actor, code, name)
    try:
        acting.note(house, code, actor, f"took_{name}")
    except (StoreUnavailable, TimeoutError):
        raise StoreUnavailable("no_file_now") from None
    return text.encode()
