"""The whole screen: what every view has in common, around what the kind's view draws."""

from typing import Any

from locales import Words
from pages.views.stage import view
from pages.views.stage.moment import Moment
from theme.qr import qr

Screen = dict[str, Any]


def screen(moment: Moment, version: str, stream: str, stores: bool = True) -> Screen:
    """What the component draws. `stream`: where it hears of versions other than `version`. `stores`: whether answers
    can be stored now; if not, that stands where their number stands otherwise."""
    live = {"mode": moment.mode, "now": moment.now, "version": version, "stream": stream}
    if moment.mode == "blank":
        return {**_frame(moment.t, "blank"), **live}
    return {
        **_frame(moment.t, moment.activity.id),
        **live,
        "kicker": moment.text(moment.workshop.title),
        "title": moment.title,
        "corner": _corner(moment),
        "clock": _clock(moment),
        **view(moment.activity.kind)(moment),
        **({} if stores else {"counts": moment.t("stage.away")}),
    }


def message(t: Words, title: str, text: str = "", stream: str | None = None) -> Screen:
    """A screen that only says something. Without a `stream` it hears nothing any more."""
    blocks = [{"type": "text", "paragraphs": [text], "picture": "", "picture_text": ""}] if text else []
    return {**_frame(t, "message"), "title": title, "blocks": blocks, "stream": stream}


def _corner(moment: Moment) -> dict[str, Any]:
    """The way in for those who come late."""
    return {"qr": qr(moment.join_address), "address": moment.short_address, "code": moment.spoken_code}


def _frame(t: Words, name: str) -> Screen:
    return {
        "screen": name,
        "layout": "plain",
        "mode": "live",
        "lang": t.language,
        "dir": t.direction,
        "kicker": "",
        "title": "",
        "counts": "",
        "blocks": [],
        "poster": None,
        "corner": None,
        "clock": None,
        "now": 0.0,
        "version": "",
        "stream": None,
        "plotly": "",
        "words": {
            "lost": t("stage.lost"),
            "held": t("stage.held"),
            "page": t("stage.page", page="{page}", pages="{pages}"),
        },
    }


def _clock(moment: Moment) -> dict[str, Any] | None:
    """The end of the answering time comes before a countdown that the manager has set."""
    t, countdown = moment.t, moment.countdown
    over = t("stage.time_over")
    if moment.phase == "closing":
        return {"ends_at": moment.activity.closes_at, "label": t("stage.closing"), "over": over}
    return countdown and {"ends_at": countdown.ends_at, "label": t("stage.time_left"), "over": over}
