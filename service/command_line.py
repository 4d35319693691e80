"""The command line in the reader's language: which commands there are, and what each takes."""

import argparse
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NoReturn

from facilitation.templates import TEMPLATES
from locales import LANGUAGES, Words
from service.commands import LINKS, STEPS
from service.reporting import NAMES

PROGRAM = "python run.py"


class Misused(Exception):
    """What was typed is no command: `usage` shows how it is written."""

    def __init__(self, usage: str) -> None:
        super().__init__(usage)
        self.usage = usage


class Helped(Exception):
    """Help was asked for: `text` is it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Parser(argparse.ArgumentParser):
    """Says nothing itself, since argparse speaks the language of its own translations."""

    def error(self, message: str) -> NoReturn:
        raise Misused(self.format_usage().strip())


class _Formatter(argparse.HelpFormatter):
    def __init__(self, t: Words, prog: str) -> None:
        super().__init__(prog)
        self._words = t

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._words("run.usage") if prefix is None else prefix)


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> None:
        raise Helped(parser.format_help())


def parsed(t: Words, arguments: list[str]) -> argparse.Namespace:
    """Raises Misused, Helped."""
    found = _parser(t).parse_args(arguments)
    if getattr(found, "kind", None) is not None and found.go != "open":
        raise Misused(found.parser.format_usage().strip())
    return found


def _parser(t: Words) -> argparse.ArgumentParser:
    look = partial(_Formatter, t)
    parser = _Parser(prog=PROGRAM, add_help=False, formatter_class=look)
    group = parser.add_argument_group(t("run.options"))
    group.add_argument("-h", "--help", action=_Help, nargs=0, help=t("run.option.help"))
    commands = parser.add_subparsers(dest="command", required=True, title=t("run.commands"), metavar="…")
    for name, add in _COMMANDS.items():
        says = t(f"run.command.{name}")
        its = commands.add_parser(name, help=says, description=says, add_help=False, formatter_class=look)
        its.set_defaults(parser=its)
        group = its.add_argument_group(t("run.options"))
        add(group, t)
        group.add_argument("--data", metavar=t("run.folder"), help=t("run.option.data"))
        group.add_argument("-h", "--help", action=_Help, nargs=0, help=t("run.option.help"))
    return parser


Group = argparse._ArgumentGroup


def _new(group: Group, t: Words) -> None:
    group.add_argument(
        "--template", choices=sorted(TEMPLATES), default="evening", help=t("run.option.template")
    )
    group.add_argument("--title", required=True, help=t("run.option.title"), metavar="…")
    group.add_argument("--language", choices=LANGUAGES, default="fi", help=t("run.option.language"))
    group.add_argument("--code", help=t("run.option.code"), metavar="ABC234")


def _step(group: Group, t: Words) -> None:
    _code(group, t)
    group.add_argument("go", choices=STEPS, help=t("run.option.go"))
    group.add_argument("kind", nargs="?", help=t("run.option.kind"))


def _links(group: Group, t: Words) -> None:
    _code(group, t)
    group.add_argument("--revoke", choices=list(LINKS), metavar="|".join(LINKS), help=t("run.option.revoke"))


def _export(group: Group, t: Words) -> None:
    _code(group, t)
    group.add_argument("--out", metavar=t("run.file"), help=t("run.option.out"))


def _restore(group: Group, t: Words) -> None:
    _code(group, t)
    group.add_argument("what", nargs="?", metavar=t("run.file"), help=t("run.option.restore"))


def _delete(group: Group, t: Words) -> None:
    _code(group, t)
    group.add_argument("--yes", action="store_true", help=t("run.option.yes"))


def _move(group: Group, t: Words) -> None:
    group.add_argument("source", metavar=t("run.from"), help=t("run.option.from"))
    group.add_argument("target", metavar=t("run.to"), help=t("run.option.to"))


def _report(group: Group, t: Words) -> None:
    """What format and language there are is the command's to say: its sentence names them all."""
    _code(group, t)
    formats = "|".join(NAMES)
    group.add_argument("--format", default="pdf", metavar=formats, help=t("run.option.format"))
    group.add_argument("--language", metavar="|".join(LANGUAGES), help=t("run.option.report_language"))
    group.add_argument("--out", metavar=t("run.file"), help=t("run.option.report_out"))


def _import(group: Group, t: Words) -> None:
    group.add_argument("file", metavar=t("run.file"), help=t("run.option.import"))
    group.add_argument("--as", dest="as_code", metavar="ABC234", help=t("run.option.as"))


def _replay(group: Group, t: Words) -> None:
    group.add_argument("file", metavar=t("run.file"), help=t("run.option.replay"))
    _code(group, t)
    group.add_argument("--speed", type=_positive, default=1.0, metavar="N", help=t("run.option.speed"))
    group.add_argument("--limit", type=_count, metavar="N", help=t("run.option.limit"))
    group.add_argument("--plan", type=_count, default=0, metavar="N", help=t("run.option.plan"))


def _demo(group: Group, t: Words) -> None:
    group.add_argument("--port", type=_count, metavar="N", help=t("run.option.port"))
    group.add_argument("--residents", type=_count, default=30, metavar="N", help=t("run.option.residents"))
    group.add_argument("--no-browser", action="store_true", help=t("run.option.no_browser"))


def _tour(group: Group, t: Words) -> None:
    group.add_argument("--language", choices=LANGUAGES, default="fi", help=t("run.option.language"))
    group.add_argument("--out", metavar=t("run.folder"), help=t("run.option.pictures"))


def _code(group: Group, t: Words) -> None:
    group.add_argument("code", metavar="ABC234", help=t("run.option.of"))


def _positive(typed: str) -> float:
    number = float(typed)
    if not 0 < number < 1e6:
        raise ValueError
    return number


def _count(typed: str) -> int:
    number = int(typed)
    if not 0 < number < 65536:
        raise ValueError
    return number


_COMMANDS: dict[str, Callable[[Group, Words], None]] = {
    "new": _new,
    "step": _step,
    "links": _links,
    "export": _export,
    "backup": _export,
    "restore": _restore,
    "delete": _delete,
    "move": _move,
    "report": _report,
    "import": _import,
    "replay": _replay,
    "demo": _demo,
    "tour": _tour,
}
