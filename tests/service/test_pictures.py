"""Pictures: made small, freed of what a camera writes into them, and refused in words when they are none."""

import io
import random

import pytest
from PIL import Image

from facilitation.errors import Invalid
from service.pictures import PHONE_BYTES, STAGE_EDGE, keep_picture, opened, phone_version


class Folder(dict[str, bytes]):
    def put(self, name: str, content: bytes) -> None:
        self[name] = content


def encoded(picture: Image.Image, how: str = "PNG", **more: object) -> bytes:
    content = io.BytesIO()
    picture.save(content, how, **more)
    return content.getvalue()


def noise(width: int, height: int) -> Image.Image:
    """The hardest to compress."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


@pytest.mark.parametrize("how", ["PNG", "JPEG", "WEBP"])
def test_stage_and_phones_get_a_version_each(how: str) -> None:
    """At most 1600 pixels and at most 60 kilobytes, whatever came in."""
    files = Folder()
    name = keep_picture(files, encoded(noise(2400, 1800), how))

    assert {name, phone_version(name)} == set(files)
    assert STAGE_EDGE == max(Image.open(io.BytesIO(files[name])).size)
    assert PHONE_BYTES >= len(files[phone_version(name)])


def test_the_same_picture_is_kept_once() -> None:
    """Its name comes from what it is."""
    files = Folder()
    content = encoded(noise(40, 30))
    assert keep_picture(files, content) == keep_picture(files, content)
    assert 2 == len(files)


def test_what_a_camera_wrote_into_it_is_gone_and_it_stands_upright() -> None:
    """Where and when somebody took a photo is nobody's business."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera Oy"
    files = Folder()
    name = keep_picture(files, encoded(noise(40, 30), "JPEG", exif=exif))

    kept = Image.open(io.BytesIO(files[name]))
    assert (30, 40) == kept.size
    assert {} == dict(kept.getexif())


def test_transparent_parts_become_white() -> None:
    """Black letters on nothing would vanish in a JPEG."""
    see_through = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    assert (255, 255, 255) == opened(encoded(see_through)).getpixel((5, 5))


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<svg onload=alert(1)></svg>", b"\x89PNG\r\n\x1a\n" + bytes(50)]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """Nothing of it is stored."""
    files = Folder()
    with pytest.raises(Invalid, match="no_picture"):
        keep_picture(files, content)
    assert {} == files


def test_a_picture_too_large_to_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may claim more pixels than a laptop has memory for."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(Invalid, match="picture_too_large"):
        opened(encoded(noise(40, 30)))


def test_a_small_file_with_a_hall_of_pixels_is_refused_before_it_is_read() -> None:
    """Half a megabyte took 3.4 gigabytes of memory. A photo is read in a smaller size at once, and may have as many."""
    empty = Image.new("L", (8000, 6000))
    with pytest.raises(Invalid, match="picture_too_large"):
        opened(encoded(empty))
    assert (STAGE_EDGE, 1200) == opened(encoded(empty, "JPEG")).size
