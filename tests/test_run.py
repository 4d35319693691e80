"""The launcher's words and small decisions; what it starts is tested in tests/run."""

import ast
import socket
import string
from pathlib import Path
from types import SimpleNamespace

import pytest

import run

HAND_MADE = "home = {home}\nversion = {version}\n"


@pytest.mark.parametrize(
    ("environ", "system", "language"),
    [
        ({"LANG": "fi_FI.UTF-8"}, None, "fi"),
        ({"LANG": "sv_FI.UTF-8"}, None, "sv"),
        ({"LC_ALL": "sv_SE", "LANG": "fi_FI"}, None, "sv"),
        ({"LC_ALL": "", "LANG": "fi_FI"}, None, "fi"),
        ({"LANG": "C.UTF-8"}, "fi_FI", "en"),
        ({"LANG": "fil_PH.UTF-8"}, None, "en"),
        ({}, "Finnish_Finland", "fi"),
        ({}, "Swedish_Finland", "sv"),
        ({}, "de_DE", "en"),
        ({}, None, "en"),
    ],
)
def test_it_speaks_the_computers_language(environ: dict[str, str], system: str | None, language: str) -> None:
    """As the environment says, else as the system does (Windows); English for all others."""
    assert language == run.reader_language(environ, lambda: (system, None))


def test_an_odd_locale_is_no_reason_to_fall() -> None:
    """Python refuses some that systems allow."""

    def odd() -> tuple[str, str]:
        raise ValueError("unknown locale: UTF-8")

    assert "en" == run.reader_language({}, odd)


@pytest.mark.parametrize("key", run.WORDS)
def test_every_sentence_is_there_in_three_languages(key: str) -> None:
    """With the same values in each."""
    sentences = run.WORDS[key]
    assert len(run.LANGUAGES) == len({*sentences}) or key.startswith("gate_")
    fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in sentences]
    assert [fields[0]] * 3 == fields


@pytest.mark.parametrize("language", range(3))
def test_help_lists_every_command(language: int) -> None:
    """Nobody reads the source to find one."""
    text = run.WORDS["help"][language]
    assert [] == [c for c in (*run.COMMANDS, "test") if f"python run.py {c} " not in text]


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_old_python_is_refused_with_what_to_do(version: tuple[int, ...]) -> None:
    """In one sentence, with the address of a new one."""
    sentence = run.refusal(version)
    assert f"{version[0]}.{version[1]}" in sentence
    assert "python.org" in sentence


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (3, 15, 0)])
def test_a_new_enough_python_is_not_refused(version: tuple[int, ...]) -> None:
    """One that nobody has tried yet may work."""
    assert "" == run.refusal(version)


def test_an_old_python_can_read_it_far_enough_to_refuse() -> None:
    """The whole file parses as Python 3.6, and nothing before the check needs a newer one."""
    source = Path(run.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    before = tree.body[: [isinstance(node, ast.If) for node in tree.body].index(True)]
    annotations = [n.annotation for node in before for n in ast.walk(node) if isinstance(n, ast.arg)]
    assert [] == [ast.unparse(a) for a in annotations if isinstance(a, ast.Subscript | ast.BinOp)]


@pytest.mark.parametrize(
    "words", [["--data", "d", "new", "x"], ["new", "--data=d", "x"], ["new", "x", "--data", "d"]]
)
def test_the_folder_may_stand_anywhere(
    words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And is absolute, for what reads it may stand elsewhere."""
    monkeypatch.chdir(tmp_path)
    assert (tmp_path / "d", ["new", "x"]) == run.take_data(words)


def test_the_environment_names_the_folder_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is typed wins over it."""
    monkeypatch.setenv("ASUKASILTA_DATA", str(tmp_path / "a"))
    assert tmp_path / "a" == run.take_data([])[0]
    assert tmp_path / "b" == run.take_data(["--data", str(tmp_path / "b")])[0]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["--port"], "no_value"),
        (["--port="], "no_value"),
        (["--port", "0"], "port_odd"),
        (["--port", "65536"], "port_odd"),
        (["--port", "åtta"], "port_odd"),
        (["--prot", "80"], "unknown"),
        (["demmo"], "unknown"),
    ],
)
def test_a_mistyped_start_is_answered_in_a_sentence(words: list[str], key: str) -> None:
    """Not with a traceback, and not by starting something else."""
    with pytest.raises(run.Sorry) as refused:
        run.start_options(words)
    assert key == refused.value.key


def test_a_folder_that_is_not_named_is_asked_for() -> None:
    """`--data` as the last word."""
    with pytest.raises(run.Sorry, match="--data"):
        run.take_data(["new", "--data"])


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"]])
def test_help_needs_nothing_installed(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It is what one types first."""
    assert 0 == run.go(words)
    assert "python run.py demo" in capsys.readouterr().out


class Probe:
    """A socket on a computer with these networks: what is asked for → its own address there."""

    def __init__(self, networks: dict[str, str]) -> None:
        self.networks, self.own = networks, ""

    def connect(self, address: tuple[str, int]) -> None:
        if address[0] not in self.networks:
            raise OSError("Network is unreachable")
        self.own = self.networks[address[0]]

    def getsockname(self) -> tuple[str, int]:
        return (self.own, 40000)

    def __enter__(self) -> "Probe":
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing was opened."""


@pytest.mark.parametrize(
    ("networks", "address"),
    [
        ({"192.0.2.1": "192.168.1.20"}, "192.168.1.20"),
        ({"10.42.0.2": "10.42.0.1"}, "10.42.0.1"),
        ({"192.0.2.1": "169.254.7.7", "192.168.137.2": "192.168.137.1"}, "192.168.137.1"),
        ({"192.0.2.1": "127.0.0.1"}, None),
        ({}, None),
    ],
)
def test_the_address_for_phones_is_that_of_the_shared_network(
    networks: dict[str, str], address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of one that the computer makes itself; none is better than one that phones cannot reach."""
    fake = SimpleNamespace(socket=lambda *_kind: Probe(networks), AF_INET=0, SOCK_DGRAM=0)
    monkeypatch.setattr(run, "socket", fake)
    assert address == run.lan_address()


def test_without_a_network_phones_are_not_promised_anything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The desk works; the sentence says what to do."""
    monkeypatch.setattr(run, "lan_address", lambda: None)
    monkeypatch.delenv("ASUKASILTA_ADDRESS", raising=False)
    run.announce(8501, browser=False)
    said = capsys.readouterr().out
    assert run.say("no_lan").split(":")[0] in " ".join(said.split())
    assert run.say("phones") not in said


def test_looking_at_a_port_does_not_take_it() -> None:
    """The server gets it right afterwards."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen()
        assert not run.is_free(port)
    assert run.is_free(port)
    assert run.is_free(port)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("WARNING: Retrying after connection broken by 'NameResolutionError'", "no_network"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "no_network"),
        ("ERROR: No matching distribution found for pandas<4,>=3.1.1", "no_package"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk_full"),
        ("something nobody has seen", "install_failed"),
    ],
)
def test_the_reason_of_a_failed_installation_is_read_from_the_log(line: str, key: str) -> None:
    """Without a network pip also says that nothing matches, which would send people the wrong way."""
    log = f"Collecting pandas\n{line}\n" + (
        "No matching distribution found for x" if key == "no_network" else ""
    )
    sorry = run.reason(log)
    assert key == sorry.key
    assert str(sorry)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole virtual environment, as far as the launcher looks."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    (tmp_path / "pyvenv.cfg").write_text(HAND_MADE.format(home=tmp_path, version="3.12.1"))
    for name, path in {"VENV": tmp_path, "PYTHON": python, "UNFINISHED": tmp_path / "unfinished"}.items():
        monkeypatch.setattr(run, name, path)
    return tmp_path


def test_a_whole_environment_is_used(environment: Path) -> None:
    """Also one that somebody made by hand."""
    assert run.is_usable()


@pytest.mark.parametrize(
    "settings",
    [
        HAND_MADE.format(home="/gone/since", version="3.12.1"),
        HAND_MADE.format(home=".", version="3.10.4"),
        "",
    ],
)
def test_an_environment_whose_python_will_not_do_is_not_used(environment: Path, settings: str) -> None:
    """Removed by an upgrade of the system, or too old from the start."""
    (environment / "pyvenv.cfg").write_text(settings)
    assert not run.is_usable()


def test_a_half_made_environment_is_not_used(environment: Path) -> None:
    """It carries a mark until it is whole."""
    (environment / "unfinished").touch()
    assert not run.is_usable()


def test_the_stamp_knows_requirements_and_python(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When either changes, the packages are looked at again."""
    monkeypatch.setattr(run, "BASE", tmp_path)
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("pandas>=3\n")
    first = run.fingerprint(run.FOR_USE)
    assert first == run.fingerprint(run.FOR_USE)
    requirements.write_text("pandas>=4\n")
    second = run.fingerprint(run.FOR_USE)
    (environment / "pyvenv.cfg").write_text(HAND_MADE.format(home=tmp_path, version="3.13.0"))
    assert 3 == len({first, second, run.fingerprint(run.FOR_USE)})


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ("Collecting pandas>=3\nCollecting numpy\nCollecting pandas>=3.1\n", "Fetching parts: 2 (numpy)"),
        ("Collecting pandas\nInstalling collected packages: numpy, pandas\n", "Installing parts: 1/2"),
    ],
)
def test_progress_is_read_from_the_log(
    log: str,
    line: str,
    environment: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Counted without walking through folders that pip is moving at that moment."""
    monkeypatch.setenv("LC_ALL", "en_GB")
    site = environment / "lib" / "python3.12" / "site-packages"
    site.mkdir(parents=True)
    progress = run.Progress()
    (site / "numpy-2.4.dist-info").mkdir()
    for _ in range(2):
        progress.show(log)
    assert [line] == capsys.readouterr().err.splitlines()
