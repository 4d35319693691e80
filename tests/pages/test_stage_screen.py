"""What the projector is given to draw: the right thing, and nothing that the room must not see."""

import json
from copy import deepcopy
from types import SimpleNamespace

import pytest

from facilitation.kinds import KINDS
from locales import LANGUAGES, words
from pages.views.stage.moment import moment
from pages.views.stage.screen import message, screen
from tests.facilitation.room import room, step, voting
from tests.facilitation.test_ballot_codes import CODES, coded, on_paper
from tests.pages.stage_room import ADDRESS, SEES, block, cards, everything, idea, shown, writing
from theme.qr import QUIET, qr


@pytest.mark.parametrize("buttons", [(), ("close",), ("close", "close_now")])
def test_until_it_is_revealed_nothing_on_the_screen_depends_on_the_votes(buttons):
    """Two rooms that voted the other way round get the same picture: while voting, closing and closed."""
    pictures = []
    for favourite in ("o1", "o3"):
        hall = voting("approval", *SEES)
        for name in ("anna", "bo"):
            hall.phone(name).votes(**{favourite: 1})
        pictures.append(everything(hall.on(*buttons)))
    assert pictures[0] == pictures[1]
    assert '"bars"' not in pictures[0]


def test_a_revealed_result_has_bars_and_a_concealed_one_has_none_again():
    """Revealing and concealing are the manager's, in both directions."""
    hall = voting("approval", *SEES)
    hall.phone("anna").votes(o2=1)
    hall.on("close", "close_now", "reveal")
    assert [row["text"] for row in block(hall, "bars")["rows"]] == ["bench", "park", "swing"]
    assert '"bars"' not in everything(hall.on("conceal"))


def test_a_held_result_goes_when_it_is_concealed():
    """A held picture never shows what the room may not see any more."""
    hall = voting("approval", *SEES).on("close", "close_now", "reveal")
    hall.does("stage", mode="held")
    assert block(hall, "bars")
    hall.now += 1
    assert '"bars"' not in everything(hall.on("conceal"))


def test_nobody_can_be_recognised_on_the_wall():
    """No participant's id is on the screen."""
    hall = writing()
    hall.phone("P4RT1C1P4NT").writes("park", "a-key-of-the-phone")
    assert cards(hall) == ["park"]
    assert "P4RT1C1P4NT" not in everything(hall)


def test_hidden_ideas_and_those_that_wait_are_not_sent_to_the_projector():
    """What the manager has not let through is not in the data at all, nor counted."""
    hall = writing(approve_first=True)
    park, _ = idea(hall, "anna", "park"), idea(hall, "bo", "swing")
    assert cards(hall) == []
    hall.does("approve", activity="ideas", ideas=[park])
    assert cards(hall) == ["park"]
    assert "swing" not in everything(hall)
    hall.does("hide", activity="ideas", ideas=[park])
    assert "park" not in everything(hall)


def test_a_held_wall_stays_as_it_was_but_for_what_is_hidden():
    """While the manager sorts, the room sees neither new ideas nor moved ones; a rude one goes at once."""
    hall = writing()
    park, rude = idea(hall, "anna", "park"), idea(hall, "bo", "rude")
    hall.does("stage", mode="held")
    hall.now += 1
    idea(hall, "eva", "late")
    hall.does("theme", activity="ideas", ideas=[park], theme="outside")
    assert cards(hall) == ["park", "rude"]
    assert block(hall, "wall")["groups"][0]["title"] == ""
    hall.does("hide", activity="ideas", ideas=[rude])
    assert cards(hall) == ["park"]
    hall.does("stage", mode="live")
    assert set(cards(hall)) == {"park", "late"}


def test_a_held_picture_keeps_its_numbers_while_people_answer_anew():
    """Each tap on an open ballot replaces it; who has answered once has answered."""
    hall = voting("approval", *SEES)
    for name in ("anna", "bo", "eva"):
        hall.phone(name).votes(o1=1)
    hall.does("stage", mode="held")
    kept = deepcopy(hall)
    hall.now += 1
    for name in ("anna", "bo", "zoe"):
        hall.phone(name).votes(o2=1)
    assert block(hall, "progress", here=9, kept=kept)["label"] == "3 / 9 on vastannut"
    hall.does("stage", mode="live")
    assert block(hall, "progress", here=9)["label"] == "4 / 9 on vastannut"


@pytest.mark.parametrize(("before", "after"), [(600, 0), (0, 600)])
def test_a_held_picture_stays_though_the_clock_is_set_back(before, after):
    """Just before, and nothing that was given is missing; just after, and nothing that is done now is in it."""
    hall = voting("approval", *SEES)
    hall.phone("anna").votes(o1=1)
    hall.now += 60 - before
    hall.does("stage", mode="held")
    kept = deepcopy(hall)
    hall.now += 5 - after
    hall.does("close_now")
    hall.does("reveal")
    assert block(hall, "progress", here=9, kept=kept)["label"] == "1 / 9 on vastannut"


def test_a_blank_stage_is_given_nothing():
    """No step, no address, no countdown: only that it is blank, and where to hear of a change."""
    hall = writing()
    idea(hall, "anna", "park")
    hall.does("countdown", seconds=60)
    hall.does("stage", mode="blank")
    drawn = shown(hall)
    assert drawn["mode"] == "blank"
    assert (drawn["blocks"], drawn["corner"], drawn["clock"], drawn["title"]) == ([], None, None, "")
    assert drawn["stream"]


def test_the_way_in_is_short_and_can_be_spoken():
    """The address without what nobody types, and the code in groups."""
    hall = room().on("open")
    assert block(hall, "join")["address"] == "192.168.1.23:8501"
    assert block(hall, "join")["code"] == "ACD EFG"


def test_later_the_way_in_stands_in_the_corner():
    """Who comes late finds code, address and QR on every step."""
    corner = shown(writing())["corner"]
    assert (corner["address"], corner["code"]) == ("192.168.1.23:8501", "ACD EFG")
    assert corner["qr"] == qr(f"{ADDRESS}/j/ACDEFG")


def test_heads_and_phones_are_counted_apart():
    """A person with a phone is not two people."""
    hall = room().on("open")
    assert shown(hall, here=27)["counts"] == "27 puhelinta mukana"
    hall.does("headcount", people=40)
    assert shown(hall, here=27)["counts"] == "40 ihmistä paikalla · 27 puhelinta mukana"


def test_warm_up_answers_are_seen_as_they_come():
    """Nothing is decided by them."""
    hall = room(step("arrival", question={"fi": "Kahvia?"}, choices=[{"fi": "Kyllä"}, {"fi": "Ei"}])).on(
        "open"
    )
    hall.phone("anna").gives("arrival", choice=1)
    taps = block(hall, "taps")
    assert taps["question"] == "Kahvia?"
    assert [(c["label"], c["value"]) for c in taps["choices"]] == [("Kyllä", 0), ("Ei", 1)]


def test_the_warm_up_is_asked_when_phones_can_answer():
    """Until then there is the way in, and nothing to answer."""
    hall = room(step("arrival", question={"fi": "Kahvia?"}, choices=[{"fi": "Kyllä"}, {"fi": "Ei"}]))
    assert "Kahvia?" not in everything(hall)
    assert "Kahvia?" in everything(hall.on("open"))


def test_the_thanks_say_what_came_on_top():
    """Of the latest vote whose result everybody saw; of a vote nobody saw, nothing."""
    hall = room(step("vote", source="typed", typed=SEES, top=1), step("thanks")).on("open")
    hall.phone("anna").votes(o2=1)
    hall.on("close", "close_now", "reveal", "next")
    assert block(hall, "cards")["heading"] == words("fi")("stage.thanks.winners")
    assert [card["title"] for card in block(hall, "cards")["cards"]] == ["1. bench"]
    unseen = room(step("vote", source="typed", typed=SEES, top=1), step("thanks")).on("open")
    unseen.phone("anna").votes(o2=1)
    unseen.on("close", "close_now")
    unseen.does("go", activity=unseen.workshop.agenda[1].id)
    assert "bench" not in everything(unseen)


def test_how_many_have_answered_is_said_of_those_who_are_here():
    """Of the phones in the room; never more answers than phones, since who answered and left counts too."""
    hall = voting("approval", *SEES)
    for name in ("anna", "bo", "eva"):
        hall.phone(name).votes(o1=1)
    assert block(hall, "progress", here=34)["label"] == "3 / 34 on vastannut"
    assert block(hall, "progress", here=1)["label"] == "3 / 3 on vastannut"


def test_votes_with_one_time_codes_are_not_said_of_phones():
    """One phone has been handed on, and a slip was typed in: the room is not told that all have voted."""
    hall = coded()
    for code in CODES[:2]:
        hall.phone("anna").gives("vote", code=code, marks={"o1": 1})
    on_paper(hall, CODES[2], o2=1)
    said = [b for b in shown(hall, here=1)["blocks"] if b["type"] in ("note", "progress")]
    assert {"type": "note", "text": "3 ääntä annettu"} == said[-1]
    assert "progress" not in [b["type"] for b in said]


def test_merged_ideas_stand_as_one_and_themes_as_headings():
    """Nobody's word is lost from the count; what has no theme comes last."""
    hall = writing()
    ids = [idea(hall, "anna", text) for text in ("swing", "swings", "park", "choir")]
    hall.does("merge", activity="ideas", ideas=[ids[1]], into=ids[0])
    hall.does("theme", activity="ideas", ideas=[ids[2]], theme="Outside")
    groups = block(hall, "wall")["groups"]
    assert [(g["title"], [(i["text"], i["more"]) for i in g["ideas"]]) for g in groups] == [
        ("Outside", [("park", "")]),
        ("Muut ideat", [("swing", "+1"), ("choir", "")]),
    ]
    assert shown(hall)["counts"].endswith("4 ideaa")


def test_the_newest_idea_is_known():
    """On a wall of several pages it stands above them."""
    hall = writing()
    idea(hall, "anna", "park")
    hall.now += 1
    newest = idea(hall, "bo", "swing")
    assert block(hall, "wall")["latest"] == newest


def test_while_a_vote_is_prepared_late_ideas_are_still_welcome():
    """The wall says so, as the phones do."""
    hall = room(step("ideas"), step("vote")).on("open", "close", "next")
    assert words("fi")("stage.vote.late_ideas") in everything(hall)


def test_the_end_of_answering_comes_before_another_countdown():
    """One clock at a time: the one that matters now."""
    hall = voting("approval", *SEES)
    hall.does("countdown", seconds=300)
    assert shown(hall)["clock"]["ends_at"] == hall.now + 300
    assert shown(hall.on("close"))["clock"]["ends_at"] == hall.now + 20
    assert shown(hall)["clock"]["label"] == words("fi")("stage.closing")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_can_be_shown_in_every_language(kind, language):
    """Before it opens, while it is open and after, in the workshop's language, with nobody there yet."""
    hall = room(step(kind, **({"source": "typed", "typed": SEES} if kind == "vote" else {})))
    hall.workshop = hall.workshop.but(language=language)
    for buttons in ((), ("open",), ("next",)) if KINDS[kind].ends != "by_moving_on" else ((), ("open",)):
        drawn = shown(hall.on(*buttons))
        assert (drawn["lang"], drawn["dir"]) == (language, "ltr")
        assert "stage." not in json.dumps(drawn, ensure_ascii=False)
    assert message(words(language), "x")["stream"] is None


def test_a_qr_code_keeps_its_quiet_zone():
    """Four modules of nothing on every side; scanners need it."""
    code = qr(f"{ADDRESS}/j/ACDEFG")
    runs = [run.partition("h") for run in code["path"].removeprefix("M").split("M")]
    places = [(*map(int, start.split()), int(length.partition("v")[0])) for start, _, length in runs]
    assert min(x for x, _, _ in places) == min(y for _, y, _ in places) == QUIET
    assert (
        max(x + width for x, _, width in places) == max(y + 1 for _, y, _ in places) == code["size"] - QUIET
    )


def test_a_store_that_is_away_is_said_calmly_where_the_numbers_stand():
    """The picture stays; nobody wonders why the number does not rise."""
    hall = writing()
    home = SimpleNamespace(clock=lambda: hall.now, presence=SimpleNamespace(here=lambda code: 0))
    now = moment(home, hall, ADDRESS)
    assert words("fi")("stage.away") == screen(now, "v1", "/live/x/room", stores=False)["counts"]
    assert words("fi")("stage.away") not in str(screen(now, "v1", "/live/x/room"))
