"""The summary's files at the doors: made once, in threads, for a while, and never while phones wait."""

import asyncio
import threading
from base64 import b64decode
from collections.abc import Iterator

import pytest

from facilitation.errors import Invalid, StoreUnavailable
from service import commands, reporting
from service.commands import Place
from service.house import House
from service.people_files import export
from service.reporting import FORMATS, NAMES, report, report_async, summary_async
from tests.service.evenings import CODE, Clock, Evening, workshop


@pytest.fixture(autouse=True)
def nothing_made() -> Iterator[None]:
    reporting._made.clear()
    reporting._waiting.clear()
    yield
    reporting._made.clear()
    reporting._waiting.clear()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Format and language of each file that was really made."""
    done: list[tuple[str, str]] = []
    make = reporting._make
    monkeypatch.setattr(reporting, "_make", lambda reader, *what: (done.append(what), make(reader, *what))[1])
    return done


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is ready until this is set."""
    ready = threading.Event()
    make = reporting._make
    monkeypatch.setattr(reporting, "_make", lambda *what: (ready.wait(10), make(*what))[1])
    yield ready
    ready.set()


@pytest.mark.parametrize("format", NAMES)
def test_every_format_is_made_with_nothing_in_it_yet(evening: Evening, format: str) -> None:
    """Asked for at any moment, from a script or the desk."""
    begins = {
        "pdf": b"%PDF",
        "xlsx": b"PK",
        "ics": b"BEGIN:VCALENDAR",
        "message": "Kevään ilta".encode(),
        "json": b"{",
    }
    content = report(evening.house, CODE, format, "fi")
    assert content.startswith(begins[format])
    asked = {"code": CODE, "format": format, "language": "fi"}
    answered = commands.run(Place(evening.house, 8501), "report", asked)
    assert content == b64decode(answered["content"])


def test_json_is_the_export(evening: Evening) -> None:
    """To be read back in, with pseudonyms."""
    files = evening.house.store.files(CODE)
    assert export(evening.reader, files).encode() == report(evening.house, CODE, "json", "sv")


def test_a_file_is_made_once_until_something_changes(evening: Evening, made: list[tuple[str, str]]) -> None:
    """For each kind of file and each language."""
    for _ in range(3):
        report(evening.house, CODE, "message", "fi")
    report(evening.house, CODE, "message", "sv")
    assert [("message", "fi"), ("message", "sv")] == made
    evening.manage("headcount", people=4)
    report(evening.house, CODE, "message", "fi")
    assert [("message", "fi")] == made[2:]


def test_a_code_that_comes_back_anew_gets_nothing_of_the_old_one(house: House, clock: Clock) -> None:
    """Deleted and made again it may have the same version."""
    house.store.create(workshop())
    report(house, CODE, "message", "fi")
    house.store.delete(CODE)
    house.store.create(workshop(title={"fi": "Toinen"}))
    assert report(house, CODE, "message", "fi").startswith(b"Toinen")


def test_phones_do_not_wait_for_a_file(evening: Evening, slow: threading.Event) -> None:
    """The loop goes on while it is made, and everybody who asked gets the one that was made."""

    async def two_phones() -> tuple[bytes, bytes]:
        first = asyncio.create_task(report_async(evening.house, CODE, "message", "fi"))
        second = asyncio.create_task(report_async(evening.house, CODE, "message", "fi"))
        done, _ = await asyncio.wait([first, second], timeout=0.05)
        assert not done
        slow.set()
        return await first, await second

    first, second = asyncio.run(two_phones())
    assert first == second
    assert first.startswith("Kevään ilta".encode())


def test_who_goes_away_takes_the_file_from_nobody(evening: Evening, slow: threading.Event) -> None:
    """A phone that closes the page while two wait for the same."""

    for language in ("sv", "en"):  # both threads are busy, so that the file is still waiting its turn
        reporting._asked(evening.reader, "message", language)

    async def one_leaves() -> bytes:
        leaving = asyncio.create_task(report_async(evening.house, CODE, "message", "fi"))
        staying = asyncio.create_task(report_async(evening.house, CODE, "message", "fi"))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.sleep(0)
        slow.set()
        return await staying

    assert asyncio.run(one_leaves()).startswith("Kevään ilta".encode())


def test_what_takes_too_long_is_given_up(
    evening: Evening, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a sentence, for threads and for the loop."""
    monkeypatch.setattr(reporting, "PATIENCE", 0.02)
    with pytest.raises(StoreUnavailable, match="report_late"):
        report(evening.house, CODE, "pdf", "fi")
    with pytest.raises(StoreUnavailable, match="report_late"):
        asyncio.run(summary_async(evening.reader, "fi"))


def test_too_many_at_once_are_asked_to_come_back(
    evening: Evening, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks again and again for what changes again and again fills no memory."""
    monkeypatch.setattr(reporting, "MOST_WAITING", 2)
    for language in ("fi", "sv"):
        reporting._asked(evening.reader, "message", language)
    with pytest.raises(StoreUnavailable, match="report_late"):
        report(evening.house, CODE, "message", "en")
    slow.set()


def test_each_version_that_waits_is_counted(
    evening: Evening, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While votes come in, whoever looks asks for another file each time; when they are made there is room again."""
    monkeypatch.setattr(reporting, "MOST_WAITING", 2)
    asked = []
    for people in (1, 2):
        evening.manage("headcount", people=people)
        asked.append(reporting._asked(evening.reader, "message", "fi"))
    evening.manage("headcount", people=3)
    with pytest.raises(StoreUnavailable, match="report_late"):
        reporting._asked(evening.reader, "message", "fi")
    slow.set()
    assert all(future.result(10) for future in asked)
    assert report(evening.house, CODE, "message", "fi")


def test_a_fault_is_not_kept(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next who asks has it tried again."""
    with monkeypatch.context() as broken:
        broken.setattr(reporting, "_make", lambda *what: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            report(evening.house, CODE, "message", "fi")
    assert report(evening.house, CODE, "message", "fi")


@pytest.mark.parametrize(
    ("format", "language", "key"), [("doc", "fi", "no_such_format"), ("pdf", "de", "no_such_language")]
)
def test_what_there_is_not_is_refused(evening: Evening, format: str, language: str, key: str) -> None:
    """Before anything is made."""
    with pytest.raises(Invalid, match=key):
        report(evening.house, CODE, format, language)


def test_every_format_has_a_name_for_files_and_browsers() -> None:
    """An ending and a media type of its own."""
    assert (
        len(FORMATS)
        == len({f.ending for f in FORMATS.values()})
        == len({f.media_type for f in FORMATS.values()})
    )
