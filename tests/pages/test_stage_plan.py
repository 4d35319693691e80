"""What, why, when on the projector: all projects, one of them, all over time; and nobody's answer before its time."""

from copy import deepcopy

import pytest

from facilitation.permissions import Actor
from facilitation.turn import Reader
from facilitation.verbs.leaving import take_away
from facilitation.when import Month
from locales import words
from pages.views.stage import timeline
from pages.views.stage.held import as_held
from tests.pages.stage_room import asked, block, everything, planning, proposes, shown, writes

FI = words("fi")
SUMMER = {"kind": "season", "year": 2026, "season": "summer"}
DAYS = {"kind": "days", "days": [{"day": "2026-03-10", "time": "18:00"}, {"day": "2026-03-12"}]}


def card(hall, project="p1"):
    return next(c for c in block(hall, "cards")["cards"] if c["id"] == project)


def lines(hall, field="what"):
    column = next(c for c in block(hall, "columns")["columns"] if c["id"] == field)
    return [(line["text"], line["more"]) for line in column["lines"]]


def test_projects_fill_side_by_side_and_nobody_can_be_recognised():
    """What stands there so far and what is left to do, that somebody writes, how many sit there; never who."""
    hall = planning("Puisto", "Kahvila")
    writes(hall, "P4RT1C1P4NT", what="Istutetaan puu", when=SUMMER)
    proposes(hall, "0TH3R", "Vai pensas")
    rude = proposes(hall, "0TH3R", "rude")
    hall.does("hide", activity="plan", ideas=[rude])
    assert [(line["label"], line["text"]) for line in card(hall)["lines"]] == [
        ("Mitä?", "Istutetaan puu"),
        ("Miksi?", "…"),
        ("Milloin?", "kesä 2026"),
    ]
    assert card(hall)["sign"]["text"] == FI("stage.plan.writing")
    assert card(hall)["foot"] == "1 ihminen · 1 ehdotus"
    empty = card(hall, "p2")
    assert ["…", "…", "…"] == [line["text"] for line in empty["lines"]]
    assert (None, "") == (empty["sign"], empty["foot"])
    assert not [secret for secret in ("P4RT1C1P4NT", "0TH3R", "rude") if secret in everything(hall)]


def test_one_project_stands_in_three_columns_with_the_most_supported_proposals():
    """The others' lines under the text, without those that are hidden; the short ones below."""
    hall = planning("Puisto")
    writes(hall, "a", what="Istutetaan puu", first="Maija soittaa")
    proposes(hall, "b", "Vai pensas", by=("c",))
    proposes(hall, "c", "Vai kukkia", by=("a", "b"))
    rude = proposes(hall, "d", "rude", by=("a", "b", "c"))
    hall.does("hide", activity="plan", ideas=[rude])
    hall.does("focus", on="p1")
    assert (shown(hall)["title"], shown(hall)["kicker"]) == ("Puisto", "plan")
    assert [c["text"] for c in block(hall, "columns")["columns"]] == ["Istutetaan puu", "", ""]
    assert lines(hall) == [("Vai kukkia", "2 kannattaa"), ("Vai pensas", "1 kannattaa")]
    assert [(f["label"], f["text"]) for f in block(hall, "columns")["facts"]] == [
        ("Ensimmäinen askel", "Maija soittaa")
    ]


def test_days_to_choose_from_say_how_many_they_suit():
    """Each day is a row of its own."""
    hall = planning("Puisto")
    writes(hall, "a", when=DAYS)
    hall.phone("b").gives("plan", act="fits", project="p1", days=["2026-03-12"])
    hall.does("focus", on="p1")
    days = block(hall, "columns")["columns"][2]["days"]
    assert [(day["text"], day["more"]) for day in days] == [
        ("ti 10.3.2026 klo 18.00", "sopii 0:lle"),
        ("to 12.3.2026", "sopii 1:lle"),
    ]


def test_while_the_room_is_asked_nothing_on_the_screen_depends_on_what_it_says():
    """Two rooms that answer the other way round get the same picture, until the answers are closed."""
    pictures, results = [], []
    for mark in (1, -1):
        hall = planning("Puisto")
        hall.does("focus", on="p1")
        asked(hall, {"a": mark, "b": mark, "c": 0}, close=False)
        assert block(hall, "progress", here=9)["label"] == "3 / 9 on vastannut"
        pictures.append(everything(hall))
        hall.does("close_ask", project="p1")
        results.append(block(hall, "verdict"))
    assert pictures[0] == pictures[1]
    assert [r["text"] for r in results] == ["Sovittu", "Ei vielä sovittu"]
    assert [(p["label"], p["text"]) for p in results[1]["parts"]] == [
        ("Kyllä", "0"),
        ("Ei", "2"),
        ("Ohitti", "1"),
    ]


def test_hands_decide_without_numbers():
    """Nobody counted them."""
    hall = planning("Puisto")
    hall.does("by_hand", project="p1", agreed=True)
    hall.does("focus", on="p1")
    assert (block(hall, "verdict")["text"], block(hall, "verdict")["parts"]) == ("Sovittu", [])


def test_the_overview_says_when_and_how_far_in_words_and_on_a_line_of_time():
    """A project has one number in both; one without a time is only in the list; what is not agreed is hollow."""
    hall = planning("Puisto", "Kahvila", "Sauna")
    writes(hall, "a", "p1", when=SUMMER)
    writes(hall, "b", "p3", when=DAYS)
    asked(hall, {"a": 1})
    hall.does("focus", on="overview")
    overview = block(hall, "overview")
    assert [(r["number"], r["when"], r["sign"]["text"]) for r in overview["rows"]] == [
        ("1", "kesä 2026", "Sovittu"),
        ("2", "Aika puuttuu vielä", "Ei vielä sovittu"),
        ("3", "ti 10.3.2026 klo 18.00 tai to 12.3.2026", "Ei vielä sovittu"),
    ]
    bar, days = overview["chart"]["figure"]["data"]
    assert (bar["y"], bar["base"], bar["x"]) == (["1"], ["2026-06-01"], [92 * 24 * 3600 * 1000])
    assert (days["y"], days["x"]) == (["3", "3"], ["2026-03-10", "2026-03-12"])
    assert bar["marker"]["color"] != days["marker"]["color"]


def test_without_any_time_there_is_no_line_of_time():
    """Only the list."""
    hall = planning("Puisto")
    hall.does("focus", on="overview")
    assert block(hall, "overview")["chart"] is None


def test_the_line_of_time_speaks_the_language_of_the_room_in_readable_letters():
    """Plotly knows only English months by itself."""
    line = timeline.Line("1", Month(year=2027, month=2), agreed=True)
    figure = timeline.figure([line], timeline.date(2026, 9, 1), words("sv"))
    assert figure["layout"]["xaxis"]["type"] == "date", "a bar's length alone looks like a number"
    assert figure["layout"]["xaxis"]["ticktext"] == ["sep.<br>2026", "nov.", "jan.<br>2027", "mars"]
    sizes = [figure["layout"][axis]["tickfont"]["size"] for axis in ("xaxis", "yaxis")]
    assert min([*sizes, figure["layout"]["font"]["size"]]) >= 28


def test_a_held_plan_stays_as_it_was_but_for_lines_hidden_since():
    """The pen goes on writing and nobody sees it; a rude line goes at once."""
    hall = planning("Puisto")
    writes(hall, "a", what="Istutetaan puu")
    kind_line, rude = proposes(hall, "b", "Vai pensas"), proposes(hall, "c", "rude")
    hall.does("focus", on="p1")
    hall.does("stage", mode="held")
    kept = deepcopy(hall)
    hall.now += 1
    writes(hall, "a", what="Kaadetaan puu")
    proposes(hall, "d", "too late")
    assert lines(hall) == [("Vai pensas", ""), ("rude", "")]
    assert block(hall, "columns", kept=kept)["columns"][0]["text"] == "Istutetaan puu"
    hall.does("hide", activity="plan", ideas=[rude])
    hall.does("focus", on="overview")
    assert [line["text"] for line in block(hall, "columns", kept=kept)["columns"][0]["lines"]] == [
        "Vai pensas"
    ]
    hall.does("hide", activity="plan", ideas=[kind_line])
    hall.does("stage", mode="live")
    assert block(hall, "overview", kept=kept)


@pytest.mark.parametrize(("later", "stays"), [("", "Istutetaan puu"), ("Kaadetaan puu", "")])
def test_a_held_plan_keeps_nothing_of_who_has_left_but_what_stays(later, stays):
    """What the pen wrote stays the table's; what was written anew since is kept nowhere else any more, nor is who."""
    hall = planning("Puisto")
    writes(hall, "4LE4VER", what="Istutetaan puu")
    hall.does("focus", on="p1")
    hall.does("stage", mode="held")
    kept = deepcopy(hall)
    hall.now += 1
    if later:
        writes(hall, "4LE4VER", what=later)
    take_away(hall, Actor("participant", "4LE4VER"))
    assert stays == block(hall, "columns", kept=kept)["columns"][0]["text"]
    assert "4LE4VER" not in everything(hall, kept=kept)


def test_the_snapshot_of_a_hold_is_kept_until_the_stage_is_live_again():
    """The first that is seen of each hold."""
    hall = planning("Puisto")
    hall.does("stage", mode="held")
    first, second = deepcopy(hall), deepcopy(hall)
    kept: dict[float, Reader] = {}
    assert as_held(first, kept) is first
    assert as_held(second, kept) is first
    hall.does("stage", mode="live")
    assert as_held(hall, kept) is hall
    hall.now += 1
    hall.does("stage", mode="held")
    assert as_held(hall, kept) is hall
