"""Files of a whole workshop, for those who may have them."""

from collections.abc import Callable

from facilitation.permissions import MAY, Actor, permit
from facilitation.turn import Reader
from service.house import House
from service.people_files import backup, export
from storage.protocol import Files

FILES: dict[str, Callable[[Reader, Files], str]] = {"export": export, "backup": backup}


def give_out(house: House, actor: Actor, code: str, name: str) -> str:
    """`name`: "export" or "backup". Raises NotAllowed, and what reading raises."""
    permit(actor, MAY[name])
    return FILES[name](house.store.read(code), house.store.files(code))
