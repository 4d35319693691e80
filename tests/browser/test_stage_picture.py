"""The picture on the wall: readable from the back row, whole at every size, calm while it changes."""

from pathlib import Path

import pytest

from locales import words
from tests.browser.stage_alone import IDEAS, Alone, adds, arrival, drawn, every_screen, voted, wall
from tests.browser.stage_later import evaluated, hostile_rooms, looking_at, planned
from tests.browsing import expect

SIZES = ((1920, 1080), (1440, 900), (1024, 768))
"""The widest shape of a projector first, the narrowest last."""
LEAST = 28
"""Pixels at 1080p that are read from the back row."""

FAULTS, TEXTS = (
    (Path(__file__).parent / name).read_text("utf-8") for name in ("stage_faults.js", "stage_texts.js")
)
ON_THIS_PAGE = """() => {
  const page = shadow.querySelector(".pages").getBoundingClientRect();
  const here = (box) => box.left >= page.left - 1 && box.right <= page.right + 1;
  const cards = [...shadow.querySelectorAll(".card")].filter((card) => here(card.getBoundingClientRect()));
  return cards.map((card) => card.dataset.key);
}"""

SIZE = "() => getComputedStyle(shadow.querySelector('.sheet')).fontSize"

LABEL_LOOKS = """() => [...shadow.querySelectorAll(".bar-row .label")].map((label) => {
  const [own, body] = [label, shadow.querySelector(".stage")].map((e) => getComputedStyle(e));
  return [own.fontWeight, own.color === body.color];
})"""


@pytest.fixture(scope="session")
def screens():
    return every_screen()


@pytest.fixture
def alone(new_stage):
    """`alone(1024, 768)`: a projector of this size."""

    def switched_on(width=1920, height=1080, **options):
        moving = {"reduced_motion": "no-preference"} | options
        return Alone(new_stage(viewport={"width": width, "height": height}, **moving))

    return switched_on


@pytest.fixture
def projector(alone):
    return alone()


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]], ids=str)
def test_every_screen_is_whole_and_read_from_the_back_row(alone, screens, size):
    """Nothing overlaps, is cut off or hangs out, no letter is under 28 px at 1080p; long words, 150 ideas and twelve
    projects of 280 letters included. A smaller projector's picture is as large on the wall, so its letters shrink."""
    stage, least = alone(*size), LEAST * min(size[0] / 1920, size[1] / 1080)
    faults, small = {}, {}
    for name, data in screens.items():
        faults[name] = stage.draw(data).page.evaluate(FAULTS)
        small[name] = [text for text in stage.page.evaluate(TEXTS) if text[0] < least]
    assert not {name: found for name, found in faults.items() if found}
    assert not {name: texts for name, texts in small.items() if texts}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_qr_is_as_large_as_the_canvas_allows(alone, size):
    """With its quiet zone at least 60 % of the height, and a square."""
    stage = alone(*size).draw(drawn(arrival()))
    box = stage.page.locator(".poster svg").bounding_box()
    assert box["height"] >= 0.6 * size[1]
    assert box["width"] == pytest.approx(box["height"])


def test_few_ideas_are_large(projector):
    """Five ideas fill the wall in letters much larger than the least."""
    projector.draw(drawn(wall(4)))
    card = projector.page.locator(".card").first
    assert card.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 1.6 * LEAST


def test_many_ideas_are_turned_page_by_page(projector):
    """Every eight seconds, with a sign of where one is, until each has been seen, and then again."""
    page = projector.page
    page.clock.install()
    projector.draw(drawn(wall(150)))
    sign = page.locator(".page")
    pages = int(sign.inner_text().split()[-1])
    assert pages > 1
    seen = set()
    for number in range(1, pages + 1):
        expect(sign).to_have_text(f"Sivu {number} / {pages}")
        seen |= set(page.evaluate(ON_THIS_PAGE))
        page.clock.run_for(8000)
    expect(sign).to_have_text(f"Sivu 1 / {pages}")
    assert len(seen) == 150


def test_a_theme_called_as_the_rest_keeps_its_ideas(projector):
    """However often the wall is drawn."""
    hall, heading = wall(3), words("fi")("stage.ideas.others")
    hall.does("theme", activity="ideas", ideas=["idea-0--", "idea-1--"], theme=heading)
    for _ in range(2):
        projector.draw(drawn(hall))
        kinds = projector.page.evaluate(
            "[...shadow.querySelector('.sheet').children].map((e) => e.localName)"
        )
        assert kinds == ["h2", "div", "div", "h2", "div"]


def test_winners_stay_while_the_rest_is_turned(projector):
    """The ranked rows are in the picture on every page; what nobody chose is named in one paragraph."""
    page = projector.page
    page.clock.install()
    projector.draw(drawn(voted("dots", [f"Ehdotus {n}" for n in range(24)] + list(IDEAS) * 3)))
    pages = int(page.locator(".page").inner_text().split()[-1])
    assert pages > 1
    for _ in range(pages):
        for winner in page.locator(".bar-row.top").all():
            expect(winner).to_be_in_viewport(ratio=1)
        page.clock.run_for(8000)
    expect(page.locator(".zeros-title")).to_contain_text("Ei pisteitä: ")
    rows, zeros = page.locator(".bar-row").count(), page.locator(".zero").count()
    assert rows + zeros == 24 + 3 * len(IDEAS)


def test_winners_are_bold_and_all_options_are_of_one_colour(projector):
    """Whoever lost stands there in plain letters, as large as the rest of the picture lets them be."""
    projector.draw(drawn(voted("dots", IDEAS[:5])))
    looks = projector.page.evaluate(LABEL_LOOKS)
    assert [["700", True]] * 3 + [["400", True]] * 2 == looks


def test_type_is_as_large_as_on_a_stage_that_has_just_come(alone):
    """Whatever was there before: more of it, and then less; texts that came, and texts that went."""
    stage = alone()
    after = [stage.draw(data).page.evaluate(SIZE) for data in _walls_and_plans()]
    assert after == [stage.comes().draw(data).page.evaluate(SIZE) for data in _walls_and_plans()]
    assert len(set(after)) > 2


def _walls_and_plans():
    written = [planned(("Yksi", "Kaksi"), "Istutamme puita. " * times) for times in (1, 16, 1)]
    return [drawn(hall) for hall in (*map(wall, (4, 40, 5)), *written)]


def test_the_newest_idea_is_seen_whatever_page_is_shown(projector):
    """On a wall of several pages it stands above them at once."""
    hall = wall(60)
    projector.draw(drawn(hall))
    adds(hall, "Yhteinen sauna")
    projector.draw(drawn(hall))
    expect(projector.page.locator(".latest-text")).to_have_text("Yhteinen sauna")
    expect(projector.page.locator(".latest-text")).to_be_in_viewport()


def test_a_new_idea_leaves_the_others_where_they_are(projector):
    """Cards are the same nodes after a change, and only the new one is marked as new."""
    hall = wall(5)
    projector.draw(drawn(hall))
    projector.page.evaluate("window.before = [...shadow.querySelectorAll('.card')]")
    adds(hall, "Yhteinen sauna")
    projector.draw(drawn(hall))
    now = "[...shadow.querySelectorAll('.card')]"
    assert projector.page.evaluate(f"before.every((card, i) => card === {now}[i])")
    assert projector.page.evaluate(f"{now}.map(c => c.classList.contains('fresh'))") == [False] * 5 + [True]


def test_bars_move_and_are_never_gone(projector):
    """Rows and bars are the same nodes after a change, so that their widths run instead of blinking."""
    hall = voted("dots", ("park", "bench"))
    projector.draw(drawn(hall))
    projector.page.evaluate("window.before = [...shadow.querySelectorAll('.stretch')]")
    data = drawn(hall)
    data["blocks"][0]["rows"][1]["parts"][0]["share"] = 0.9
    projector.draw(data)
    assert projector.page.evaluate("before.every((bar) => bar.isConnected)")
    assert projector.page.evaluate("before[1].getAnimations().length") == 1


def test_who_wants_no_motion_gets_none(alone):
    """Bars jump to where they belong."""
    stage = alone(reduced_motion="reduce").draw(drawn(voted("dots", ("park", "bench"))))
    data = drawn(voted("dots", ("park", "bench")))
    data["blocks"][0]["rows"][1]["parts"][0]["share"] = 0.9
    stage.draw(data)
    assert stage.page.evaluate(
        "[...shadow.querySelectorAll('.stretch')].every((b) => !b.getAnimations().length)"
    )


def test_a_chart_is_redrawn_over_itself(projector):
    """No frame without it, and the list beside it stays the same nodes."""
    projector.draw(drawn(looking_at(planned(), "overview")))
    projector.page.evaluate("window.before = shadow.querySelector('.chart .main-svg')")
    data = drawn(looking_at(planned(("Yksi", "Kaksi")), "overview"))
    gone = projector.page.evaluate("data => { draw(data); return !before.isConnected }", data)
    assert not gone
    expect(projector.page.locator(".chart .yaxislayer-above text")).to_have_text(["1"])
    assert projector.page.evaluate("before.isConnected")


def test_bars_and_answers_are_never_on_one_page(projector):
    """The bars stand longer than a page; what their colours mean goes with them."""
    page = projector.page
    page.clock.install()
    projector.page.evaluate("data => draw(data)", drawn(evaluated(23)))
    expect(page.locator(".legend")).to_be_visible()
    page.clock.run_for(17_000)
    expect(page.locator(".answers-of").first).to_be_in_viewport()
    expect(page.locator(".legend")).to_be_hidden()


def test_peoples_words_are_only_words(projector):
    """HTML and Markdown that somebody types stand there as typed: ideas, titles, texts, proposals, names, answers."""
    typed = '<img src=x onerror="window.hacked=1"> **bold** [a](javascript:1)'
    for hall, places in hostile_rooms(typed):
        projector.draw(drawn(hall))
        for place in places:
            expect(projector.page.locator(place).first).to_contain_text(typed)
    assert projector.page.evaluate("window.hacked") is None


def test_what_it_does_not_know_is_left_out(projector):
    """A block of a kind that comes later does not take the others with it."""
    data = drawn(wall(5))
    data["blocks"].insert(0, {"type": "hologram"})
    projector.draw(data)
    expect(projector.page.locator(".card")).to_have_count(5)


def test_a_blank_stage_shows_only_the_mark(projector):
    """No word in it, so that everybody looks at the one who speaks."""
    hall = wall(5)
    projector.draw(drawn(hall))
    hall.does("stage", mode="blank")
    projector.draw(drawn(hall))
    assert projector.page.evaluate(TEXTS) == []
    expect(projector.page.locator(".blank svg")).to_be_visible()


def test_the_clock_runs_by_the_server(projector):
    """Whatever the laptop believes the time is; below zero it says that time is up, for half a minute."""
    page = projector.page
    page.clock.install()
    hall = voted("approval", ("park", "bench"), revealed=False).on("close")
    projector.draw(drawn(hall))
    expect(page.locator(".clock-time")).to_have_text("0:20")
    page.clock.run_for(12_000)
    expect(page.locator(".clock-time")).to_have_text("0:08")
    page.clock.run_for(20_000)
    expect(page.locator(".clock-time")).to_have_text("0:00")
    expect(page.locator(".clock-label")).to_have_text("Aika päättyi")
    page.clock.run_for(30_000)
    expect(page.locator(".clock")).to_be_hidden()


def test_screen_readers_can_follow(projector, screens, accessible):
    """axe-core finds nothing; the headline is spoken when it changes, in its language."""
    first_half = ("arrival", "info", "wall 40", "draft", "many options", "yesno", "score")
    for name in (*first_half, "plan", "one project", "overview", "evaluation", "thanks, projects"):
        accessible(projector.draw(screens[name]).page)
        expect(projector.page.locator(".stage")).to_have_attribute("lang", "fi")
        expect(projector.page.locator(".heading")).to_have_attribute("aria-live", "polite")
