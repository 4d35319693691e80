"""Texts that somebody types to do more than say something: one table for every door and every file.

Each fits wherever a text fits, so that all of them can stand everywhere in an evening.
"""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle
from typing import Any

from facilitation.model import Privacy
from service import people_files
from tests.reports.evening import whole

TEXTS = {
    "element": "<img src=x onerror=alert(1)>",
    "script": "</script></title></textarea><script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "markdown image": "![kuva](http://evil.example/p.png)",
    "markdown link": "[linkki](javascript:alert(1)) <http://evil.example>",
    "address": "www.evil.example https://evil.example a@evil.example",
    "streamlit": ":red[huomio] :material/home: $\\int$ `koodi` **b**",
    "markdown blocks": "# otsikko\n\n- lista\n\n> lainaus\n\n| a |\n|---|",
    "typst": '#read("/etc/passwd") $x$ @ref <tag> #import "x.typ"',
    "template": "{{7*7}}{% x %}${alert(1)}#{1}<%= 1 %>",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "+cmd|' /C calc'!A0",
    "minus": "-1+1",
    "at": "@SUM(1+1)",
    "calendar": "Puisto\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:toinen",
    "bidi": "\u202eylösalaisin\u202c \u2066x\u2069",
    "zero width": "a\u200b\u200d\ufeffb",
    "controls": "a\x00b\x1b[31mc\x07\x85d\x9f",
    "separators": "a\u2028b\u2029c\x0bd\x0ce",
    "marks on marks": "Z" + "\u0301" * 50,
    "right to left": "مرحبا שלום 123",
    "emoji": "👩🏽‍🌾🇫🇮🏳️‍🌈",
    "private use": "\ue000\uf8ff\U000f0000\ufffe",
    "path": "../../etc/passwd\\..\\x.pdf",
    "brace": "{title} {n} %s %(x)s {0.__class__}",
    "long word": "ä" * 60,
}
LONE_SURROGATE = "\ud800"
"""Reaches nobody by a form or a file, since neither can be written in UTF-8."""

_TEXT_FIELDS = {"text", "name", "contact", "decider", "next_place", "controller", "fi", "sv", "en", "title"}
_BY_KEY = {"answers", "themes", "edits"}


def evening_of(first: int = 0) -> str:
    """A backup of a whole evening in which every text is a hostile one, beginning with the one of this number."""
    evening = whole()
    anew = {"secret": "salainen-" * 4, "history": (), "undone": (), "log": ()}
    evening.workshop = evening.workshop.but(**anew, privacy=Privacy(controller="Yhdistys", contact="Aino"))
    document = json.loads(people_files.backup(evening, _NoFiles()))
    each = list(TEXTS.values())
    texts = cycle(each[first:] + each[:first])
    document["workshop"] = _changed(document["workshop"], "", texts)
    document["contributions"] = _changed(document["contributions"], "", texts)
    return json.dumps(document)


class _NoFiles:
    def names(self) -> tuple[str, ...]:
        return ()

    def get(self, name: str) -> bytes:
        raise KeyError(name)

    def put(self, name: str, content: bytes) -> None:
        raise KeyError(name)


def _changed(value: Any, name: str, texts: Iterator[str]) -> Any:
    if isinstance(value, dict):
        inside = name in _BY_KEY
        return {k: _changed(v, "text" if inside else k, texts) for k, v in value.items()}
    if isinstance(value, list):
        return [_changed(each, "text" if name == "typed" else "", texts) for each in value]
    return next(texts) if isinstance(value, str) and value and name in _TEXT_FIELDS else value


class Harmless(HTMLParser):
    """Reads a page and remembers what on it would do something that we did not write."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        its = {name: value or "" for name, value in attrs}
        self._in_script = tag == "script"
        if tag in ("iframe", "object", "embed", "base", "link") and "evil" in str(its):
            self.faults.append(f"<{tag} {its}>")
        self.faults += [f"<{tag} {name}>" for name in its if name.startswith("on")]
        for name in ("href", "src", "action", "formaction", "srcset"):
            if its.get(name, "/")[:1] not in ("/", "#", "?", "d", "") or "evil" in its.get(name, ""):
                self.faults.append(f"<{tag} {name}={its[name]}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.faults.append(f"<script> {data}")


def faults_in(html: str) -> list[str]:
    """What of the hostile texts got through as more than letters."""
    reader = Harmless()
    reader.feed(html)
    reader.close()
    return reader.faults
