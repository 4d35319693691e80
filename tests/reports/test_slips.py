"""The sheet of codes: a tagged PDF on which every code can be read, and a QR code that tells it to no server."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
import typst
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from facilitation.ballot_codes import new_codes, spoken
from locales import LANGUAGES, words
from reports.glyphs import fonts
from reports.slips import Slips, content, slips
from tests.serving import ROOT

LONG = "Mitä teemme ensin? " * 20


def _sheet(codes: tuple[str, ...], question: str = "Mitä teemme ensin?") -> Slips:
    return Slips("Koivurinteen ilta", question, "https://ilta.example/j/ABC234", "ABC234", codes, 1.8e9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_stands_on_a_slip_of_its_own(language: str) -> None:
    """With the short address, in the room's language; twelve slips a page."""
    codes = new_codes(30)
    reader = PdfReader(BytesIO(slips(_sheet(codes), words(language))))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert 3 == len(reader.pages)
    assert [] == [code for code in codes if text.count(spoken(code)) != 1]
    assert 30 == " ".join(text.split()).count("ilta.example/ABC234")
    assert language == reader.trailer["/Root"]["/Lang"]


@pytest.mark.parametrize("question", [LONG, "#panic() *x* $y$", "هل نلتقي؟", "\U0001f333\u0007", "x" * 400])
def test_whatever_is_asked_the_sheet_is_made(question: str) -> None:
    """A long question is cut, a strange one is only letters; the page has as many slips as ever."""
    assert 1 == len(PdfReader(BytesIO(slips(_sheet(new_codes(12), question), words("fi")))).pages)


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        (LONG, "Mitä teemme ensin? Mitä teemme ensin? Mitä teemme ensin? …"),
        ("x" * 400, f"{'x' * 61}…"),
        ("Asukas" * 12 + " vai talkoot?", f"{('Asukas' * 12)[:61]}…"),
    ],
)
def test_a_long_question_keeps_its_beginning(asked: str, printed: str) -> None:
    """To the last whole word that fits; of a word that is longer than the slip, as many letters."""
    question = content(_sheet(("ACDEFGHJ",), asked), words("fi"))["question"]
    assert printed == question.replace("\N{ZERO WIDTH SPACE}", "")


def test_a_long_title_keeps_its_beginning() -> None:
    """In one line, which was cut through the middle of the second."""
    sheet = replace(_sheet(("ACDEFGHJ",)), title="Kalasataman asukasilta keskiviikkona 2.12.2026")
    assert "Kalasataman asukasilta …" == content(sheet, words("fi"))["what"]


@pytest.mark.parametrize(("whole", "bare"), [("Ääni", "Aäni"), ("Åbo", "Abo"), ("Öisin", "Oisin")])
@pytest.mark.parametrize("place", ["title", "question"])
def test_letters_keep_their_dots(place: str, whole: str, bare: str) -> None:
    """Also in the line on top; without them it is another word."""
    sheet = _sheet(("ACDEFGHJ",))
    with_dots, without = (_look(replace(sheet, **{place: text})) for text in (whole, bare))
    ink = ImageStat.Stat(ImageChops.difference(with_dots, without)).sum[0]
    assert ink > 5 * BLACK


BLACK = 255
"""Of one pixel."""


def _look(of: Slips) -> Image.Image:
    made = typst.compile(
        (ROOT / "reports" / "slips.typ").read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content(of, words("fi")))},
        format="png",
        ppi=288,
    )
    assert isinstance(made, bytes)
    return Image.open(BytesIO(made)).convert("L")


def test_the_qr_code_keeps_the_code_behind_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands there is sent to no server, and stands in no log."""
    asked: list[str] = []
    monkeypatch.setattr("reports.slips.svg", lambda address, mask: asked.append(address) or "")
    content(_sheet(("ACDEFGHJ",)), words("fi"))
    assert ["https://ilta.example/j/ABC234#ACDEFGHJ"] == asked
