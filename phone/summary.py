"""The summary on a phone: what was agreed, who, when, what came on top; the file and the calendar one tap away.

Anybody with the code may read it: nothing hidden is in it, and no result before it was shown.
"""

import re
import unicodedata
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from phone import rendering, screens
from phone.visit import Visit, arrive
from reports.parts import ProjectPart, Summary, VotePart
from reports.wording import Wording, in_calendar
from service.reporting import FORMATS, Format, report_async, summary_async

LONGEST_NAME = 80
"""Letters of a file's name; some systems refuse long ones."""


def routes(here: str) -> list[BaseRoute]:
    """`here` is the address of a workshop."""
    return [
        Route(f"{here}/summary", page, methods=["GET"]),
        Route(f"{here}/summary.pdf", _file("pdf"), methods=["GET"]),
        Route(f"{here}/calendar.ics", _file("ics"), methods=["GET"]),
    ]


async def page(request: Request) -> Response:
    visit = await arrive(request)
    found = await summary_async(visit.reader, visit.words.language)
    context = {**screens.around(visit), **_face(visit, found)}
    return rendering.plain_page("summary.html", visit.words, context)


def _file(format: str) -> Any:
    async def answer(request: Request) -> Response:
        visit = await arrive(request)
        content = await report_async(visit.house, visit.code, format, visit.words.language)
        title = await summary_async(visit.reader, visit.words.language)
        return _download(content, FORMATS[format], visit.code, title.title)

    return answer


def _download(content: bytes, format: Format, code: str, title: str) -> Response:
    """Under the workshop's name where the browser understands it (RFC 6266), under its code elsewhere."""
    plain = f"asukasilta-{code}.{format.ending}"
    named = quote(f"{_file_name(title) or 'asukasilta'}.{format.ending}", safe="")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
    headers = {**rendering.PRIVATE, "Content-Disposition": disposition}
    return Response(content, 200, headers, format.media_type)


def _file_name(title: str) -> str:
    """Without what a system may take for a path or a command."""
    tame = "".join(c if unicodedata.category(c)[0] in "LNM" or c in " -_" else " " for c in title)
    return re.sub(r"\s+", " ", tame).strip(" -")[:LONGEST_NAME].strip()


def _face(visit: Visit, found: Summary) -> dict[str, Any]:
    wording = Wording(found, visit.words)
    meeting = found.next_meeting
    return {
        "address": visit.address,
        "inside": visit.who is not None,
        "day": wording.day(),
        "nothing": found.empty,
        "projects": [_project(wording, project) for project in found.projects],
        "votes": [_vote(wording, vote) for vote in found.votes],
        "meeting": wording.next_meeting(meeting) if meeting else "",
        "dated": bool(in_calendar(found) or (meeting and meeting.at)),
    }


def _project(wording: Wording, its: ProjectPart) -> dict[str, Any]:
    return {
        "title": its.title,
        "agreed": its.agreed,
        "state": wording.state(its),
        "idea": its.idea.text if its.idea and its.idea.text != its.title else "",
        "voices": wording.voices(its.idea) if its.idea else "",
        "what": its.what.split("\n") if its.what else [],
        "first": its.first,
        "why": its.why.split("\n") if its.why else [],
        "when": wording.when(its.when),
        "permission": its.permission,
        "ask": its.ask,
        "votes": wording.outcome(its.vote, its.row) if its.vote and its.row else "",
        "roles": [
            {"title": role.title, "who": wording.who(role), "open": wording.open_places(role)}
            for role in its.roles
        ],
    }


def _vote(wording: Wording, vote: VotePart) -> dict[str, Any]:
    meaning = " ".join(filter(None, (wording.meaning(vote), wording.promised(vote))))
    return {
        "title": wording.asked(vote),
        "meaning": meaning,
        "unshown": wording.why_unshown(vote),
        "voters": wording.voters(vote) if vote.voters else "",
        "no_top": wording.no_top(vote),
        "top": [
            {"rank": wording.rank(row), "text": row.text, "says": wording.outcome(vote, row)}
            for row in vote.top
        ],
    }
