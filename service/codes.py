"""One-time codes as the desk makes them: told once, on a sheet to be printed, and kept only as hashes."""

from facilitation.ballot_codes import checked, hashed, new_codes
from facilitation.errors import NotFound
from facilitation.model import Activity
from facilitation.permissions import HELPS, MAY, Actor, permit
from facilitation.text import in_language
from facilitation.verbs import Outcome
from locales import words
from service import acting
from service.config import public_address
from service.house import House


def make(house: House, code: str, actor: Actor, step: Activity, number: int, anew: bool) -> tuple[str, ...]:
    """The codes, told this once. Raises what the verb raises."""
    made = new_codes(number)
    workshop = house.workshop(code)
    hashes = [hashed(workshop, step.id, each) for each in made]
    there = len(step.codes)
    acting.perform(house, code, actor, "make_codes", activity=step.id, codes=hashes, there=there, anew=anew)
    return made


def sheet(house: House, actor: Actor, code: str, activity: str, codes: tuple[str, ...], port: int) -> bytes:
    """The codes on slips to be cut, as PDF in the workshop's language. Raises NotAllowed."""
    permit(actor, MAY["keys"])
    from reports.slips import Slips, slips

    workshop = house.workshop(code)
    step = workshop.activity(activity)
    if step is None:
        raise NotFound("unknown_step")
    said = {
        name: in_language(text, workshop.language, workshop.language)
        for name, text in (
            ("title", workshop.title),
            ("step", step.title),
            ("prompt", step.settings.get("prompt", {})),
        )
    }
    address = f"{public_address(port)}/j/{workshop.code}"
    made = Slips(said["title"], said["prompt"] or said["step"], address, workshop.code, codes, house.clock())
    return slips(made, words(workshop.language))


def enter_paper(
    house: House, code: str, actor: Actor, activity: str, marks: dict[str, int], typed: str
) -> Outcome:
    """A ballot from paper under its code. Raises what `checked` and the verb raise."""
    permit(actor, HELPS)
    workshop = house.workshop(code)
    step = workshop.activity(activity)
    if step is None:
        raise NotFound("unknown_step")
    ballot = checked(workshop, step, typed)
    return acting.perform(house, code, actor, "enter_ballot", activity=activity, marks=marks, ballot=ballot)
