"""A whole evening in memory, with something of everything that must be in a summary and of everything that must not."""

from typing import Any

from facilitation.model import Activity
from facilitation.projects import planned_in
from tests.facilitation.room import Room, room, step

SECRETS = (
    "Piilotettu idea",
    "Odottava idea",
    "Piilotettu rivi",
    "Kukaan ei katsonut",
    "Taas piilotettu vastaus",
    "Salaäänestyksen vaihtoehto saa ääniä",
    "Eetu Nimetön",
    "Ulla Paperiton",
    "040 1234567",
)
"""Texts that stand in the evening and in no file and on no page of its summary."""

STATEMENTS = ({"fi": "Miten hyvin sinua kuunneltiin?"}, {"fi": "Miten hyvin viihdyit?"})
QUESTIONS = ({"fi": "Mikä meni hyvin?"},)
IDEAS = ("Kirsikkapuisto", "Kirsikoita puistoon", "Penkki aurinkoon", "Koirapuisto")
PEOPLE = ("aino", "eetu", "fatima", "olli", "sofia", "väinö")
NOON = 1_790_000_000.0
"""A day in September 2026."""

ROLE = {"title": {"fi": "Tekijä"}, "size": "medium", "wanted": 4}
WISH = {"meaning": "wish", "decider": "Kaupunginosan lautakunta", "answer_by": "2026-12-01"}


def agenda() -> tuple[Activity, ...]:
    choices = [{"fi": "Alle vuoden"}, {"fi": "Kauemmin"}]
    return (
        step("arrival", question={"fi": "Kauanko olet asunut täällä?"}, choices=choices),
        step("ideas", prompt={"fi": "Mikä tekisi alueesta paremman?"}, approve_first=True),
        step("vote", method="dots", dots=3, top=2, prompt={"fi": "Mitkä ovat parhaita?"}, **WISH),
        step("vote", "secret", method="approval", source="typed", typed=[SECRETS[5], "Toinen"]).but(
            title={"fi": "Toinen äänestys"}
        ),
        step("plan"),
        step("roles", defaults=[ROLE]),
        step("evaluation", statements=list(STATEMENTS), questions=list(QUESTIONS)),
        step("thanks", next_at="2026-10-07T18:00:00", next_place="Kerhohuone"),
    )


def whole(answers: int = 6) -> Room:
    """As far as the thanks, with so many answers to the evaluation."""
    evening = room(*agenda())
    evening.now = NOON
    evening.workshop = evening.workshop.but(title={"fi": "Koivurinteen ilta"}, language="fi")
    evening.on("open")
    evening.does("headcount", people=9)
    for n, name in enumerate(PEOPLE):
        evening.phone(name).gives("arrival", choice=n % 2)
    _ideas(evening)
    _votes(evening)
    _plan(evening)
    _roles(evening)
    _evaluation(evening, answers)
    evening.does("go", activity="thanks")
    return evening


def project(evening: Room, place: int = 0) -> str:
    return evening.workshop.projects[place].id


def _ideas(evening: Room) -> None:
    evening.does("go", activity="ideas")
    texts = (*IDEAS, SECRETS[0], SECRETS[1])
    keys = [f"idea-{n:04}" for n in range(len(texts))]
    for n, (key, text) in enumerate(zip(keys, texts, strict=True)):
        evening.phone(PEOPLE[n % 3]).gives("ideas", key, text=text)
    evening.does("enter_idea", activity="ideas", text="Paperilla tullut", key="p1")
    evening.does("approve", activity="ideas", ideas=keys[:-1])
    evening.does("hide", activity="ideas", ideas=[keys[4]])
    evening.does("merge", activity="ideas", ideas=[keys[1]], into=keys[0])
    evening.does("theme", activity="ideas", ideas=[keys[0]], theme="Puisto")


def _votes(evening: Room) -> None:
    evening.on("close")
    evening.does("go", activity="vote")
    evening.does("open")
    for n, name in enumerate(PEOPLE):
        evening.phone(name).gives("vote", marks={"idea-0000": 2, ("idea-0002", "idea-0003")[n % 2]: 1})
    evening.does("enter_counts", activity="vote", counts={"idea-0003": {"1": 4}}, voters=2, key="c1")
    evening.on("close", "close_now", "reveal")
    evening.does("choose", activity="vote", options=["idea-0000", "idea-0003"])
    evening.does("go", activity="secret")
    evening.does("open")
    for name in PEOPLE:
        evening.phone(name).gives("secret", marks={"o1": 1})


def _plan(evening: Room) -> None:
    evening.does("go", activity="plan")
    cherry = project(evening)
    aino = evening.phone("aino")
    aino.gives("plan", act="seat", project=cherry)
    aino.gives("plan", act="pen", project=cherry, holds=True)
    texts = {"what": "Istutetaan kymmenen kirsikkapuuta.\nKastellaan ne.", "first": "Kysytään taimet"}
    texts |= {"why": "Kevät on kauniimpi", "permission": "Kaupunki", "ask": "Puistotoimi"}
    for field, text in texts.items():
        aino.gives("plan", act="write", project=cherry, field=field, text=text)
    when = {"kind": "day", "day": "2026-10-03", "time": "12:30"}
    aino.gives("plan", act="write", project=cherry, field="when", when=when)
    evening.phone("eetu").gives(
        "plan", "line-shown", act="line", project=cherry, field="what", text="Myös omenapuita"
    )
    evening.phone("olli").gives(
        "plan", "line-hidden", act="line", project=cherry, field="what", text=SECRETS[2]
    )
    evening.does("hide", activity="plan", ideas=["line-hidden"])
    evening.does("ask", project=cherry)
    for name in PEOPLE[:4]:
        evening.phone(name).gives("plan", act="agree", project=cherry, mark=1)
    evening.does("close_ask", project=cherry)


def _roles(evening: Room) -> None:
    evening.does("go", activity="roles")
    role = evening.workshop.projects[0].roles[0].id
    offer: dict[str, Any] = {"offers": {role: "gladly"}}
    evening.phone("aino").gives("roles", **offer, name="Aino Lupa", in_summary=True, contact=SECRETS[8])
    evening.phone("eetu").gives("roles", **offer, name=SECRETS[6], on_screen=True)
    for name in ("aino", "eetu"):
        evening.does("confirm", role=role, participant=name)
    evening.does("enter_holder", role=role, name=SECRETS[7])


def _evaluation(evening: Room, answers: int) -> None:
    evening.does("go", activity="evaluation")
    texts = ("Hyvä kahvi", SECRETS[3], SECRETS[4])
    for n, name in enumerate(PEOPLE[:answers]):
        said = {"0": texts[n]} if n < len(texts) else {}
        evening.phone(name).gives("evaluation", scores={"0": 1 + n % 5, "1": 0 if n else 4}, answers=said)
    question = _answers(evening)
    evening.does("show_answers", activity="evaluation", answers=[question[texts[0]], question[texts[2]]])
    evening.does("hide_answers", activity="evaluation", answers=[question[texts[2]]])
    evening.on("close", "close_now", "reveal")


def _answers(evening: Room) -> dict[str, str]:
    from facilitation.kinds.evaluation import Evaluation

    its = evening.workshop.activity("evaluation")
    assert its is not None
    result = Evaluation().result(its, evening.contributions("evaluation"))
    return {a.text: a.id for q in result.questions for a in q.answers}


def agreed(evening: Room, place: int, **when: Any) -> Room:
    """The project gets a date, and the room says yes."""
    evening.does("write", project=project(evening, place), field="when", when=when)
    evening.does("by_hand", project=project(evening, place), agreed=True)
    assert planned_in(evening)[place].agreement.agreed
    return evening
