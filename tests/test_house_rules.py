"""What holds for the repository as a whole: documents that cannot rot, and habits that are easily forgotten."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

import run
from facilitation.kinds import KINDS
from service.commands import STEPS
from tests.serving import ROOT

LONGEST_FILE = 300
LONG_FILES = {
    "run.py": "stands alone on a bare Python, with its words in three languages",
}
LARGEST_FILE = 500_000
NOT_OURS = {
    ".git",
    ".venv",
    "data",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}
PUBLIC_STREAMLIT = {"streamlit", "streamlit.components.v2", "streamlit.testing.v1", "streamlit.errors"}
PLAYS_ITS_BROWSER = "benchmarks/plain_phones.py"
"""Measures what this tool is compared with, over the messages that Streamlit and its own browser side exchange."""
THIS_FILE = Path(__file__).resolve()

MACHINE_PATH = re.compile(r"""(?<![\w.:/}*-])(?:/(?:home|root|work|tmp|Users)/|[A-Z]:\\\\?Users\\)\w""")
REGISTRY = re.compile(
    r"(?:pypi|pythonhosted)[.]org|npm(?:js)[.]|crate(?:s)[.]io|index[-]url|--find[-]links", re.IGNORECASE
)
INNER_TALK = re.compile(r"\bissues? #?\d|\.\./shared|SPEC\.md|\bthis (?:session|spec)\b", re.IGNORECASE)
VARIABLE = re.compile(r"\bASUKASILTA_[A-Z]+\b")
FOREIGN = re.compile(
    r"""(?:src|href|action|url\(|fetch\(|import)\s*[=(]?\s*["']?(?:https?:)?//(?!www\.w3\.org)"""
)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the project, also where it came as an archive without its history."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else _found()
    return tuple(path for name in sorted(filter(None, names)) if (path := ROOT / name).is_file())


def _found() -> list[str]:
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    return [path.as_posix() for path in paths if not NOT_OURS & set(path.parts)]


def texts(*endings: str) -> dict[str, str]:
    """Name → text of the project's text files with these endings; of all, without any."""
    found: dict[str, str] = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content and (not endings or path.suffix in endings):
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return found


def places(pattern: re.Pattern[str], among: dict[str, str]) -> list[str]:
    ours = {name: text for name, text in among.items() if ROOT / name != THIS_FILE}
    lines = ((name, n, line) for name, text in ours.items() for n, line in enumerate(text.splitlines(), 1))
    return [f"{name}:{n}: {line.strip()[:120]}" for name, n, line in lines if pattern.search(line)]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [*run.COMMANDS, "test"])
def test_every_command_is_in_the_readme(command: str) -> None:
    """A command that nobody reads about is not there."""
    assert f"python run.py {command}" in read("README.md")


@pytest.mark.parametrize("option", ["--port", "--data", "--no-browser"])
def test_every_option_of_the_start_is_described(option: str) -> None:
    """Those that `--help` names."""
    assert option in run.WORDS["help"][0]
    assert f"`{option}" in read("docs/settings.md")


def test_every_option_of_a_command_is_in_the_readme() -> None:
    """Also the words that `step` takes: scripts are written from there."""
    options = re.findall(r'add_argument\(\s*"(--[a-z-]+)"', read("service/command_line.py"))
    described = read("README.md") + read("docs/settings.md")
    assert [] == [name for name in {*options, *(f"`{go}`" for go in STEPS)} if name not in described]


def test_every_measurement_is_in_the_readme() -> None:
    """A budget is worth what its command shows."""
    modules = [p.stem for p in tracked() if p.parent == ROOT / "benchmarks"]
    commands = [m for m in modules if f"python -m benchmarks.{m}" in read(f"benchmarks/{m}.py")]
    assert [] == [m for m in commands if f"python -m benchmarks.{m}`" not in read("README.md")]


def test_every_environment_variable_is_described() -> None:
    """Those that the code reads, and no others."""
    read_by_code = {found for text in texts(".py").values() for found in VARIABLE.findall(text)}
    assert read_by_code == set(VARIABLE.findall(read("docs/settings.md")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_setting_of_a_step_is_described(kind: str) -> None:
    """Under a heading that names the kind: its settings, and no others."""
    sections = re.split(r"^### ", read("docs/settings.md"), flags=re.MULTILINE)[1:]
    section = next(s for s in sections if kind in s.splitlines()[0].split(", "))
    described = set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))
    assert set(KINDS[kind].settings.model_fields) == described


def test_promises_name_tests_that_exist() -> None:
    """A table of promises is worth what its tests show."""
    named = {n for text in texts(".md").values() for n in re.findall(r"`(tests/[\w/]+\.py::\w+)`", text)}
    missing = [n for n in sorted(named) if f"def {n.partition('::')[2]}(" not in read(n.partition("::")[0])]
    assert [] == missing
    assert len(named) > 20


def test_links_between_documents_lead_somewhere() -> None:
    """Files move; what points to them should notice."""
    broken = [
        f"{name}: {target}"
        for name, text in texts(".md").items()
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", text)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert [] == broken


def test_every_test_that_a_document_names_exists() -> None:
    """A promise is worth what shows it; a test that was renamed shows nothing."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", "\n".join(texts(".md").values()))
    missing = [
        f"{name}::{test}"
        for name, test in named
        if not (ROOT / name).exists() or f"def {test}(" not in read(name)
    ]
    assert [] == missing
    assert len([row for row in read("docs/security.md").splitlines() if "::test_" in row]) > 30


def test_decisions_have_one_form() -> None:
    """Context, decision, consequences; numbered without a gap and listed."""
    records = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert [f"{n:04}" for n in range(1, len(records) + 1)] == [record.name[:4] for record in records]
    for record in records:
        headings = re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert ["Context", "Decision", "Consequences"] == headings, record.name
        assert f"({record.name})" in read("docs/decisions/README.md")


def test_the_changelog_has_a_place_for_what_is_next() -> None:
    """Keep a Changelog: changes are gathered under Unreleased."""
    assert "\n## [Unreleased]\n" in read("CHANGELOG.md")


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of somebody's machine", MACHINE_PATH),
        ("a package registry", REGISTRY),
        ("talk of how it was made", INNER_TALK),
    ],
)
def test_files_hold_nothing_of_where_they_were_made(what: str, pattern: re.Pattern[str]) -> None:
    """They are read on other machines, by other people."""
    assert [] == places(pattern, texts()), what


def test_no_screen_asks_a_third_party() -> None:
    """It all works on a laptop in a hall with no internet."""
    screens = {
        n: t for n, t in texts(".html", ".css", ".js", ".py").items() if n.startswith(("phone/", "pages/"))
    }
    assert [] == places(FOREIGN, screens)


def test_files_stay_short_enough_to_read() -> None:
    """Up to 300 lines; whatever is longer says why."""
    lengths = {name: text.count("\n") for name, text in texts(".py", ".js", ".css", ".html").items()}
    long = {
        name: length for name, length in lengths.items() if length > LONGEST_FILE and name not in LONG_FILES
    }
    assert {} == long
    assert [] == [name for name in LONG_FILES if lengths[name] <= LONGEST_FILE], "no longer an exception"


def test_no_file_is_large() -> None:
    """A clone stays small; what is large belongs elsewhere."""
    assert [] == [path.name for path in tracked() if path.stat().st_size > LARGEST_FILE]


def test_only_the_public_part_of_streamlit_is_used() -> None:
    """What is inside it changes without notice."""
    used = {
        f"{name}: {module}"
        for name, text in texts(".py").items()
        if "streamlit" in text
        for module in _imports(text)
        if module.split(".")[0] == "streamlit"
        and module not in PUBLIC_STREAMLIT
        and name != PLAYS_ITS_BROWSER
    }
    assert set() == used


def test_pages_trust_no_markup_that_people_type() -> None:
    """Residents can type HTML and Markdown; pages show it as letters."""
    assert [] == places(re.compile(r"unsafe_allow_html"), texts(".py"))


def test_components_write_people_s_words_as_letters() -> None:
    """What a script of desk or stage puts on a page is a text node; it never makes HTML of what it was given."""
    scripts = {name: text for name, text in texts(".js").items() if name.startswith("pages/")}
    makes_html = re.compile(
        r"(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc"
    )
    assert [] == places(makes_html, scripts)


def test_tests_wait_for_conditions_and_never_sleep() -> None:
    """A sleep is too short on a slow machine and too long on every other."""
    assert [] == places(re.compile(r"\btime\.sleep\(|\basyncio\.sleep\([^0)]|wait_for_timeout\("), _tests())


def test_every_test_says_its_claim_in_a_sentence() -> None:
    """The docstring is read when it fails."""
    silent = [
        f"{name}: {node.name}"
        for name, text in _tests().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(silent)


def test_catalogues_are_read_and_not_compiled() -> None:
    """A compiled catalogue would go stale beside its source."""
    assert [] == [path.name for path in tracked() if path.suffix in (".mo", ".pot")]


def _tests() -> dict[str, str]:
    return {name: text for name, text in texts(".py").items() if name.startswith("tests/")}


def _imports(text: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(text)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
