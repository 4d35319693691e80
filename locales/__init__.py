"""The words people see, in each language: gettext catalogues with keys for msgids, read when first needed.

A key's first part names its catalogue: `phone.join.button` stands in `LC_MESSAGES/phone.po`. A key that a
language lacks is said in Finnish; a key that nobody knows is shown as it is, for a screen in front of people
must not fall.
"""

import re
from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_timezone
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("fi", "sv", "en")
DOMAINS = ("common", "phone", "stage", "desk", "run", "report")
HOME_ZONE = "Europe/Helsinki"

_DEFAULT = LANGUAGES[0]
_FOLDER = Path(__file__).parent
_FORMATS = {"en": "en_GB", "fi": "fi_FI", "sv": "sv_FI"}
"""Whose dates and numbers: those of Finland, and for English the 24-hour clock that Finland reads."""

_ACCEPTED = re.compile(r"(?P<tag>\*|[a-z]{1,8}(-[a-z0-9]{1,8})*)\s*(;\s*q\s*=\s*(?P<q>[01](\.\d{0,3})?)\s*)?")
_LONGEST_HEADER = 500

Moment = float | DateTime
"""Seconds since the epoch, or a datetime; one without a zone is taken as UTC, as Babel does."""


class Words:
    """The words and the number and date formats of one language. Immutable; share it between threads."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_FORMATS.get(language, language))

    def __call__(self, key: str, **values: Any) -> str:
        return _filled(_sentences(self.language, key).gettext(key), values)

    def count(self, key: str, n: int, **values: Any) -> str:
        """The plural form that `n` takes; the sentence gets `{n}` written as this language writes numbers."""
        sentence = _sentences(self.language, key).ngettext(key, key, n)
        return _filled(sentence, {**values, "n": self.number(n)})

    @cached_property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self._locale.text_direction == "rtl" else "ltr"

    def number(self, x: float | Decimal) -> str:
        return format_decimal(x, locale=self._locale)

    def mean(self, x: float, places: str = "0.1") -> str:
        """Halves go up, as people and workbooks round: of 2.25 `round` would make 2.2."""
        return self.number(Decimal(repr(x)).quantize(Decimal(places), ROUND_HALF_UP))

    def date(self, d: Date | Moment, zone: str | tzinfo = HOME_ZONE, style: str = "long") -> str:
        """A day; of a moment, that in the zone. `style`: Babel's short, medium, long, full, or a pattern."""
        day = d if isinstance(d, Date) and not isinstance(d, DateTime) else _moment(d, zone).date()
        return format_date(day, style, locale=self._locale)

    def time(self, moment: Moment, zone: str | tzinfo = HOME_ZONE, style: str = "short") -> str:
        return format_time(_moment(moment, zone), style, tzinfo=_zone(zone), locale=self._locale)

    def datetime(self, moment: Moment, zone: str | tzinfo = HOME_ZONE, style: str = "short") -> str:
        return format_datetime(_moment(moment, zone), style, tzinfo=_zone(zone), locale=self._locale)


def words(language: str) -> Words:
    """The words of this language; of an unknown one, Finnish."""
    return _words(language if language in LANGUAGES else _DEFAULT)


def negotiate(accept_language: str | None, offered: Sequence[str] = LANGUAGES) -> str:
    """The offered language that an `Accept-Language` header likes best; the first offered if it likes none.

    Parts that make no sense are passed over (RFC 9110, 12.5.4: a header one can't satisfy is no error).
    """
    likings = _likings(accept_language or "")
    refused = {language for language, q in likings if q == 0}
    for wanted, q in sorted(likings, key=lambda liking: -liking[1]):
        if q > 0:
            for language in offered:
                if wanted == language or (wanted == "*" and language not in refused):
                    return language
    return offered[0]


def _likings(header: str) -> list[tuple[str, float]]:
    parts = (_ACCEPTED.fullmatch(part.strip().lower()) for part in header[:_LONGEST_HEADER].split(","))
    return [(part["tag"].split("-")[0], min(float(part["q"] or 1), 1.0)) for part in parts if part]


@cache
def _words(language: str) -> Words:
    return Words(language)


def _sentences(language: str, key: str) -> NullTranslations:
    domain = key.partition(".")[0]
    return _catalogue(language, domain) if domain in DOMAINS else NullTranslations()


@cache
def _catalogue(language: str, domain: str) -> NullTranslations:
    """One catalogue, with the Finnish one behind it."""
    compiled = BytesIO()
    with (_FOLDER / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, domain=domain))
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    if language != _DEFAULT:
        translations.add_fallback(_catalogue(_DEFAULT, domain))
    return translations


class _Values(dict[str, Any]):
    """A placeholder nobody filled stays visible in its braces."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _filled(sentence: str, values: dict[str, Any]) -> str:
    return sentence.format_map(_Values(values)) if values else sentence


def _moment(moment: Any, zone: str | tzinfo) -> DateTime:
    if isinstance(moment, DateTime):
        return moment if moment.tzinfo is None else moment.astimezone(_zone(zone))
    return DateTime.fromtimestamp(moment, _zone(zone))


@cache
def _zone(zone: str | tzinfo) -> tzinfo:
    return get_timezone(zone)
