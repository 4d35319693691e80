"""The PDF: right to the letter, by Typst's own check of PDF/UA-1, whatever people type."""

import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from locales import words
from reports.glyphs import is_rtl, showable
from reports.pdf import pages, pdf
from reports.summary import summary
from tests.facilitation.room import Room, room, step, voting
from tests.reports.evening import project, whole

FI = words("fi")

TITLES = (
    "Äidit & öljylamput: ”lainaus”, 'toinen', «kolmas»",
    "Sápmi, Łódź, Ærø, Đorđe, Ţară, ẞ, ij, fi ffi fl",
    "Привет, Καλημέρα, Việt Nam",
    "50 % – 3 €/m² … ½ × 2°",
    '#import "x"; #panic() $x^2$ *lihava* _kursiivi_ `koodi` @viite <nimiö> \\u{41} // /* =',
    "= Ei otsikko\n- ei luettelo\n+ eikä tämäkään",
    "<script>alert(1)</script> &amp; <b>",
    "Kaksi\n\nriviä",
    '#sys.inputs.data #read("/etc/passwd")',
)


def _wall(*titles: str) -> Room:
    evening = room(step("ideas")).on("open")
    for n, title in enumerate(titles):
        evening.phone(f"p{n // 40}").gives("ideas", f"idea-{n:05}", text=title)
    return evening


def _text(evening: Room) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf(summary(evening, FI), FI))).pages)


def _letters(text: str) -> str:
    """Without white space: lines break where the paper ends. Ligatures are told apart again."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_it_is_tagged_and_titled_and_in_its_language() -> None:
    """The standard is checked by Typst when it is made; here is what readers look for first."""
    reader = PdfReader(BytesIO(pdf(summary(_wall("Puu"), FI), FI)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert "Ilta" == reader.metadata.title
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()


@pytest.mark.parametrize("title", TITLES)
def test_what_was_typed_is_what_is_read(title: str) -> None:
    """To the letter, and never as markup."""
    assert _letters(title) in _letters(_text(_wall(title)))


def test_all_of_many_ideas_are_there() -> None:
    """Over many pages, each whole and in its order."""
    titles = [f"Ehdotus {n}: penkkejä ja puita ääkkösineen" for n in range(500)]
    text = _letters(_text(_wall(*titles)))
    places = [text.find(_letters(title)) for title in titles]
    assert -1 not in places
    assert sorted(places) == places


def test_a_long_top_without_a_tie_is_not_called_one() -> None:
    """What the first page has no room for is counted, and that is all that is said of it."""
    names = {f"o{n}": f"Idea {n}" for n in range(1, 13)}
    evening = room(step("vote", method="approval", top=12, source="typed", typed=list(names.values()))).on(
        "open"
    )
    for voter in names:
        marks = dict.fromkeys([option for option in names if int(option[1:]) >= int(voter[1:])], 1)
        evening.phone(voter).gives("vote", marks=marks)
    text = _letters(_text(evening.on("close_now", "reveal")))
    assert _letters("Kärjessä on vielä 2 vaihtoehtoa.") in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Puu 🌳!", "Puu [deciduous tree]!"),
        ("👩‍🔬", "[woman][microscope]"),
        ("❤️", "[heavy black heart]"),
        ("\u4f60\u597d", "[cjk unified ideograph-4f60][cjk unified ideograph-597d]"),
        ("\ue123", "[U+E123]"),
        ("a\x00\x1b\u202eb", "ab"),
        ("a\tb\u2028c\ufeff", "a b\nc"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_what_no_font_has_is_named(typed: str, shown: str) -> None:
    """Never dropped, never an empty box; what is no letter at all goes."""
    assert shown == showable(typed)


@pytest.mark.parametrize(
    "title", ["🌳🌳", "\u4f60\u597d", "\ue123", "مرحبا بالعالم", "\u0e2a\u0e27\u0e31\u0e2a", "\u0301"]
)
def test_a_title_that_no_font_can_show_makes_a_file_all_the_same(title: str) -> None:
    """As the workshop's own, in a heading and in a list."""
    evening = _wall(title)
    evening.workshop = evening.workshop.but(title={"fi": title})
    evening.does("theme", activity="ideas", ideas=["idea-00000"], theme=title)
    assert pdf(summary(evening, FI), FI).startswith(b"%PDF")


def test_a_long_word_stays_on_the_paper() -> None:
    """An address may be broken anywhere; ordinary words are left alone."""
    word = "x" * 280
    assert word == "".join(showable(word).split("\N{ZERO WIDTH SPACE}"))
    assert "\N{ZERO WIDTH SPACE}" not in showable("lähiliikuntapaikkasuunnitelma")
    assert pages(summary(_wall(word, word.upper()), FI), FI)


@pytest.mark.parametrize(
    "word", ["https://www.hel.fi/fi/osallistu-ja-vaikuta/osallistuva-budjetointi?sivu=2", "pihaliikunta" * 9]
)
def test_a_long_word_can_be_copied_and_searched_for(word: str) -> None:
    """Nothing stands between its letters: not in a table, the title or at the foot of a page."""
    evening = voting("dots", word)
    evening.workshop = evening.workshop.but(title={"fi": word})
    evening.phone("aino").votes(o1=1)
    evening.on("close", "close_now", "reveal")
    reader = PdfReader(BytesIO(pdf(summary(evening, FI), FI)))
    text = _letters("".join(page.extract_text() for page in reader.pages))
    assert "\N{ZERO WIDTH SPACE}" not in text
    assert text.count(word) >= 4
    assert word == reader.metadata.title


@pytest.mark.parametrize(
    ("text", "rtl"), [("مرحبا 12", True), ("12 שלום", True), ("Hei مرحبا", False), ("12", False)]
)
def test_the_way_a_text_is_read_is_that_of_its_first_letter(text: str, rtl: bool) -> None:
    """As Unicode's rule P2 says."""
    assert rtl == is_rtl(text)


def test_a_name_with_a_hyphen_stays_whole_where_there_is_room() -> None:
    """In the table of roles, which is read out and called through; a longer one ends a line with its hyphen."""
    evening, names = (
        whole(),
        ("Pekka Lindström-Korhonen", "Mohammed Abdirahman-Hassan", "Anna-Liisa Ståhl-Hämäläinen"),
    )
    evening.does("add_role", project=project(evening), title={"fi": "Kutsuja"}, wanted=5, id="calls")
    for n, name in enumerate(names):
        evening.does("enter_holder", role="calls", name=name, in_summary=True, id=f"caller-{n}")
    text = _text(evening)
    assert [] == [part for name in names for part in name.split() if part not in text]
    broken = showable("Hämäläinen-Kainulaiselle", 12).split("\N{ZERO WIDTH SPACE}")
    assert ["Hämäläinen-", "Kain", "ulai", "sell", "e"] == broken
