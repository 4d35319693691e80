"""The commands of `python run.py COMMAND …`. JSON to standard output, sentences to standard error.

Exit codes: 0 done, 1 refused, 2 not a command.
"""

import argparse
import json
import os
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitation.codes import normalise
from facilitation.errors import Invalid, Refused
from locales import Words, words
from service.access import Trouble, call
from service.command_line import Helped, Misused, parsed
from service.config import data_folder, language_of_machine
from service.moving import move
from service.people_files.out import write_out
from service.reporting import FORMATS

DONE, REFUSED, MISUSED, INTERRUPTED = 0, 1, 2, 130
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LARGEST_FILE = 300 * 1024 * 1024
"""Bytes; no evening, pictures and all, comes near."""
PIPE = "-"
"""In place of a file to read: standard input, as where the command runs in a container and the file is outside."""


class OutputClosed(Exception):
    """Whoever read the result has seen enough, as `head` does: nothing to tell them."""


def main(arguments: list[str] | None = None) -> int:
    t = words(language_of_machine())
    try:
        wanted = parsed(t, sys.argv[1:] if arguments is None else arguments)
        _RUNS[wanted.command](wanted, t, _folder(wanted))
    except Helped as helped:
        put(helped.text)
    except Misused as misused:
        tell(t("run.misused"))
        tell(misused.usage)
        return MISUSED
    except Refused as refused:
        tell(_refusal(t, refused))
        return REFUSED
    except Trouble as trouble:
        tell(t(trouble.key, **trouble.values))
        return REFUSED
    except OutputClosed:
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def put(text: str) -> None:
    """A name of a file that is no text to the system comes out as the bytes that it came in as."""
    put_bytes(text.encode(errors="surrogateescape"))


def put_bytes(content: bytes) -> None:
    """The result, byte for byte: no system's own letters or line ends. Raises Trouble, OutputClosed."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up_output()
        if isinstance(error, BrokenPipeError):
            raise OutputClosed from error
        raise Trouble("run.cannot_put") from error


def _give_up_output() -> None:
    """Else Python tries once more at its end what could not be written, and complains in its own words."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def put_json(value: Any) -> None:
    put(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def tell(sentence: str) -> None:
    """For the person, beside the result."""
    print(sentence, file=sys.stderr, flush=True)


def _new(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    names = ("template", "title", "language", "code")
    put_json(call(folder, "new", **{name: getattr(wanted, name) for name in names}))


def _step(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    put_json(call(folder, "step", code=wanted.code, go=wanted.go, kind=wanted.kind))


def _links(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    put_json(call(folder, "links", code=wanted.code, revoke=wanted.revoke))


def _export(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    _give_out(wanted, t, folder, private=False)


def _backup(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    _give_out(wanted, t, folder, private=True)


def _restore(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    """Without saying what, the snapshots there are."""
    if wanted.what is None:
        put_json(call(folder, "snapshots", code=wanted.code))
        return
    is_file = wanted.what == PIPE or Path(wanted.what).exists()
    what = {"text": _text_of(wanted.what)} if is_file else {"snapshot": wanted.what}
    restored = call(folder, "restore", code=wanted.code, **what)
    put_json(restored)
    if restored["before"]:
        tell(t("run.out.restored", code=restored["code"], name=restored["before"]))
    if restored["left_out"]:
        tell(t.count("run.out.left_out", restored["left_out"]))


def _delete(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    """Without `--yes` it only says what would go."""
    if not wanted.yes:
        raise Trouble("run.delete.sure", **call(folder, "holdings", code=wanted.code))
    gone = call(folder, "delete", code=wanted.code)
    put_json(gone)
    tell(t("run.out.deleted", **gone))


def _move(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    """From a folder that is there: opening makes one, and nothing is what would be moved from a mistyped name."""
    if "://" not in wanted.source and not Path(wanted.source).expanduser().is_dir():
        raise Trouble("run.no_such_folder", folder=wanted.source)
    put_json({"moved": move(wanted.source, wanted.target, lambda code: tell(t("run.out.moved", code=code)))})


def _give_out(wanted: argparse.Namespace, t: Words, folder: Path, private: bool) -> None:
    text = call(folder, wanted.command, code=wanted.code)["text"]
    if wanted.out is None:
        put(text)
        return
    _write(wanted, text.encode(), private)
    tell(t("run.out.backup" if private else "run.out.export", file=wanted.out))


def _report(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    """A PDF would only ring the terminal's bell: it goes to a file or down a pipe."""
    known = FORMATS.get(wanted.format)
    if wanted.out is None and known and not known.is_text and sys.stdout.isatty():
        raise Trouble("run.report.needs_file", file=f"yhteenveto.{known.ending}")
    asked = {"format": wanted.format, "language": wanted.language}
    content = b64decode(call(folder, "report", code=wanted.code, **asked)["content"])
    if wanted.out is None:
        put_bytes(content)
        return
    _write(wanted, content, private=False)
    tell(t("run.out.report", file=wanted.out))


def _write(wanted: argparse.Namespace, content: bytes, private: bool) -> None:
    path = Path(wanted.out).absolute()
    try:
        write_out(path, content, private)
    except OSError as error:
        raise Trouble("run.cannot_write", file=wanted.out) from error
    put_json({"code": normalise(wanted.code), "file": str(path)})


def _import(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    put_json(call(folder, "import", text=_text_of(wanted.file), code=wanted.as_code))


def _text_of(file: str) -> str:
    """Raises Invalid("not_an_export"), Trouble."""
    try:
        return _content_of(file).decode()
    except UnicodeDecodeError:
        raise Invalid("not_an_export") from None
    except OSError as error:
        raise Trouble("run.cannot_read", file=file) from error


def _content_of(file: str) -> bytes:
    """Raises Invalid("not_an_export"), OSError."""
    with sys.stdin.buffer if file == PIPE else Path(file).open("rb") as source:
        content = source.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Invalid("not_an_export")
    return content


def _replay(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    """Simulated people and what they need are imported by who plays them: every other command is quicker for it."""
    from service.simulation import playing

    how = (wanted.speed, wanted.limit, wanted.plan)
    put_json(playing.replay(folder, Path(wanted.file), wanted.code, *how, t, tell))


def _demo(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    from service.simulation import demo, playing

    playing.demo(demo.own_folder(folder), wanted.port, wanted.residents, not wanted.no_browser, t, tell)


def _tour(wanted: argparse.Namespace, t: Words, folder: Path) -> None:
    """Never in a folder with real evenings, whichever was named."""
    from service.tour import guide

    out = Path(wanted.out) if wanted.out else PICTURES
    taken = guide.pictures(out.expanduser().absolute(), wanted.language, t, tell)
    put_json({"pictures": [str(path) for path in taken]})


def _folder(wanted: argparse.Namespace) -> Path:
    return Path(wanted.data).expanduser().absolute() if wanted.data else data_folder()


def _refusal(t: Words, refused: Refused) -> str:
    key = "damaged_with_copy" if refused.key == "damaged" and refused.values.get("copy") else refused.key
    name = f"common.refused.{key}"
    said = t(name, **refused.values)
    return said if said != name else t("common.refused.refused")


_RUNS: dict[str, Callable[[argparse.Namespace, Words, Path], None]] = {
    "new": _new,
    "step": _step,
    "links": _links,
    "export": _export,
    "backup": _backup,
    "restore": _restore,
    "delete": _delete,
    "move": _move,
    "report": _report,
    "import": _import,
    "replay": _replay,
    "demo": _demo,
    "tour": _tour,
}

if __name__ == "__main__":
    sys.exit(main())
