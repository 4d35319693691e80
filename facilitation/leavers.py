"""Who has taken their answers away, so that no older backup brings them back: of each a mark that leads to nobody, and
is known again only by whoever has the random id of that phone before them, as a backup has it."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

from facilitation.model import Workshop

MOST = 20_000
"""Four times the largest hall; the oldest fall out first."""


def mark_of(participant: str) -> str:
    """SHA-256, cut to 72 bits."""
    return urlsafe_b64encode(sha256(participant.encode()).digest()[:9]).decode()


def has_left(workshop: Workshop, participant: str) -> bool:
    return mark_of(participant) in workshop.gone


def marked(workshop: Workshop, marks: Iterable[str]) -> Workshop:
    """With these among those who have left."""
    return workshop.but(gone=tuple(dict.fromkeys((*workshop.gone, *marks)))[-MOST:])
