"""Making a workshop from a template, with its words from the catalogues."""

from facilitation.codes import is_code, new_code, normalise
from facilitation.errors import Invalid
from facilitation.model import Workshop
from facilitation.templates import new_workshop
from facilitation.text import Text, clean
from facilitation.verbs.agenda import LONGEST_TITLE
from locales import LANGUAGES, words
from service.house import DELETED, House


def say(key: str) -> Text:
    """A template's words in every language."""
    return {language: words(language)(f"common.{key}") for language in LANGUAGES}


def make(house: House, template: str, title: str, language: str = "fi", code: str | None = None) -> Workshop:
    """Raises Invalid (empty, too_long, not_a_code, no_such_language), NotFound, Refused("code_taken")."""
    name = clean(title)
    if not name:
        raise Invalid("empty")
    if len(name) > LONGEST_TITLE:
        raise Invalid("too_long", limit=LONGEST_TITLE, length=len(name))
    if language not in LANGUAGES:
        raise Invalid("no_such_language")
    its_code = _code(house, code)
    workshop = new_workshop(template, name, language, its_code, house.clock(), say)
    house.store.create(workshop)
    return workshop


def _code(house: House, wanted: str | None) -> str:
    if wanted is None:
        return new_code((*house.store.codes(), *house.store.records.get(DELETED)))
    code = normalise(wanted)
    if not is_code(code):
        raise Invalid("not_a_code")
    return code
