"""A QR code as one SVG path, with the quiet zone of four modules that scanners expect (ISO/IEC 18004)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4


@lru_cache(maxsize=64)
def qr(address: str, mask: int | None = None) -> dict[str, Any]:
    """`size`: the side of the box in modules; `path`: its dark modules. `mask`: one of eight patterns, which can all be
    read; finding the best of them takes eight times as long."""
    code = qrcode.QRCode(border=QUIET, error_correction=ERROR_CORRECT_M, mask_pattern=mask)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    return {"size": len(rows), "path": "".join(_runs(rows))}


def svg(address: str, mask: int | None = None) -> str:
    """As a picture of its own, dark on nothing."""
    code = qr(address, mask)
    box = f'viewBox="0 0 {code["size"]} {code["size"]}" shape-rendering="crispEdges"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path d="{code["path"]}"/></svg>'


def _runs(rows: Sequence[Sequence[bool]]) -> Iterator[str]:
    for y, row in enumerate(rows):
        x = 0
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
