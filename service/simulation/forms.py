"""What a phone's page asks: its forms, read from the HTML as it stands."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_NUMBER = re.compile(r"\d+")

Attributes = dict[str, str]


@dataclass
class Form:
    """A form of the activity that is on. `options`: field → the values it may take, as far as they are listed;
    `hidden`: what it sends along whatever somebody does. `method`, `dots` and `most` are a ballot's. `closing`: the
    countdown runs."""

    kind: str
    action: str
    method: str = ""
    dots: int = 0
    most: int = 0
    closing: bool = False
    options: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)

    @property
    def act(self) -> str:
        """Which of several things to do this form is for, where an activity has several."""
        return self.hidden.get("act", "")


def form_in(page: str) -> Form | None:
    """The activity's first form; None where there is nothing to answer."""
    return next(iter(forms_in(page)), None)


def forms_in(page: str) -> list[Form]:
    """Every form of an activity, in the order of the page."""
    reader = _Reader()
    reader.feed(page)
    for form in reader.forms:
        form.closing = reader.phase == "closing"
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.phase = ""
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.phase = has.get("data-phase", "")
        elif tag == "form":
            self._begin(has)
        elif self._form is not None and "disabled" not in has:
            self._add(self._form, tag, has)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _begin(self, has: Attributes) -> None:
        self._form = None
        if "data-activity" in has:
            self._form = Form(
                kind=has["data-activity"],
                action=has.get("action", ""),
                method=has.get("data-method", ""),
                dots=_number(has.get("data-dots")),
                most=_number(has.get("data-most")),
            )
            self.forms.append(self._form)

    def _add(self, form: Form, tag: str, has: Attributes) -> None:
        if tag == "select":
            self._select = has.get("name", "")
        name = self._select if tag == "option" else has.get("name", "")
        if not name:
            return
        values = form.options.setdefault(name, [])
        if "value" in has:
            values.append(has["value"])
        if has.get("type") == "hidden":
            form.hidden[name] = has.get("value", "")


def _number(text: str | None) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else 0
