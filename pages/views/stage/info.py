"""What needs no answer: a title, a text, a picture."""

from typing import Any

from pages.views.stage.moment import Moment


def draw(moment: Moment) -> dict[str, Any]:
    settings = moment.settings
    body, picture = moment.text(getattr(settings, "body", {})), getattr(settings, "picture", "")
    paragraphs = [p.strip() for p in body.split("\n\n") if p.strip()]
    if not paragraphs and not picture:
        return {"blocks": []}
    text = {
        "type": "text",
        "paragraphs": paragraphs,
        "picture": f"/j/{moment.workshop.code}/picture/{picture}" if picture else "",
        "picture_text": moment.text(settings.picture_text),
    }
    return {"blocks": [text]}
