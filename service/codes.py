"""One-time codes as the desk makes them: told once, on a sheet to be printed, and kept only as hashes."""

from facilitation.alike import own_title, place_among_alike
from facilitation.ballot_codes import checked, hashed, new_codes
from facilitation.errors import NotFound
from facilitation.model import Activity, Workshop
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
    title = in_language(workshop.title, workshop.language, workshop.language)
    address = f"{public_address(port)}/j/{workshop.code}"
    made = Slips(title, _asked(workshop, step), address, workshop.code, codes, house.clock())
    return slips(made, words(workshop.language))


def _asked(workshop: Workshop, step: Activity) -> str:
    """The question; where it is asked once more, with the step's number, since a code counts in one step only."""
    title = own_title(workshop, step, workshop.language)
    prompt = in_language(step.settings.get("prompt", {}), workshop.language, workshop.language)
    if prompt and place_among_alike(workshop, step, workshop.language) > 1:
        return f"{title}: {prompt}"
    return prompt or title


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
