"""What a phone has to carry, and how old it may be."""

import gzip
import re

from phone import assets
from tests.phone.people import SCRIPT, Hall

KILOBYTES = 1024


def test_the_first_screens_fit_a_weak_line(hall: Hall) -> None:
    """Door, script and first step, compressed, with headers: far under 30 KB, and nothing else is asked for."""
    hall.open_vote(*(f"Vaihtoehto numero {n}, jolla on tavallinen pituus" for n in range(12)))
    somebody = hall.somebody()
    door = somebody.ask("GET", hall.address)
    joined = somebody.ask("POST", f"{hall.address}/join", headers={"x-want": "main"})
    script = somebody.ask("GET", assets.SCRIPT_ADDRESS)
    carried = sum(len(gzip.compress(a.content)) + len(str(a.headers)) for a in (door, joined, script))
    assert carried < 15 * KILOBYTES
    links = set(re.findall(r'(?:src|href)="([^"#]*)"', door.text + joined.text))
    assert {
        assets.FAVICON.replace("'", "&#39;"),
        assets.SCRIPT_ADDRESS,
        hall.address,
        f"{hall.address}/so-far",
        f"{hall.address}/mine",
        f"{hall.address}/privacy",
    } >= links


def test_one_vote_is_small(hall: Hall) -> None:
    """What our side adds to a vote, both ways, headers and cookie too."""
    hall.open_vote(*(f"Vaihtoehto {n}" for n in range(12)), method="yesno")
    resident = hall.resident()
    form = resident.look().form("vote")
    marks = {f"m_o{n}": "1" for n in range(1, 13)}
    answer = resident.ask("POST", form.action, data=marks, headers=SCRIPT)
    asked = sum(len(name) + len(value) + 4 for name, value in answer.request.headers.items())
    told = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    assert asked + len(answer.request.content) + told + len(answer.content) < KILOBYTES


def test_the_script_is_written_for_old_phones() -> None:
    """Safari 12 and Chrome 60 stop at the first word they do not know, and then nothing works."""
    newer = {
        "?.": r"\?\.[a-zA-Z\[(]",
        "??": r"\?\?",
        "**": r"\*\*",
        "async": r"\basync\b|\bawait\b",
        "look-behind": r"\(\?<[=!]",
        "spread": r"\.\.\.",
        "module": r"\bimport\b|\bexport\b",
        "catch without a name": r"catch\s*\{",
        "replaceAll": r"\.(replaceAll|flat|flatMap|at|matchAll|replaceChildren|append|fromEntries|padStart)\(",
        "fetch": r"\bfetch\(|AbortController",
    }
    script = assets.SCRIPT.decode()
    assert [] == [name for name, pattern in newer.items() if re.search(pattern, script)]


def test_keys_are_made_without_the_clock() -> None:
    """They stand in the export; two answers of one phone would share the error of its clock."""
    (made,) = re.findall(r"newKey ?= ?.*", assets.SCRIPT.decode())
    assert "Date" not in made


def test_the_stylesheet_is_written_for_old_phones() -> None:
    """What they do not know they pass over, and the screen falls apart."""
    properties = r"(?<![-\w])(gap|inset|aspect-ratio|row-gap|column-gap)\s*:"
    newer = properties + r"|:is\(|:where\(|:has\(|clamp\(|\bmin\(|\bmax\(|dvh|grid"
    assert [] == re.findall(newer, assets.STYLE)
