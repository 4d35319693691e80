"""Screens of the evening's second half, for a look at the picture: projects, roles, the evaluation, the thanks."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.facilitation.room import Room, room, step
from tests.pages.stage_room import answers_of, asked, planning, proposes, rated, sharing, takes, writes

LONG = (
    "Kerrostaloasuntojen lämmityskustannusten läpinäkyvyyden parantaminen: taloyhtiö näyttää joka kuukausi, mihin "
    "rahat menevät, ja asukkaat saavat kysyä. Samalla voisi sopia, kuka korjaa patterit, ennen kuin talvi tulee, "
    "eikä kenenkään tarvitse palella omassa olohuoneessaan enää."
).ljust(280, "!")
LONG_WORDS = " ".join(["Lähikirjastoyhteistyötoimintakeskussuunnitelma"] * 6)[:280]
TITLES = (
    "Pihatalkoot",
    "Polkupyöräkorjaustyöpajatoimintaa kerhohuoneeseen keväästä alkaen",
    "Kahvila asukastupaan keskiviikkoisin",
)
STATEMENTS = (
    "Miten hyvin sinua kuunneltiin?",
    "Miten hyvin pääsit mukaan?",
    "Miten hyvin tiedät, mitä seuraavaksi tapahtuu?",
    "Miten hyvin ideat mielestäsi toteutuvat?",
    "Miten hyvin viihdyit?",
)
NEXT = {"next_at": "2026-03-18T18:00:00", "next_place": "Koivurinteen asukastupa, Koivutie 3"}
WHENS: tuple[dict[str, Any], ...] = (
    {"kind": "day", "day": "2026-05-09", "time": "12:00"},
    {"kind": "season", "year": 2026, "season": "summer"},
    {
        "kind": "days",
        "days": [{"day": "2026-03-10", "time": "18:00"}, {"day": "2026-03-12"}, {"day": "2026-03-17"}],
    },
    {"kind": "week", "year": 2026, "week": 15},
    {"kind": "month", "year": 2026, "month": 9},
)


def planned(
    titles: Iterable[str] = TITLES,
    text: str = "Siivotaan piha ja istutetaan pensaita",
    short: str = "Soitto isännöitsijälle",
) -> Room:
    """Everybody has written; the first is agreed, the last has no time; the room looks at all of them."""
    titles = list(titles)
    hall = planning(*titles)
    for n in range(1, len(titles) + 1):
        fields: dict[str, Any] = {
            "what": text,
            "why": text,
            "first": short,
            "permission": short,
            "ask": short,
        }
        if n < len(titles) or n == 1:
            fields["when"] = WHENS[(n - 1) % len(WHENS)]
        writes(hall, f"w{n}", f"p{n}", **fields)
    proposes(hall, "a", "Ja grillataan makkaraa", by=("b", "c"))
    asked(hall, {f"w{n}": 1 for n in range(9)} | {"x": -1, "y": 0})
    return looking_at(hall, "")


def long(many: int = 12) -> Room:
    hall = planned([f"{n} {LONG}"[:280] for n in range(many)], LONG, LONG[:140])
    for n in range(7):
        for field in ("what", "why", "when"):
            proposes(hall, f"a{n}", LONG, field=field, by=("b", "c"))
    return hall


def looking_at(hall: Room, on: str = "p1") -> Room:
    hall.does("focus", on=on)
    return hall


def being_asked(hall: Room) -> Room:
    asked(hall, {"a": 1}, close=False)
    return looking_at(hall)


def with_roles(titles: Iterable[str], role: str, name: Callable[[int], str]) -> Room:
    titles = list(titles)
    hall = sharing(*titles, role=role)
    for n in range(1, len(titles) + 1):
        for m in range(n % 4 + 1):
            takes(hall, f"t{n}-{m}", f"r{n}", name=name(m), on_screen=m < 2)
    for size in ("small", "big", "medium", "small"):
        hall.does("add_role", project="p1", title={"fi": f"Toinen tehtävä {size}"}, size=size, wanted=2)
    return hall


def evaluated(people: int, answer: str = "answer {}", show: bool = True) -> Room:
    hall = rated(
        people, STATEMENTS, ("Mikä meni hyvin?", "Mitä tekisimme toisin?"), lambda n, s: (n * n + s) % 6
    )
    for n in range(people):
        scores = {str(s): (n * n + s) % 6 if n else 2 for s in range(len(STATEMENTS))}
        answers = {str(q): answer.format(n) for q in range(2) if (n + q) % 3}
        hall.phone(f"e{n}").gives("evaluation", scores=scores, answers=answers)
    hall.on("close", "close_now", "reveal")
    if show:
        hall.does("show_answers", activity="evaluation", answers=list(answers_of(hall).values()))
    return hall


def thanking(hall: Room, **settings: Any) -> Room:
    hall.does("configure", activity="thanks", settings=settings)
    hall.does("open_kind", kind_name="thanks")
    return hall


def voted_only() -> Room:
    hall = room(step("vote", source="typed", typed=TITLES, top=2), step("thanks", body={"fi": "Kiitos!"})).on(
        "open"
    )
    hall.phone("anna").votes(o2=1)
    hall.phone("bo").votes(o1=1, o2=1)
    return hall.on("close", "close_now", "reveal", "next")


def later_rooms() -> dict[str, Room]:
    """Name → the room whose screen it is."""
    nobody = planning("Pihatalkoot")
    few = evaluated(4, show=False)
    return {
        "plan, no projects": planning(),
        "plan, one": nobody,
        "plan": planned(),
        "plan, 12": planned([f"{TITLES[n % 3]} {n}" for n in range(12)]),
        "plan, 12 long": long(),
        "one project, empty": looking_at(planning("Pihatalkoot")),
        "one project": being_asked(planned()),
        "one project, days": looking_at(planned((*TITLES, "Lukupiiri")), "p3"),
        "one project, long": looking_at(long()),
        "one project, long words": being_asked(planned([TITLES[1]], LONG_WORDS, LONG_WORDS[:140])),
        "overview": looking_at(planned(), "overview"),
        "overview, 12": looking_at(planned([f"{TITLES[n % 3]} {n}" for n in range(12)]), "overview"),
        "overview, 12 long": looking_at(long(), "overview"),
        "roles": with_roles(TITLES, "Kahvinkeittäjä", lambda n: ("Maija", "Mohammed", "")[n % 3]),
        "roles, 12 long": with_roles(
            [f"{n} {LONG}"[:280] for n in range(12)], LONG[:80], lambda n: f"Maximiliana {LONG}"[:60]
        ),
        "evaluation, open": rated(3),
        "evaluation, few": few,
        "evaluation": evaluated(23),
        "evaluation, long": evaluated(60, LONG + " {}" + LONG[:200]),
        "thanks, projects": thanking(planned(), body={"fi": "Kiitos, että olit mukana!"}, **NEXT),
        "thanks, 12 long": thanking(long(), body={"fi": LONG}, **NEXT),
        "thanks, vote": voted_only(),
        "thanks, bare": room(step("thanks")).on("open"),
    }


def hostile_rooms(typed: str) -> Iterable[tuple[Room, tuple[str, ...]]]:
    """Rooms in which somebody has typed this, and where it is seen."""
    ideas = room(step("ideas")).on("open")
    ideas.phone("a").writes(typed, "idea-key")
    yield ideas, (".card-text",)
    yield planned((typed,), typed), (".project-title", ".line-text")
    hall = planned((typed,), typed, typed)
    proposes(hall, "d", typed, by=("a", "b", "c", "d2"))
    yield looking_at(hall), (".title", ".column-text", ".proposal", ".fact-text")
    yield looking_at(planned((typed,)), "overview"), (".overview-title",)
    yield with_roles((typed,), typed, lambda n: typed[:60]), (".project-title", ".line-label")
    yield evaluated(6, typed), (".answer",)
