"""The vote on the desk: what stands before it, and nothing of it that may not be seen yet."""

import json
from html import unescape

from pages.components.resting import RESTS
from tests.facilitation.room import step
from tests.pages.desk_alone import NewHall

OPTIONS = ("Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille")


def vote(**settings):
    return step("vote", **{"source": "typed", "typed": OPTIONS, "method": "approval"} | settings)


def test_an_unrevealed_result_is_not_on_the_page(new_hall: NewHall) -> None:
    """The desk may be mirrored on the wall: only on purpose, only here, and a reload covers it again."""
    hall = new_hall(vote()).on("open")
    for name in ("anna", "bo", "cilla"):
        hall.gives(name, "vote", marks={"o2": 1})
    before = hall.page()
    assert "3 / 3 on vastannut." in before.html
    page = hall.on("close", "close_now").page()
    assert OPTIONS[1] not in page.html

    page.app.toggle[0].set_value(True)
    page.run()
    assert f'<td class="d-num">1</td><td dir="auto">{OPTIONS[1]}</td>' in page.html

    assert OPTIONS[1] not in hall.page().html


def test_two_votes_look_alike_while_they_are_open(new_hall: NewHall) -> None:
    """Whatever was voted for, the page is the same."""
    hall = new_hall(vote()).on("open")
    hall.gives("anna", "vote", marks={"o1": 1})
    page = hall.page()
    before = page.said

    hall.gives("anna", "vote", marks={"o3": 1})

    assert before == page.run().said


def test_a_revealed_result_says_ranks_and_ties(new_hall: NewHall) -> None:
    """The top is numbered, the rest is not; a tie is called one."""
    hall = new_hall(vote(top=1)).on("open")
    hall.gives("anna", "vote", marks={"o1": 1, "o2": 1})
    hall.gives("bo", "vote", marks={"o1": 1, "o2": 1})
    page = hall.on("close_now", "reveal").page()

    assert 2 == page.html.count(">tasan</span>")
    assert '<td class="d-num"></td><td dir="auto">Keinu aikuisille</td>' in page.html
    assert "Useimpien valitsema on ensin." in page.html


def test_a_vote_that_no_option_wins_is_not_one_without_votes(new_hall: NewHall) -> None:
    """In the little picture of what the room sees."""
    hall = new_hall(vote(method="yesno")).on("open")
    hall.gives("anna", "vote", marks={"o1": -1})
    page = hall.on("close_now", "reveal").page()

    assert "Yksikään vaihtoehto ei saanut enemmän kyllä-vastauksia kuin ei-vastauksia." in page.html
    assert "Ääniä ei ole." not in page.html


def test_the_best_are_taken_into_planning(new_hall: NewHall) -> None:
    """As many as wished, and said on the page."""
    hall = new_hall(vote(top=1), step("plan")).on("open")
    hall.gives("anna", "vote", marks={"o2": 1})
    page = hall.on("close_now", "reveal").page().press("Ota paras suunnitteluun")

    assert ("o2",) == hall.now.chosen
    assert "Suunnitteluun on otettu:" in page.run().html


def test_a_tie_at_the_edge_is_for_people_to_decide(new_hall: NewHall) -> None:
    """A warning with the names, and a button for each way out: all of them, or only those that are sure."""
    hall = new_hall(vote(top=2), step("plan")).on("open")
    hall.gives("anna", "vote", marks={"o1": 1, "o2": 1, "o3": 1})
    hall.gives("bo", "vote", marks={"o1": 1})
    page = hall.on("close_now", "reveal").page()

    assert "Penkki aurinkoon, Keinu aikuisille" in page.said
    assert {"Ota 3 parasta suunnitteluun", "Ota paras suunnitteluun"} <= set(page.buttons)
    page.press("Ota paras")
    assert ("o1",) == hall.now.chosen


def test_a_vote_is_held_again_right_after(new_hall: NewHall) -> None:
    """Empty, with the same settings; pressed twice it is one."""
    hall = new_hall(vote(), step("thanks")).on("open", "close_now", "reveal")
    page = hall.page()
    stale = hall.page()
    page.press("Uusi äänestys")
    stale.press("Uusi äänestys")
    assert ["vote", "vote", "thanks"] == [a.kind for a in hall.workshop.agenda]


def test_what_will_be_voted_on_is_shown_before(new_hall: NewHall) -> None:
    """With a warning above twelve, and where two read alike."""
    hall = new_hall(step("ideas"), step("vote")).on("open")
    for n, text in enumerate(["Penkkejä bussipysäkille", "Penkkejä bussipysäkeille", "Uimahalli"]):
        hall.gives(f"p{n}", "ideas", text=text)
    page = hall.on("close", "next").page()
    assert "3 vaihtoehtoa" in page.html
    assert "2 ideaa muistuttaa toisiaan" in page.said

    hall.does(
        "configure", activity="vote", settings={"source": "typed", "typed": [f"Asia {n}" for n in range(13)]}
    )
    assert "Yli 12 on paljon" in page.run().said


def test_of_two_ideas_steps_with_the_same_title_each_can_be_voted_on(new_hall: NewHall) -> None:
    """As a repeated one has it; the nearest is only the first choice."""
    hall = new_hall(step("ideas"), step("ideas", "again").but(title={"fi": "ideas"}), step("vote"))
    hall.on("open")
    hall.gives("a", "ideas", text="Penkki")
    hall.does("go", activity="vote")
    page = hall.page()
    source = next(box for box in page.app.selectbox if "ideas" in str(box.options))
    source.select("ideas")
    assert "Penkki" in page.press("Tallenna").html
    assert "ideas" == hall.now.settings["ideas_from"]


def test_ideas_that_wait_or_are_hidden_are_only_counted(new_hall: NewHall) -> None:
    """What the room may not see does not stand on a screen that the room may see."""
    hall = new_hall(step("ideas", approve_first=True)).on("open")
    shown = hall.gives("anna", "ideas", text="Kirsikkapuisto")
    hall.gives("bo", "ideas", text="Naapuri Virtanen on ääliö")
    hidden = hall.gives("cilla", "ideas", text="Salainen asia")
    hall.does("approve", activity="ideas", ideas=[shown, hidden])
    hall.does("hide", activity="ideas", ideas=[hidden])

    page = hall.page()

    assert "Kirsikkapuisto" in page.html
    assert not [text for text in ("Virtanen", "Salainen") if text in page.said]
    assert "1 odottaa hyväksyntää" in page.html
    assert "1 piilotettu" in page.html


def test_counted_hands_are_entered_with_the_number_of_voters(new_hall: NewHall) -> None:
    """Marked as hands, checked against the voters, and replaced by the next count."""
    hall = new_hall(vote(numbered=True)).on("open")
    page = hall.page()
    _enter(page, voters=9, counts=[7, 2, 0])
    assert ["Luvut on tallennettu."] == page.toasts
    _enter(page, voters=3, counts=[7, 0, 0])
    assert "Enintään 3" in page.toasts[0]
    _enter(page, voters=8, counts=[6, 2, 0])

    shown = hall.on("close_now", "reveal").page()
    assert "8 äänestäjää. Heistä 8 laskettiin käsistä tai tarroista." in shown.html


def _enter(page, voters, counts):
    fields = [f for f in page.app.number_input if f.label.startswith(("Montako ihmistä", "1:", "2:", "3:"))]
    for each, value in zip(fields, [voters, *counts], strict=True):
        each.set_value(value)
    page.press("Tallenna luvut")


def test_a_closed_vote_says_who_is_counted(new_hall: NewHall) -> None:
    """A half-done ballot counts too; what they voted for is not said."""
    hall = new_hall(vote(numbered=True)).on("open")
    hall.gives("anna", "vote", marks={"o2": 1})
    hall.gives("bo", "vote", marks={"o2": 1}, done=False)
    assert "1 / 2 on vastannut." in hall.page().html
    hall.does("enter_counts", activity="vote", counts={"o2": {"1": 1}}, voters=1, key="hands-1-")

    page = hall.on("close_now").page()

    assert "Ääniä: 2 puhelimella, 1 käsin laskettu." in page.html
    assert "vastannut" not in page.html


def test_how_many_put_dots_on_an_option_is_not_said_where_it_cannot_be_known(new_hall: NewHall) -> None:
    """Counted dots do not tell whose they are."""
    hall = new_hall(vote(method="dots", numbered=True)).on("open")
    hall.gives("anna", "vote", marks={"o1": 1})
    hall.does("enter_counts", activity="vote", counts={"o2": {"1": 3}}, voters=2, key="hands-1-")

    page = hall.on("close_now", "reveal").page()

    assert f'{OPTIONS[1]}</td><td class="d-num">3</td><td class="d-num">–</td>' in page.html
    assert f'{OPTIONS[0]}</td><td class="d-num">1</td><td class="d-num">1</td>' in page.html


def test_without_a_step_for_planning_nothing_is_offered_to_it(new_hall: NewHall) -> None:
    """The button would lead nowhere."""
    hall = new_hall(vote()).on("open")
    hall.gives("anna", "vote", marks={"o2": 1})
    assert "suunnitteluun" not in hall.on("close_now", "reveal").page().said


def test_fewer_than_wished_says_why(new_hall: NewHall) -> None:
    """Who has no votes is not among the best."""
    hall = new_hall(vote(top=3), step("plan")).on("open")
    hall.gives("anna", "vote", marks={"o2": 1})
    assert "Ääniä sai vain 1 vaihtoehto." in hall.on("close_now", "reveal").page().html


def test_what_the_vote_is_stands_over_its_options(new_hall: NewHall) -> None:
    """In a line that opens to be changed."""
    page = new_hall(vote(method="dots", dots=3)).page()
    assert ["Pisteäänestys · 3 pistettä · neuvo · **Muuta**"] == [
        e.label for e in page.app.expander if "Muuta" in e.label
    ]


def test_a_vote_on_very_many_options_asks_before_it_opens(new_hall: NewHall) -> None:
    """On the same place, with another button, which rests: a double tap does not answer the question."""
    hall = new_hall(vote(typed=[f"Asia {n}" for n in range(31)]))
    page = hall.page()
    before = page.button("Avaa äänestys").key
    page.press("Avaa äänestys")
    assert "draft" == hall.now.state
    after = page.button("Avaa silti: 31 vaihtoehtoa").key
    assert {True} == {key.startswith(RESTS) for key in (before, after)}
    assert before != after
    page.press("Avaa silti: 31 vaihtoehtoa")
    assert "open" == hall.now.state


def test_counted_dots_say_how_many_are_used(new_hall: NewHall) -> None:
    """Folded away again after saving, the count is still said."""
    hall = new_hall(vote(method="dots", dots=3, numbered=True)).on("open")
    page = hall.page()
    _enter(page, voters=2, counts=[3, 1, 0])
    labels = [e.label for e in page.app.expander]
    assert "Kirjaa kädet tai tarrat · 2 äänestäjää · käytetty 4 / 6" in labels


def test_an_option_can_be_read_whole_beside_its_bar(new_hall: NewHall) -> None:
    """On three lines; its row is as high as they need, and what is longer still stands in the table."""
    long = "Penkkejä & valoa: <b>koulun</b> viereen ja puistoon"
    hall = new_hall(vote(typed=[long, "Keinu", "sana " * 50])).on("open")
    hall.gives("anna", "vote", marks={"o1": 1})
    (chart,) = hall.on("close_now", "reveal").page().app.get("plotly_chart")
    layout = json.loads(chart.proto.spec)["layout"]
    longest, short, label = layout["yaxis"]["ticktext"]
    assert long == " ".join(unescape(line.strip()) for line in label.split("<br>"))
    assert ("Keinu ", True) == (short, longest.count("<br>") == 2 and longest.endswith("… "))
    lines = sum(text.count("<br>") for text in (longest, short, label))
    assert [0, 3 * 40 + 21 * lines] == layout["yaxis"]["range"]
