"""The two files for people: results to share, and the private backup. Neither is written before it is asked for."""

from collections.abc import Iterable

from facilitation.permissions import MAY
from locales import Words
from pages.components.files import File, files
from pages.shared import session
from service.giving_out import FILES


def downloads(t: Words, code: str, names: Iterable[str] = tuple(FILES)) -> None:
    """Those that one may have who looks; whether they may at the press, the file's own address asks."""
    who = session()
    offered = [
        File(
            t(f"desk.download.{name}"),
            f"/desk/files/{code}/{name}",
            t(f"desk.download.{name}_help"),
            private=name == "backup",
        )
        for name in names
        if who is not None and who.role in MAY[name]
    ]
    if offered:
        files(t, offered, key=f"files-{code}")
