"""The desk's idea sorter in a real browser, on a page of its own whose reruns are slower than a hand types."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.sorter_desk import Desk, idea
from tests.browsing import expect

pytestmark = pytest.mark.long

HOSTILE = [
    "<img src=x onerror='window.hurt = 1'>",
    "<script>window.hurt = 1</script>",
    "**lihava** [linkki](https://example.org) # otsikko $x^2$ :smile:",
    '"><b onfocus=window.hurt=1 tabindex=0>',
    "{n} {ideas} {text} $& $1",
]


def test_sixty_ideas_are_sorted_by_keyboard_and_each_command_arrives_once(desk: Callable[..., Desk]) -> None:
    """A hand that types faster than the server reruns loses nothing, and nothing comes twice."""
    sorting = desk([idea(n) for n in range(60)], slow=0.3)

    for _ in range(20):
        sorting.press("2", "h", "m", "ArrowUp", "ArrowUp", "Enter")
    behind = len(sorting.commands)
    arrived = sorting.after(60)

    assert behind < 60
    assert len({command["id"] for command in arrived}) == 60
    for n, (theme, hide, merge) in enumerate(zip(arrived[0::3], arrived[1::3], arrived[2::3], strict=True)):
        first, second, third = (f"idea-{3 * n + k}" for k in range(3))
        assert (theme["verb"], theme["ideas"], theme["theme"]) == ("theme", [first], "Liikenne")
        assert (hide["verb"], hide["ideas"]) == ("hide", [second])
        assert (merge["verb"], merge["ideas"], merge["into"]) == ("merge", [third], first)
    expect(sorting.page.get_by_text("60 ideaa · 20 yhdistetty")).to_be_visible()


def test_a_command_shows_before_the_server_knows_of_it(desk: Callable[..., Desk]) -> None:
    """The list answers at once; the server is still busy with its rerun."""
    sorting = desk([idea(1), idea(2)])
    sorting.give(slow=2)

    sorting.press("h")
    expect(sorting.row("Ajatus numero 1").get_by_text("piilossa")).to_be_visible()
    expect(sorting.row("Ajatus numero 2")).to_be_focused()

    assert sorting.commands == []
    sorting.give(slow=0)
    assert [command["verb"] for command in sorting.after(1)] == ["hide"]


def test_a_command_whose_run_was_cut_short_comes_again(desk: Callable[..., Desk]) -> None:
    """Streamlit may end a run between receiving a command and doing it; the sorter repeats until it is acknowledged."""
    sorting = desk([idea(1), idea(2)])
    (sorting.room / "cut").touch()

    sorting.press("h", "1")

    assert [command["verb"] for command in sorting.after(2)] == ["hide", "theme"]
    assert not (sorting.room / "cut").exists()


def test_a_command_that_meets_a_run_of_the_whole_page_is_done(desk: Callable[..., Desk]) -> None:
    """Somebody presses another button while a command is on its way."""
    sorting = desk([idea(1), idea(2)])
    sorting.give(slow=0.5)

    for key in "h1":
        sorting.press(key)
        sorting.page.get_by_role("button", name="Draw all").click()
        sorting.rows.last.focus()

    assert [command["verb"] for command in sorting.after(2)] == ["hide", "theme"]
    expect(sorting.page.get_by_test_id("stException")).to_have_count(0)


def test_what_people_wrote_stays_text(desk: Callable[..., Desk]) -> None:
    """Markup, Markdown and placeholders in an idea, a theme or a suggestion are letters and nothing else."""
    hostile = [idea(n, text, theme=text, similar=["idea-99"]) for n, text in enumerate(HOSTILE)]
    sorting = desk([*hostile, idea(99, HOSTILE[0], original=HOSTILE[1])], themes=HOSTILE)

    for n, text in enumerate(HOSTILE):
        expect(sorting.rows.nth(n).locator(".text")).to_have_text(text)
        expect(sorting.rows.nth(n).locator(".mark.theme")).to_have_text(text)
    sorting.press("End", "e")
    expect(sorting.page.get_by_label("Idean teksti")).to_have_value(HOSTILE[0])
    sorting.press("Escape", "t")
    expect(sorting.page.get_by_label("Idean teema")).to_be_focused()

    assert sorting.page.get_by_role("treegrid").locator("img, script, b, a").count() == 0
    assert sorting.page.evaluate("window.hurt") is None


def test_what_is_being_corrected_survives_ideas_that_arrive(desk: Callable[..., Desk]) -> None:
    """New ideas come to the end with a mark; letters, caret and focus stay where they are."""
    before = [idea(n) for n in range(8)]
    sorting = desk(before)
    field = sorting.page.get_by_label("Idean teksti")

    sorting.press("j", "e")
    sorting.page.keyboard.type(", korj")
    sorting.give(ideas=[idea(50), *(before[n] | {"text": f"Muuttui {n}"} for n in range(8)), idea(51)])
    expect(sorting.row("Ajatus numero 51").get_by_text("uusi")).to_be_visible()
    expect(field).to_be_focused()
    sorting.page.keyboard.type("attu")
    expect(field).to_have_value("Ajatus numero 1, korjattu")
    sorting.press("Enter")

    assert [(c["verb"], c["text"]) for c in sorting.after(1)] == [("edit", "Ajatus numero 1, korjattu")]
    expect(sorting.rows.nth(0)).to_contain_text("Muuttui 0")
    expect(sorting.rows.nth(1)).to_be_focused()
    expect(sorting.rows.last).to_contain_text("Ajatus numero 51")


def test_a_withdrawn_idea_stays_until_its_correction_is_over(desk: Callable[..., Desk]) -> None:
    """Its author may take an idea back while it is being corrected: that is said, and nothing is sent."""
    sorting = desk([idea(1), idea(2)])

    sorting.press("e")
    sorting.page.keyboard.type("!")
    sorting.give(ideas=[idea(2)])
    expect(sorting.row("Ajatus numero 1").get_by_text("poistettu")).to_be_visible()
    sorting.press("Enter")
    expect(sorting.page.get_by_text("Kirjoittaja poisti idean")).to_be_attached()
    sorting.press("Escape")

    expect(sorting.rows).to_have_count(1)
    expect(sorting.row("Ajatus numero 2")).to_be_focused()
    assert sorting.commands == []


def test_the_row_in_focus_stays_in_its_place_when_others_come_and_go(desk: Callable[..., Desk]) -> None:
    """Neither focus nor scroll position moves under the hand."""
    before = [idea(n) for n in range(60)]
    sorting = desk(before)
    focused = sorting.row("Ajatus numero 40")

    sorting.press(*["j"] * 40)
    place = focused.bounding_box()
    sorting.give(ideas=[*before[5:], idea(60)])
    expect(sorting.row("Ajatus numero 60")).to_be_attached()

    expect(focused).to_be_focused()
    assert focused.bounding_box() == pytest.approx(place, abs=1)


def test_everything_can_be_done_by_mouse(desk: Callable[..., Desk]) -> None:
    """Each action has a button; merging takes the idea one clicks."""
    sorting = desk([idea(n, state="waiting" if n == 1 else "shown") for n in range(1, 6)], approve_first=True)
    click = Locator.click

    click(sorting.row("numero 1").get_by_role("button", name="Hyväksy"))
    click(sorting.row("numero 2").get_by_role("button", name="Piilota"))
    click(sorting.row("numero 3").get_by_role("button", name="Teema"))
    click(sorting.row("numero 3").get_by_role("button", name="Nuoret"))
    click(sorting.row("numero 4").locator(".text"))
    click(sorting.action("Yhdistä"))
    click(sorting.row("numero 1").locator(".text"))
    click(sorting.row("numero 4").locator(".text"))
    click(sorting.action("Irrota"))
    click(sorting.row("numero 5").get_by_role("button", name="Korjaa"))
    sorting.page.get_by_label("Idean teksti").fill("Korjattu viides")
    click(sorting.page.get_by_role("button", name="Tallenna"))

    assert [command["verb"] for command in sorting.after(6)] == [
        "approve", "hide", "theme", "merge", "unmerge", "edit",
    ]  # fmt: skip


def test_several_ideas_merge_under_the_topmost_and_a_suggestion_takes_one_key(
    desk: Callable[..., Desk],
) -> None:
    """Space selects; `m` merges what is selected; `s` takes the near duplicates that are suggested; `u` undoes."""
    sorting = desk([idea(n, similar=["idea-5"] if n == 4 else []) for n in range(1, 6)])

    sorting.press("j", " ", "k", " ", "j", "j", " ", "m")
    expect(sorting.rows.nth(1)).to_have_attribute("aria-level", "2")
    expect(sorting.row("numero 4")).to_be_focused()
    expect(sorting.row("numero 4")).to_contain_text("Samankaltaisia: ”Ajatus numero 5”")
    sorting.press("s")
    expect(sorting.row("numero 4").first).to_be_focused()
    sorting.press("k", "j", "j", "u")

    several, suggested, apart = sorting.after(3)
    assert (several["ideas"], several["into"]) == (["idea-2", "idea-3"], "idea-1")
    assert (suggested["ideas"], suggested["into"]) == (["idea-5"], "idea-4")
    assert (apart["verb"], apart["ideas"]) == ("unmerge", ["idea-5"])


def test_a_typed_theme_is_the_known_one_in_whatever_letters(desk: Callable[..., Desk]) -> None:
    """`t` types a theme, a new one gets the next number, and 0 takes a theme away."""
    sorting = desk([idea(n) for n in range(1, 5)])

    sorting.press("t")
    sorting.page.keyboard.type("puistot")
    sorting.press("Enter", "t")
    sorting.page.keyboard.type("Melu")
    sorting.press("Enter", "4", "k", "0")

    assert [command["theme"] for command in sorting.after(4)] == ["Puistot", "Melu", "Melu", ""]


def test_letters_in_a_field_or_with_a_modifier_are_not_commands(desk: Callable[..., Desk]) -> None:
    """The filter takes letters as letters; Control and Alt leave the keys to the browser."""
    sorting = desk([idea(1, "Halli"), idea(2, "Puisto")])

    sorting.press("/")
    sorting.page.keyboard.type("ha1")
    expect(sorting.page.get_by_text("Haulla ei löytynyt ideoita.")).to_be_visible()
    sorting.press("Backspace", "Enter")
    expect(sorting.rows).to_have_count(1)
    expect(sorting.row("Halli")).to_be_focused()
    sorting.press("Control+h", "Alt+1", "Escape")
    expect(sorting.rows).to_have_count(2)
    sorting.press("1")

    assert [command["verb"] for command in sorting.after(1)] == ["theme"]


def test_a_mirrored_desk_covers_what_the_room_must_not_see(desk: Callable[..., Desk]) -> None:
    """Waiting and hidden texts are nowhere on the page until the manager asks; their rows and states are."""
    secret = idea(2, "Salainen odottaa", state="waiting", similar=["idea-3"])
    hidden = idea(3, "Salainen piilossa", state="hidden")
    sorting = desk([idea(1, similar=["idea-2"]), secret, hidden], private=True, approve_first=True)
    everything = sorting.page.locator("body")

    sorting.press("/")
    sorting.page.keyboard.type("salainen")
    expect(sorting.rows).to_have_count(0)
    sorting.press("Escape", "j", "e", "t", "1")
    expect(everything).not_to_contain_text("Salainen")
    assert "Salainen" not in sorting.page.get_by_role("treegrid").evaluate("node => node.outerHTML")

    sorting.page.get_by_role("button", name="Näytä vain minulle (2)").click()
    expect(sorting.row("Salainen piilossa")).to_be_visible()
    sorting.rows.nth(1).focus()
    sorting.press("a")
    assert [(c["verb"], c["ideas"]) for c in sorting.after(1)] == [("approve", ["idea-2"])]
    sorting.press("p")
    expect(sorting.row("Salainen piilossa")).to_have_count(0)


def test_what_is_covered_can_be_hidden_and_brought_back(desk: Callable[..., Desk]) -> None:
    """A press too many is mended without showing the text to the room; but nothing is let through unread."""
    sorting = desk([idea(1), idea(2, "Salainen", state="hidden"), idea(3, state="waiting")], private=True)

    sorting.press("h", "Home", "h")
    assert [(c["verb"], c["ideas"]) for c in sorting.after(2)] == [
        ("hide", ["idea-1"]),
        ("restore", ["idea-1"]),
    ]
    sorting.press("End", "a", "Home", "ArrowDown", "h")
    assert [(c["verb"], c["ideas"]) for c in sorting.after(3)[2:]] == [("restore", ["idea-2"])]
    expect(sorting.row("Salainen")).to_be_visible()


def test_keys_work_before_anything_is_clicked(desk: Callable[..., Desk]) -> None:
    """The row that looks current is the one that keys act on, also right after the page has loaded."""
    sorting = desk([idea(1), idea(2)])
    sorting.page.reload()
    expect(sorting.rows.first).to_be_focused(timeout=30_000)


def test_five_hundred_ideas_are_within_reach(desk: Callable[..., Desk]) -> None:
    """The last of many is one key away, and so is the next that has no theme."""
    sorting = desk([idea(n, theme="" if n == 250 else "Puistot") for n in range(500)])

    sorting.press("End")
    expect(sorting.row("Ajatus numero 499")).to_be_focused()
    expect(sorting.row("Ajatus numero 499")).to_be_in_viewport()
    sorting.press("n")
    expect(sorting.row("Ajatus numero 250")).to_be_focused()


def test_every_state_of_the_sorter_is_accessible(
    desk: Callable[..., Desk], accessible: Callable[[Page], None]
) -> None:
    """axe-core has nothing to object to, whatever is open."""
    ideas = [
        idea(1, "Penkkejä rantaan", theme="Puistot", similar=["idea-2"], original="Penkejä"),
        idea(2, "Penkit rantaan", state="waiting", late=True, channel="paper"),
        idea(3, "Hidas katu", state="hidden", channel="device"),
        idea(4, "Hitaampi katu", into="idea-1"),
    ]
    sorting = desk(ideas, private=True, approve_first=True)

    for state in ([], ["e"], ["t"], ["m"], [" ", "j", " "], ["?"], ["p", "j"], ["/", "x"]):
        sorting.press(*state)
        accessible(sorting.page)
        sorting.press("Escape")
