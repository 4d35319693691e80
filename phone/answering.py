"""Giving and taking back. A script gets a short JSON answer, everybody else a page; both only after it is durable."""

from starlette.requests import Request
from starlette.responses import Response

from facilitation.errors import NotAllowed, NotFound, Overtaken, Refused
from facilitation.model import Activity, Contribution
from facilitation.sending import Sending
from phone import screens, views
from phone.beside import takes_beside
from phone.forms import Form, read_form
from phone.guard import same_origin
from phone.rendering import json_answer, sentence, status_of, to, wants_json
from phone.screens import Told
from phone.visit import Visit, arrive
from service import acting


async def give(request: Request) -> Response:
    visit, step = await arrive(request), request.path_params["activity"]
    form: Form = {}
    try:
        form = await _form_of_ours(request)
        activity = visit.workshop.activity(step)
        if activity is None:
            raise NotFound("unknown_step")
        key, flash = "", "saved"
        asked = {"asked": form["asked"]} if "asked" in form else {}
        for payload in views.payloads(activity, form):
            receipt = await acting.give(
                visit.house,
                visit.code,
                visit.actor,
                step,
                payload | asked,
                form.get("key", ""),
                _sending(form),
            )
            key, flash = receipt.contribution.key, "replaced" if receipt.replaced else flash
    except Refused as refused:
        return _no(request, visit, refused, form, step)
    return _yes(request, visit, flash, key, step)


async def withdraw(request: Request) -> Response:
    visit, step = await arrive(request), request.path_params["activity"]
    try:
        form = await _form_of_ours(request)
        gone = visit.reader.contribution(step, form.get("key", ""))
        await acting.withdraw(visit.house, visit.code, visit.actor, step, form.get("key", ""), _sending(form))
    except Refused as refused:
        return _no(request, visit, refused, {}, step)
    if gone is None or wants_json(request) or "text" not in gone.payload:
        return _yes(request, visit, "removed", form.get("key", ""), step)
    return _gone(visit, gone)


def _gone(visit: Visit, gone: Contribution) -> Response:
    """The page itself and no redirect: only this answer still knows the words that an undo gives again."""
    undo = {"key": gone.key, **{name: v for name, v in gone.payload.items() if isinstance(v, str)}}
    return screens.now_page(visit.again(), Told("removed", undo=undo, step=gone.activity))


def _sending(form: Form) -> Sending:
    return Sending.of(form.get("stamp", ""), form.get("over", ""))


async def _form_of_ours(request: Request) -> Form:
    if not same_origin(request):
        raise NotAllowed("bad_origin")
    return await read_form(request)


def _yes(request: Request, visit: Visit, flash: str, key: str, step: str) -> Response:
    if wants_json(request):
        said = {"said": visit.words(f"phone.flash.{flash}")} if flash == "replaced" else {}
        return json_answer({"saved": True, "key": key, **said})
    place = f"/beside/{step}" if _beside(visit, step) else ""
    return to(f"{visit.address}{place}?{flash}={step}")


def _no(request: Request, visit: Visit, refused: Refused, form: Form, step: str) -> Response:
    if isinstance(refused, Overtaken):  # what stands is newer, and from the same phone
        return _yes(request, visit, "saved", form.get("key", ""), step)
    said, status = sentence(visit.words, refused), status_of(refused)
    if wants_json(request):
        return json_answer({"refused": refused.key, "text": said}, status)
    told = Told(refused=said, kept=_still_its(visit, step, form, refused), step=step)
    activity = _beside(visit, step)
    if activity:
        return screens.beside_page(visit.again(), activity, told, status)
    return screens.now_page(visit.again(), told, status)


def _still_its(visit: Visit, step: str, form: Form, refused: Refused) -> Form:
    """What of a refused form is put into the new one: no marks that were given to something else."""
    activity = visit.workshop.activity(step)
    return views.without_marks(activity.kind, form) if activity and refused.key == "asked_anew" else form


def _beside(visit: Visit, step: str) -> Activity | None:
    """The step, if it is answered on a page of its own now."""
    activity = visit.workshop.activity(step)
    return activity if visit.who and activity and takes_beside(visit, activity) else None
