"""What a phone's page asks: its form, read from the HTML as it stands."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_NUMBER = re.compile(r"\d+")


@dataclass
class Form:
    """The form of the activity that is on. `options`: field → the values it may take, as far as they are listed.
    `method`, `dots` and `most` are a ballot's. `closing`: the countdown runs."""

    kind: str
    action: str
    method: str = ""
    dots: int = 0
    most: int = 0
    closing: bool = False
    options: dict[str, list[str]] = field(default_factory=dict)


def form_in(page: str) -> Form | None:
    """The activity's form; None where there is nothing to answer."""
    reader = _Reader()
    reader.feed(page)
    if reader.form is not None:
        reader.form.closing = reader.phase == "closing"
    return reader.form


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        self.phase = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.phase = has.get("data-phase", "")
        elif tag == "form":
            self._begin(has)
        elif self._inside and self.form is not None and "disabled" not in has and has.get("name"):
            self._add(self.form, has)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False

    def _begin(self, has: dict[str, str]) -> None:
        self._inside = "data-activity" in has and self.form is None
        if self._inside:
            self.form = Form(
                kind=has["data-activity"],
                action=has.get("action", ""),
                method=has.get("data-method", ""),
                dots=_number(has.get("data-dots")),
                most=_number(has.get("data-most")),
            )

    def _add(self, form: Form, has: dict[str, str]) -> None:
        values = form.options.setdefault(has["name"], [])
        if "value" in has:
            values.append(has["value"])


def _number(text: str | None) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else 0
