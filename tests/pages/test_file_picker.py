"""Files that come from a browser: what our own script would not send is passed over."""

import base64
from typing import Any

import pytest

from pages.components.file_picker import Picked, _understood

_CONTENT = base64.b64encode(b"kuva").decode()


def test_a_file_is_taken_with_its_name() -> None:
    """Just as large as allowed."""
    assert Picked("a.png", b"kuva") == _understood({"name": "a.png", "content": _CONTENT}, 4)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {"name": "a.png"},
        {"name": "a.png", "content": "ei base64:ää"},
        {"name": "a.png", "content": base64.b64encode(b"kuvat").decode()},
    ],
)
def test_what_is_no_file_or_too_large_is_passed_over(sent: Any) -> None:
    """The browser checks the size too, but a browser can be told otherwise."""
    assert _understood(sent, 4) is None
