"""Pictures for the room: shrunk once, for the stage and for phones, and freed of what a camera writes into them."""

import hashlib
import io

from PIL import Image, ImageOps

from facilitation.errors import Invalid
from storage.protocol import Files

STAGE_EDGE = 1600
"""Pixels of the longer edge; a projector shows no more."""
MOST_PIXELS = 40_000_000
"""Of a picture as it is read: each takes four bytes, several times over. A photo is read smaller than it is."""
PHONE_EDGE = 800
PHONE_BYTES = 60_000
_STAGE_QUALITY = 82
_PHONE_QUALITIES = (75, 60, 45, 30)
_SMALLEST_EDGE = 200


def keep_picture(files: Files, content: bytes) -> str:
    """The name it is stored under; the phones' version has `-phone` before the ending. Raises Invalid("no_picture",
    "picture_too_large")."""
    picture = opened(content)
    name = hashlib.blake2b(content, digest_size=8).hexdigest()
    files.put(f"{name}.jpg", _jpeg(_shrunk(picture, STAGE_EDGE), _STAGE_QUALITY))
    files.put(phone_version(f"{name}.jpg"), for_phones(picture))
    return f"{name}.jpg"


def phone_version(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-phone.{ending}"


def opened(content: bytes) -> Image.Image:
    """Upright, in plain colours on white, no larger than the stage needs."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            upright = _read_small(picture)
    except Image.DecompressionBombError:
        raise Invalid("picture_too_large") from None
    except (OSError, ValueError, SyntaxError):
        raise Invalid("no_picture") from None
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB")


def _read_small(picture: Image.Image) -> Image.Image:
    wanted = 2 * STAGE_EDGE / max(picture.size)
    picture.draft(None, (max(1, int(picture.width * wanted)), max(1, int(picture.height * wanted))))
    if picture.width * picture.height > MOST_PIXELS:
        raise Invalid("picture_too_large")
    ImageOps.exif_transpose(picture, in_place=True)
    return _shrunk(picture.convert("RGBA"), STAGE_EDGE)


def for_phones(picture: Image.Image) -> bytes:
    """At most `PHONE_BYTES`: first less quality, then fewer pixels."""
    edge = PHONE_EDGE
    while True:
        small = _shrunk(picture, edge)
        for quality in _PHONE_QUALITIES:
            content = _jpeg(small, quality)
            if len(content) <= PHONE_BYTES:
                return content
        if edge <= _SMALLEST_EDGE:
            return content
        edge = edge * 3 // 4


def _shrunk(picture: Image.Image, edge: int) -> Image.Image:
    small = picture.copy()
    small.thumbnail((edge, edge))
    return small


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=quality, optimize=True, progressive=True)
    return content.getvalue()
