"""The words: every key that is asked for exists in all languages, and nothing stands in the code instead."""

import ast
import re

import pytest

from facilitation.templates import TEMPLATES, new_workshop
from locales import DOMAINS, LANGUAGES, words
from tests import catalogue_scan as scan

LONGEST_SENTENCE = 12
LONG_SENTENCES: dict[str, str] = {}
"""Phone sentences in Finnish that may be longer, each with its reason."""

ONE_SENTENCE = {
    "common.refused.counts_without_voters": "asks for what is missing",
    "common.refused.name_missing": "asks for what is missing",
    "common.refused.no_such_participant": "only a request that no button sends",
    "common.refused.overtaken": "nothing is left to do",
    "common.refused.sign_in_by_organisation": "says how to sign in",
}
"""Refusals that need no second sentence, each with its reason."""

SAID_OTHERWISE = {
    "fi": {
        r"[Hh]uone (?:näkee|katsoo)|huoneelle": "osallistujat, muut",
        r"(?<!,) ennen kuin": "a comma first",
        r"\{\w+\} (?:tietoa|riviä|vastausta ja)": "a plural form, or the number last",
        r"[Kk]ärjen rajalla": "kärjessä",
    },
    "sv": {
        r"[Rr]ummet (?:ser|tittar)|för rummet": "deltagarna, andra",
        r"\b[Gg]öm": "dölj",
        r"[Kk]vällens gång|^Programmet (?:har|rymmer)": "kvällens program, since programmet is the software",
        r"[Mm]edelvärde": "medeltal",
        r"[Aa]vtala": "överenskommen",
        r"[Kk]listerlapp|\bmärken": "klistermärken",
        r"[Ss]krivaren": "sekreteraren, since skrivaren is a printer",
        r"rutkod": "QR-kod",
        r"[Hh]oppa(?:r|de) över|nej (?:eller|–) hoppa": "avstå, as they say of projects too; steps can be skipped",
        r"[Ll]ogga först in": "logga in först",
        r"toppen har plats\.": "placeringar, since to have plats is to have room",
    },
    "en": {
        r"\btasks?\b": "role, as the step is called",
        r"\b(?:may|now) stand": "be shown",
        r"answers? away": "remove",
        r"\bSkipped\b|no or skip\b": "pass",
    },
}
"""Words that nobody would use here, or another word for what has one already, and what is said instead."""

NOT_WORDS = {"Asukasilta", "QR"}
# fmt: off
WIDGETS = {
    "button", "link_button", "download_button", "form_submit_button", "popover", "expander", "tabs", "radio",
    "selectbox", "multiselect", "checkbox", "toggle", "slider", "text_input", "text_area", "number_input",
    "file_uploader", "date_input", "time_input", "pills", "segmented_control", "metric", "title", "header",
    "subheader", "caption", "text", "markdown", "write", "html", "info", "success", "warning", "error", "toast",
    "spinner", "status", "dialog", "set_page_config", "Page",
}
# fmt: on


def test_every_key_that_is_asked_for_exists() -> None:
    """A key that no catalogue has would stand on a screen as it is."""
    asked = (*scan.uses(), *scan.refusals())
    missing = {f"{use.where}: {use.pattern}" for use in asked if not use.keys}
    assert not missing, "\n".join(sorted(missing))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key(language: str) -> None:
    """Nobody falls back to a language they may not read."""
    assert set() == scan.all_keys() - set(scan.catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_unsure(language: str) -> None:
    """Each plural form counts, and a fuzzy entry is a question, not an answer."""
    unsaid = [
        key
        for key, message in scan.catalogue(language).items()
        if message.fuzzy or not all(form.strip() for form in scan.forms(message))
    ]
    assert [] == unsaid


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_sentence_has_all_plural_forms(language: str) -> None:
    """As many forms as the language's own rule names, and the number in all but the singular."""
    needed = len(scan.forms(scan.catalogue("fi")["common.minutes"]))
    for key, message in scan.catalogue(language).items():
        if message.pluralizable:
            assert needed == len(scan.forms(message)), key
            assert "n" in scan.placeholders(scan.forms(message)[-1]), key


def test_languages_agree_which_sentences_are_counted() -> None:
    """A key that is counted in one language and not in another would lose its number."""
    counted = [{key for key, m in scan.catalogue(lang).items() if m.pluralizable} for lang in LANGUAGES]
    assert all(counted[0] == other for other in counted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same_in_each_language(language: str) -> None:
    """What Finnish says with a value, the others say with it too; a singular may leave its number out."""
    for key, finnish in scan.catalogue("fi").items():
        wanted = set().union(*map(scan.placeholders, scan.forms(finnish)))
        for form in scan.forms(scan.catalogue(language)[key]):
            assert wanted - {"n"} == scan.placeholders(form) - {"n"}, key


def test_every_sentence_gets_the_values_it_needs() -> None:
    """A placeholder nobody fills would stand on a screen in its braces."""
    unfilled = [
        f"{use.where}: {key} lacks {sorted(lacking)}"
        for use in (*scan.uses(), *scan.refusals())
        if use.values is not None and use.literal
        for key in use.keys & scan.catalogue("fi").keys()
        if (lacking := _placeholders_of(key) - use.values)
    ]
    assert not unfilled, "\n".join(unfilled)


def _placeholders_of(key: str) -> set[str]:
    return set().union(*map(scan.placeholders, scan.forms(scan.catalogue("fi")[key])))


def test_no_key_is_left_over() -> None:
    """A key that nobody asks for misleads its next translator."""
    used = frozenset().union(*(use.keys for use in (*scan.uses(), *scan.refusals())))
    left = scan.all_keys() - used - _asked_by_templates()
    assert not left, "\n".join(sorted(left))


def _asked_by_templates() -> set[str]:
    asked: set[str] = set()

    def listen(key: str) -> dict[str, str]:
        asked.add(f"common.{key}")
        return {"fi": key}

    for template in TEMPLATES:
        new_workshop(template, "Ilta", "fi", "ABC234", 0.0, listen)
    return asked


def test_every_template_finds_its_words() -> None:
    """An agenda with a key for a title would be the first thing a newcomer sees."""
    assert set() == _asked_by_templates() - scan.all_keys()


def test_finnish_on_phones_is_short() -> None:
    """Easy Finnish: one thing in a sentence, at most twelve words (refusals are read on phones too)."""
    spoken = {k: m for k, m in scan.catalogue("fi").items() if k.startswith(("phone.", "common.refused."))}
    long = {
        key: sentence
        for key, message in spoken.items()
        for form in scan.forms(message)
        for sentence in re.split(r"(?<=[.!?:])\s+", form)
        if len(sentence.split()) > LONGEST_SENTENCE and key not in LONG_SENTENCES
    }
    assert {} == long


@pytest.mark.parametrize("language", SAID_OTHERWISE)
def test_one_thing_has_one_word(language: str) -> None:
    """Made-up residents write as they like; nobody else calls a thing by a second name."""
    ours = {k: m for k, m in scan.catalogue(language).items() if not k.startswith("run.demo.idea")}
    found = [
        f"{key}: rather {instead}"
        for key, message in ours.items()
        for pattern, instead in SAID_OTHERWISE[language].items()
        if any(re.search(pattern, form) for form in scan.forms(message))
    ]
    assert [] == found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("sentence", "button"),
    [
        ("common.refused.join_first", "phone.join.button"),
        ("phone.now.closing_press", "phone.vote.done"),
        ("phone.vote.kept", "phone.vote.done"),
    ],
)
def test_what_people_are_told_to_press_is_what_stands_there(
    language: str, sentence: str, button: str
) -> None:
    """Whoever looks for a button looks for these words."""
    t = words(language)
    assert t(button) in t(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["phone.mine.link", "desk.page.privacy"])
def test_what_is_stored_is_not_called_like_the_roles(language: str, key: str) -> None:
    """The link stands under the roles step, where "my data" must not be read as "my roles"."""
    t = words(language)
    assert t("common.template.roles").lower() not in t(key).lower()


@pytest.mark.parametrize("guide", ["illan-vetaminen.md", "tietosuoja.md"])
def test_the_finnish_guides_use_the_same_words(guide: str) -> None:
    """And Finnish quotation marks, which are the same at both ends."""
    text = (scan.ROOT / "docs" / guide).read_text(encoding="utf-8")
    read = re.sub(r"<[^>]*>|`[^`]*`", "", text)
    assert [] == re.findall("|".join(['"', *SAID_OTHERWISE["fi"]]), read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_what_to_do_next(language: str) -> None:
    """What went wrong alone leaves its reader standing, on a phone as at the desk."""
    refusals = {k: m for k, m in scan.catalogue(language).items() if k.startswith("common.refused.")}
    alone = {key for key, m in refusals.items() if not re.search(r"[.:?!] \S", scan.forms(m)[0])}
    assert ONE_SENTENCE.keys() == alone


def test_exceptions_to_short_sentences_are_still_needed() -> None:
    """An exception outlives its sentence otherwise."""
    assert set() == set(LONG_SENTENCES) - set(scan.catalogue("fi"))


def test_templates_hold_no_words_of_their_own() -> None:
    """What a template says itself, it says in one language."""
    spoken = {
        path.name: texts
        for path in scan.templates()
        if (texts := [t for t in scan.seen_texts(path.read_text(encoding="utf-8")) if t not in NOT_WORDS])
    }
    assert {} == spoken


def test_pages_hold_no_words_of_their_own() -> None:
    """A button with a literal label is in one language for everybody."""
    pages = [path for path in scan.python_files() if "pages" in path.relative_to(scan.ROOT).parts]
    literals = [text for path in pages for text in scan.literal_texts(path, _is_widget)]
    assert not literals, "\n".join(literals)


def _is_widget(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in WIDGETS


def test_a_word_in_a_template_is_noticed() -> None:
    """The check above can fail: on text, on an attribute that is read out; not on what Jinja brings."""
    html = '<p class="x">{{ t("phone.a") }}</p>{% if a > b %}Hei{% endif %}<img alt="Kuva"><style>p</style>'
    assert ["Hei", "Kuva"] == scan.seen_texts(html)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_stand_in_the_catalogue_they_name(language: str, domain: str) -> None:
    """`phone.x` in `stage.po` would never be found."""
    text = (scan.ROOT / "locales" / language / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert [] == [key for key in keys if not key.startswith(f"{domain}.")]
