"""The vote: what is asked and what can be chosen; the result only when it is shown to all."""

from typing import Any

from facilitation.kinds.vote import VoteSettings
from locales import Words
from pages.views.stage import vote_result
from pages.views.stage.answering import alone, is_ahead, progress_of
from pages.views.stage.moment import Moment


def draw(moment: Moment) -> dict[str, Any]:
    prompt = moment.text(moment.settings.prompt)
    face: dict[str, Any] = {"title": prompt, "kicker": moment.title} if prompt else {}
    if is_ahead(moment):
        return {**face, "blocks": [alone(_before(moment))]}
    if moment.result is not None:
        return {**face, **vote_result.draw(moment, _meaning(moment))}
    return {**face, "blocks": [_note(_how(moment)), _options(moment), _so_far(moment)]}


def _so_far(moment: Moment) -> dict[str, Any]:
    """With one-time codes, of nothing: neither the phones nor the slips that were made are those who vote."""
    if moment.activity.codes:
        return _note(moment.t.count("stage.vote.ballots", moment.answered))
    return progress_of(moment, moment.answered)


def _before(moment: Moment) -> str:
    late = moment.takes_late
    return moment.t("stage.vote.late_ideas") if late else moment.t("stage.vote.starts_soon")


def _how(moment: Moment) -> str:
    """While it is open, what to do; afterwards, why there are no numbers yet."""
    t, settings = moment.t, moment.settings
    if moment.phase == "closed":
        return t("stage.vote.closed")
    how = t.count("stage.vote.how.dots", settings.dots) if settings.method == "dots" else _how_to_mark(moment)
    code = t("stage.vote.code") if moment.activity.codes else ""
    return " ".join(filter(None, (code, how, _meaning(moment))))


def _how_to_mark(moment: Moment) -> str:
    return moment.t(f"stage.vote.how.{moment.settings.method}")


def _meaning(moment: Moment) -> str:
    """What this vote is, so that nobody expects something else of it."""
    t, settings = moment.t, moment.settings
    if settings.meaning != "wish":
        return t(f"stage.vote.meaning.{settings.meaning}")
    return _wish(t, settings)


def _wish(t: Words, settings: VoteSettings) -> str:
    wish = t("stage.vote.wish_to", who=settings.decider) if settings.decider else t("stage.vote.wish")
    if settings.answer_by is None:
        return wish
    return f"{wish} {t('stage.vote.answer_by', date=t.date(settings.answer_by))}"


def _options(moment: Moment) -> dict[str, Any]:
    """Numbers only where phones and papers show them too."""
    numbered = moment.settings.numbered
    options = [
        {"id": o.id, "mark": moment.t.number(o.number) if numbered else "", "text": o.text}
        for o in moment.activity.options
    ]
    return {"type": "options", "options": options}


def _note(text: str) -> dict[str, Any]:
    return {"type": "note", "text": text}
