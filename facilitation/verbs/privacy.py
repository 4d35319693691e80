"""Who keeps what people gave, how to reach them, and how long it is kept."""

from facilitation.errors import Invalid
from facilitation.keeping import MONTHS
from facilitation.model import Privacy, Workshop
from facilitation.permissions import OWNS
from facilitation.text import clean
from facilitation.turn import Turn
from facilitation.verbs import manages

LONGEST = 120


@manages("keep", OWNS)
def keep(turn: Turn, controller: str, contact: str, months: int) -> Workshop:
    """As the privacy notice says it. Raises Invalid: too_long, not_a_number."""
    if months not in MONTHS:
        raise Invalid("not_a_number")
    who, where = _line(controller), _line(contact)
    return turn.workshop.but(privacy=Privacy(controller=who, contact=where, months=int(months)))


def _line(typed: str) -> str:
    text = " ".join(clean(typed).split())
    if len(text) > LONGEST:
        raise Invalid("too_long", limit=LONGEST, length=len(text))
    return text
