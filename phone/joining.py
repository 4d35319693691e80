"""Coming in: the code, the door, the language."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from facilitation.codes import is_code, normalise, suggest
from facilitation.errors import NotAllowed
from locales import LANGUAGES, words
from phone import rendering, screens
from phone.forms import Form, Unreadable, own_address, read_form
from phone.guard import same_origin
from phone.identity import SECONDS, came_through, known, new_participant, remember
from phone.rendering import PRIVATE, to
from phone.screens import Told
from phone.visit import LANGUAGE_COOKIE, arrive, reader_language
from service import acting
from service.config import is_encrypted
from service.house import house

LONGEST_TYPED = 60
"""Characters of a mistyped code that are looked at and shown again."""

_TO_READ = re.compile(r"/(?:mine|mine/away|privacy|so-far|summary|leaving|beside/[\w-]+)")
"""Pages of a workshop beside what is on now."""


async def front(request: Request) -> Response:
    """ "Type the code"."""
    return code_page(request)


async def typed(request: Request) -> Response:
    """From the form: to the workshop, or what may have been meant."""
    wanted = request.query_params.get("code", "")
    if not wanted.strip():
        return code_page(request) if "code" not in request.query_params else code_page(request, wanted)
    code = normalise(wanted)
    if is_code(code) and code in await _codes():
        return to(f"/j/{code}{_language_asked(request)}")
    return await wrong_code(request, wanted)


async def as_typed(request: Request) -> Response:
    """A code in small letters, with spaces or dashes, or none at all, in the place of a code."""
    code = normalise(request.path_params["code"])
    if not is_code(code):
        return await wrong_code(request, request.path_params["code"])
    rest = request.path_params.get("rest", "")
    address = f"/j/{code}/{rest}" if rest else f"/j/{code}"
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(address + query, 307, PRIVATE)


async def small_j(request: Request) -> Response:
    return RedirectResponse(f"/j/{request.path_params['rest']}", 307, PRIVATE)


async def wrong_code(request: Request, typed_code: str) -> Response:
    """The form again, with what was typed and, unless somebody is guessing, the one code that is a slip away."""
    shown = typed_code[:LONGEST_TYPED]
    helps = await house().guesses.wrong()
    return code_page(request, shown, suggest(shown, await _codes()) if helps and shown else None)


async def _codes() -> tuple[str, ...]:
    """Asked in a thread: a database that is slow to answer keeps nobody's vote waiting."""
    return await run_in_threadpool(house().store.codes)


def code_page(request: Request, typed_code: str | None = None, suggestion: str | None = None) -> Response:
    """The form for the code. `typed_code`: one that nobody knows."""
    t, unknown = words(reader_language(request)), typed_code is not None
    context = {"typed": typed_code or "", "unknown": unknown, "suggestion": suggestion}
    return rendering.plain_page("code.html", t, context, 404 if unknown else 200)


async def enter(request: Request) -> Response:
    """GET: the door, or what is on now."""
    visit = await arrive(request)
    if visit.id is None and "joined" in request.query_params:
        refused = rendering.sentence(visit.words, NotAllowed("no_cookies"))
        return screens.now_page(visit, Told(refused=refused))
    return screens.now_page(visit, screens.told_by(request.query_params))


async def join(request: Request) -> Response:
    """The script gets the next screen at once, which spares a weak line a round trip. Sent again since the answer was
    lost, it is the same one who comes in."""
    visit = await arrive(request)
    if not same_origin(request):
        raise NotAllowed("bad_origin")
    await read_form(request)
    door = request.query_params.get("door", "")
    who = known(visit.id, visit.reader) or came_through(door, visit.reader) or new_participant()
    await acting.join(visit.house, visit.code, who, visit.words.language)
    visit.house.presence.touch(visit.code, who)
    if request.headers.get("x-want") == "main":
        inside = visit.again(who)
        answer = rendering.fragment(screens.now_main(inside))
    else:
        answer = to(f"{visit.address}?joined=1")
    remember(answer, request, visit.workshop, who)
    return answer


async def language(request: Request) -> Response:
    """Of a participant, wherever the phone is from now on; of others, in this browser."""
    visit, chosen = await arrive(request), (await _language_form(request))["language"]
    back = _where_chosen(request, visit.address)
    if visit.who is not None:
        await acting.speak(visit.house, visit.code, visit.actor, chosen)
        return _remember_language(request, to(back), chosen)
    return _remember_language(request, to(f"{back}?language={chosen}"), chosen)


def _where_chosen(request: Request, address: str) -> str:
    """Whoever reads a page of its own goes on reading it. The browser says which; some say nothing."""
    page = request.headers.get("referer", "").partition("?")[0].partition(address)[2]
    return address + page if _TO_READ.fullmatch(page) else address


async def language_elsewhere(request: Request) -> Response:
    """On a page that belongs to no workshop."""
    form = await _language_form(request)
    chosen, back = form["language"], own_address(form.get("next", ""), "/")
    joint = "&" if "?" in back else "?"
    return _remember_language(request, to(f"{back}{joint}language={chosen}"), chosen)


async def _language_form(request: Request) -> Form:
    if not same_origin(request):
        raise NotAllowed("bad_origin")
    form = await read_form(request)
    if form.get("language") not in LANGUAGES:
        raise Unreadable()
    return form


def _remember_language(request: Request, answer: Response, chosen: str) -> Response:
    answer.set_cookie(
        LANGUAGE_COOKIE,
        chosen,
        max_age=SECONDS,
        path="/",
        secure=is_encrypted(request.url.scheme),
        httponly=True,
        samesite="lax",
    )
    return answer


def _language_asked(request: Request) -> str:
    asked = request.query_params.get("language")
    return f"?language={asked}" if asked in LANGUAGES else ""
