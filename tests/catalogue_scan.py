"""Where the code asks for words: read from its syntax trees and templates, without running it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from facilitation import errors
from locales import DOMAINS, LANGUAGES
from tests.serving import ROOT

FOLDERS = ("facilitation", "storage", "service", "phone", "pages", "reports")
FILES = ("app.py", "run.py")
_DOMAIN = "|".join(DOMAINS)
_KEY = re.compile(rf"(?:{_DOMAIN})\.[A-Za-z0-9_.]*[A-Za-z0-9_]")
_KEY_OR_START = re.compile(rf"((?:{_DOMAIN})\.[A-Za-z0-9_.]*)(?:%s[A-Za-z0-9_.%s]*)?")
_NOT_A_KEY = re.compile(r".*\.(py|js|css|html|po|svg|png|json|toml|md)")
_IN_TEMPLATE = re.compile(
    rf"""(['"])(?P<name>(?:{_DOMAIN})\.[A-Za-z0-9_.%]+)\1\s*"""  # t('phone.state.
    r"""(?P<more>~\s*[\w.]+\s*(~\s*(['"])(?P<end>[\w.]*)\5)?)?"""  # ' ~ state ~ '.title')
)
_ANY = "[A-Za-z0-9_]+"
_REFUSALS = {
    name
    for name, thing in vars(errors).items()
    if isinstance(thing, type) and issubclass(thing, errors.Refused)
}
_READ_OUT = ("alt", "title", "placeholder", "aria-label", "aria-description")
_SHOWN = ("label", "help", "placeholder", "body", "page_title")


@dataclass(frozen=True)
class Use:
    """One place that asks for a key. A `pattern` (regular expression) stands for a key built from parts;
    `values` are the placeholders it fills, None where that cannot be read."""

    where: str
    pattern: str
    literal: bool
    values: frozenset[str] | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Those of the catalogues that it asks for."""
        return _keys_like(self.pattern)


@dataclass
class Texts(HTMLParser):
    """Collects what a reader would see of a piece of HTML: text, and attributes that are read out."""

    seen: list[str] = field(default_factory=list)
    silent: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in ("script", "style")
        self.seen += [value or "" for name, value in attrs if name in _READ_OUT]

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.seen.append(data)


@cache
def catalogue(language: str) -> dict[str, Message]:
    """Key → message, over all catalogues of a language."""
    found: dict[str, Message] = {}
    for domain in DOMAINS:
        with (ROOT / "locales" / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
            messages = read_po(file, locale=language, domain=domain)
        found |= {_key(message): message for message in messages if message.id}
    return found


@cache
def all_keys() -> frozenset[str]:
    return frozenset().union(*(catalogue(language) for language in LANGUAGES))


def forms(message: Message) -> tuple[str, ...]:
    """The sentences of a message: one, or one for each plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@cache
def uses() -> tuple[Use, ...]:
    """Every place in the code and the templates that asks for words."""
    found = [use for path in python_files() for use in _python_uses(path)]
    return (*found, *(use for path in templates() for use in _template_uses(path)))


@cache
def refusals() -> tuple[Use, ...]:
    """Every place that raises a refusal with a key, and the keys that refusals have by themselves."""
    own = [Use("facilitation/errors.py", _refused(getattr(errors, name).key), True) for name in _REFUSALS]
    raised = (use for path in python_files() for call in _calls(path) for use in _refusal_uses(path, call))
    return (*own, *raised)


def python_files() -> list[Path]:
    inside = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return inside + [ROOT / name for name in FILES if (ROOT / name).exists()]


def templates() -> list[Path]:
    return sorted((ROOT / "phone" / "templates").rglob("*.*"))


def seen_texts(html: str) -> list[str]:
    """What stands in a Jinja template as it is, instead of coming from a catalogue."""
    parser = Texts()
    parser.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", html, flags=re.DOTALL))
    return [text.strip() for text in parser.seen if re.search(r"[^\W\d_]{2}", text)]


def literal_texts(path: Path, shows: Callable[[ast.Call], bool]) -> Iterator[str]:
    """Words that a page hands to a widget as they are."""
    for call in _calls(path):
        if shows(call):
            named = [k.value for k in call.keywords if k.arg in _SHOWN]
            for argument in [*call.args[:1], *named]:
                yield from (f"{_where(path, call)}: {text}" for text in _words_in(argument))


def _words_in(argument: ast.expr) -> list[str]:
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    html = "".join(texts)
    return [] if html.startswith(":material/") or _KEY.fullmatch(html) else seen_texts(html)


def _python_uses(path: Path) -> Iterator[Use]:
    nodes = _nodes(path)
    inner = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    filled = {id(call.args[0]): _values(call) for call in _calls(path) if call.args and _is_saying(call)}
    for node in nodes:
        pattern = _pattern(node) if id(node) not in inner else None
        if pattern:
            yield Use(_where(path, node), pattern, isinstance(node, ast.Constant), filled.get(id(node)))


def _pattern(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        is_key = _KEY.fullmatch(node.value) and not _NOT_A_KEY.fullmatch(node.value)
        return re.escape(node.value) if is_key else None
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        start = str(node.values[0].value)
        return "".join(_part(p) for p in node.values) if _says_which(start) else None
    return None


def _says_which(start: str) -> bool:
    """A start that names only the catalogue says nothing about which keys are used."""
    return bool(_KEY_OR_START.fullmatch(start)) and start.count(".") > 1 and start != "common.refused."


def _part(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else _ANY


def _template_uses(path: Path) -> Iterator[Use]:
    text = path.read_text(encoding="utf-8")
    for found in _IN_TEMPLATE.finditer(text):
        name, whole = found["name"], not found["more"] and "%" not in found["name"]
        if (whole and not _NOT_A_KEY.fullmatch(name)) or (not whole and _says_which(name.partition("%")[0])):
            pattern = re.escape(name).replace("%s", _ANY) + (_ANY if found["more"] else "")
            line = text.count("\n", 0, found.start()) + 1
            yield Use(f"{_relative(path)}:{line}", pattern + re.escape(found["end"] or ""), whole)


def _refusal_uses(path: Path, call: ast.Call) -> Iterator[Use]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _REFUSALS and call.args:
        constants = (n.value for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant))
        keys = (value for value in constants if isinstance(value, str))
        yield from (Use(_where(path, call), _refused(key), True, _values(call)) for key in keys)


def _is_saying(call: ast.Call) -> bool:
    """`words(language)("…")`, `t("…")` or `t.count("…", n)`: the values stand beside the key."""
    if isinstance(call.func, ast.Call):
        return getattr(call.func.func, "id", "") == "words"
    return getattr(call.func, "id", "") == "t" or getattr(call.func, "attr", "") == "count"


def _refused(key: str) -> str:
    return re.escape(f"common.refused.{key}")


def _values(call: ast.Call) -> frozenset[str] | None:
    if any(k.arg is None for k in call.keywords):
        return None
    counts = isinstance(call.func, ast.Attribute) and call.func.attr == "count"
    return frozenset({k.arg for k in call.keywords if k.arg} | ({"n"} if counts else set()))


@cache
def _keys_like(pattern: str) -> frozenset[str]:
    return frozenset(filter(re.compile(pattern).fullmatch, all_keys()))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in _nodes(path) if isinstance(node, ast.Call)]


def _where(path: Path, node: ast.AST) -> str:
    return f"{_relative(path)}:{getattr(node, 'lineno', 0)}"


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id
