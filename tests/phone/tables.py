"""People at the table of a project, and what stands on its board."""

from tests.phone.people import Hall, Person

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
HOSTILE = "<script>alert(1)</script> & \"'{{7*7}}"


def at_the_table(hall: Hall, language: str = "fi") -> Person:
    """Somebody who has chosen the first project."""
    person = hall.resident(language)
    person.does("seat", project="p1")
    return person


def with_pen(hall: Hall) -> Person:
    person = at_the_table(hall)
    person.does("pen", holds="1")
    return person


def look_at_board(hall: Hall, person: Person, project: str = "p1") -> str:
    return person.ask("GET", f"{hall.address}/plan/{project}").text
