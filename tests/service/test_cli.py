"""The command line: without a server, beside one, and in the reader's language."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from locales import LANGUAGES, words
from service import access, cli
from service.command_line import Helped, parsed
from service.control import announce
from service.house import House
from tests import serving

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> Run:
    """`run("new", "--title", "Ilta")` → exit code, standard output, standard error."""
    monkeypatch.setenv("ASUKASILTA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("ASUKASILTA_ADDRESS", raising=False)
    monkeypatch.setattr(access, "PATIENCE", 0.3)

    def go(*typed: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = cli.main(list(typed))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return go


def test_a_workshop_is_made_led_and_shared_without_a_server(run: Run, tmp_path: Path) -> None:
    """Each command opens the folder, does its work and lets go of it."""
    code, out, err = run("new", "--template", "asukasilta", "--title", "Ääkkösten ilta", "--code", "HHH777")
    assert (0, "HHH777", "") == (code, json.loads(out)["code"], err)
    assert ":8501/j/HHH777" in json.loads(out)["phone"]
    assert "arrival" == json.loads(run("step", "hhh777", "next")[1])["kind"]
    assert "ideas" == json.loads(run("step", "HHH777", "open", "ideas")[1])["kind"]
    _, export, err = run("export", "HHH777")
    assert ("Ääkkösten ilta", "") == (json.loads(export)["workshop"]["title"]["fi"], err)


def test_files_are_written_whole_and_a_backup_is_private(run: Run, tmp_path: Path) -> None:
    """To standard output and to a file the same bytes go; an older file is replaced."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    for command, mode in (("export", None), ("backup", 0o600)):
        file = tmp_path / f"{command}.json"
        file.write_text("older")
        code, out, err = run(command, "HHH777", "--out", str(file))
        assert (0, str(file)) == (code, json.loads(out)["file"])
        assert str(file) in err
        assert run(command, "HHH777")[1] == file.read_bytes().decode()
        if mode and sys.platform != "win32":
            assert mode == stat.S_IMODE(file.stat().st_mode)
    assert {"data", "export.json", "backup.json"} == {path.name for path in tmp_path.iterdir()}


def test_the_summary_goes_to_a_file_or_down_a_pipe(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Any
) -> None:
    """In the workshop's language unless another is asked for; nothing binary onto a terminal."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    file = tmp_path / "ilta.pdf"
    code, out, err = run("report", "HHH777", "--out", str(file))
    assert (0, str(file)) == (code, json.loads(out)["file"])
    assert str(file) in err
    assert file.read_bytes().startswith(b"%PDF")
    assert "Tässä ei ole vielä mitään." in run("report", "HHH777", "--format", "message")[1]
    assert "Här finns inget" in run("report", "HHH777", "--format", "message", "--language", "sv")[1]
    assert 0 == cli.main(["report", "HHH777"])
    assert capfdbinary.readouterr().out.startswith(b"%PDF")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = run("report", "HHH777", "--format", "xlsx")
    assert (1, "") == (code, out)
    assert "--out" in err


@pytest.mark.parametrize("command", ["export", "backup"])
@pytest.mark.parametrize("name", ["file.json", "-"])
def test_a_round_trip_into_an_empty_folder_gives_the_same_bytes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str
) -> None:
    """As people do it, with commands; down a pipe where the command runs in a container."""
    run("new", "--title", "Ilta €", "--code", "HHH777")
    run("step", "HHH777", "next")
    monkeypatch.chdir(tmp_path)
    run(command, "HHH777", "--out", "file.json")
    other, file = ("--data", "other"), Path("file.json")
    with file.open() as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        assert 0 == run("import", name, *other)[0]
    assert file.read_bytes().decode() == run(command, "HHH777", *other)[1]


def test_what_is_refused_is_said_in_words(run: Run, tmp_path: Path) -> None:
    """A sentence on standard error, nothing on standard output, exit code 1."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    file, junk = tmp_path / "file.json", tmp_path / "junk"
    run("export", "HHH777", "--out", str(file))
    junk.write_bytes(b"\xff\xfe\x00" * 1000)
    refusals = {
        ("import", str(file)): "code is taken",
        ("import", str(file), "--as", "x"): "not a code",
        ("import", str(junk)): "neither an export nor a backup",
        ("import", str(tmp_path)): "cannot be read",
        ("import", str(tmp_path / "nowhere")): "cannot be read",
        ("export", "HHH777", "--out", str(tmp_path / "nowhere" / "x")): "cannot be written",
        ("export", "HHH776"): "Did you mean HHH777?",
        ("report", "HHH777", "--format", "doc"): "Choose pdf, xlsx, ics, json or message",
        ("report", "HHH777", "--language", "de"): "fi, sv or en",
        ("report", "HHH776"): "Did you mean HHH777?",
        ("report", "HHH777", "--out", str(tmp_path / "nowhere" / "x")): "cannot be written",
        ("step", "HHH777", "open", "tango"): "kind of step is unknown",
        ("step", "HHH777", "undo"): "nothing to undo",
        ("new", "--title", " "): "no answer yet",
        ("new", "--title", "x", "--code", "HHH777"): "code is taken",
        ("replay", str(junk), "HHH777"): "cannot be played",
        ("replay", str(tmp_path / "nowhere"), "HHH777"): "cannot be read",
    }
    for typed, said in refusals.items():
        code, out, err = run(*typed)
        assert (1, "") == (code, out), typed
        assert said in err, typed


@pytest.mark.parametrize(
    "typed",
    [
        (),
        ("dance",),
        ("new",),
        ("new", "--title"),
        ("new", "--title", "x", "--language", "xx"),
        ("new", "--title", "x", "--template", "gala"),
        ("step", "HHH777"),
        ("step", "HHH777", "sideways"),
        ("step", "HHH777", "next", "ideas"),
        ("export",),
        ("import",),
        ("replay", "x", "HHH777", "--speed", "0"),
        ("replay", "x", "HHH777", "--speed", "nan"),
        ("demo", "--port", "many"),
        ("export", "HHH777", "--colour", "red"),
    ],
)
def test_what_is_no_command_shows_how_it_is_written(run: Run, typed: tuple[str, ...], tmp_path: Path) -> None:
    """Exit code 2, and the folder is not even made."""
    code, out, err = run(*typed)
    assert (2, "") == (code, out)
    assert "Usage: python run.py" in err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [(), ("new",), ("step",), ("import",), ("replay",), ("demo",)])
def test_help_speaks_the_readers_language(language: str, command: tuple[str, ...]) -> None:
    """All of it: nothing of argparse's own English is left."""
    t = words(language)
    with pytest.raises(Helped) as helped:
        parsed(t, [*command, "--help"])
    text = helped.value.text
    assert text.startswith(t("run.usage"))
    assert t("run.option.help") in text
    english = ("usage:", "options:", "positional", "show this help")
    assert language == "en" or not [word for word in english if word in text]


def test_a_busy_folder_without_a_server_is_said_to_be_busy(run: Run, tmp_path: Path) -> None:
    """After a while: another script may be just through with it."""
    house = House(tmp_path / "data")
    try:
        code, out, err = run("new", "--title", "Ilta")
    finally:
        house.close()
    assert (1, "") == (code, out)
    assert str(tmp_path / "data") in err


def test_a_script_waits_for_another_one_to_end(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commands at the same time are one after the other."""
    monkeypatch.setattr(access, "PATIENCE", 20)
    house = House(tmp_path / "data")
    tried = threading.Event()
    monkeypatch.setattr(access, "call_server", lambda *_, **__: tried.set())
    ending = threading.Thread(target=lambda: (tried.wait(10), house.close()))
    ending.start()
    assert 0 == run("new", "--title", "Ilta")[0]
    ending.join()


def test_what_a_dead_server_left_behind_disturbs_nobody(run: Run, tmp_path: Path) -> None:
    """Its `control.json` stands there after a power cut, and the folder is free."""
    house = House(tmp_path / "data")
    announce(house, serving.free_port())
    house.close()
    assert 0 == run("new", "--title", "Ilta")[0]


def test_replay_says_that_it_needs_a_server(run: Run, tmp_path: Path) -> None:
    """And how to start it."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    file = tmp_path / "events.jsonl"
    file.write_text('{"t": 0, "who": "host", "kind": "idea", "idea": "1", "text": "Penkki"}\n')
    code, _, err = run("replay", str(file), "HHH777")
    assert 1 == code
    assert f"python run.py --data {tmp_path / 'data'}" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a disk that is always full")
def test_a_result_that_the_disk_does_not_take_is_said_in_words(run: Run, tmp_path: Path) -> None:
    """Nobody takes half a backup for a whole one, and nobody reads a traceback."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    with Path("/dev/full").open("wb") as full:
        done = _by_itself("backup", "HHH777", folder=tmp_path / "data", stdout=full, stderr=subprocess.PIPE)
    assert (1, words("en")("run.cannot_put")) == (done.returncode, done.stderr.decode().strip())


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that nobody reads is another error there")
def test_whoever_reads_only_the_beginning_hears_no_complaint(run: Run, tmp_path: Path) -> None:
    """As `export … | head` does."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    reads, writes = os.pipe()
    os.close(reads)
    done = _by_itself("export", "HHH777", folder=tmp_path / "data", stdout=writes, stderr=subprocess.PIPE)
    os.close(writes)
    assert (1, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_name_that_is_no_text_comes_out_as_it_came_in(run: Run, tmp_path: Path, capfdbinary: Any) -> None:
    """Of an old disk, whose names were written with other letters."""
    run("new", "--title", "Ilta", "--code", "HHH777")
    file = tmp_path / "ty\udcf6.json"
    assert 0 == cli.main(["export", "HHH777", "--out", str(file)])
    assert b"ty\xf6.json" in capfdbinary.readouterr().out
    assert file.exists()


def test_a_folder_that_is_not_there_is_not_moved(run: Run, tmp_path: Path) -> None:
    """Whoever mistypes its name would believe that all is in the new home; and no folder is made of the mistake."""
    code, out, err = run("move", str(tmp_path / "nowhere"), str(tmp_path / "new"))
    assert (1, "") == (code, out)
    assert f"no folder {tmp_path / 'nowhere'}" in err
    assert [] == list(tmp_path.iterdir())


def _by_itself(*typed: str, folder: Path, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    """The command in a process of its own."""
    its = {"ASUKASILTA_DATA": str(folder), "LC_ALL": "en_GB.UTF-8", "PYTHONPATH": str(serving.ROOT)}
    command = [sys.executable, "-m", "service.cli", *typed]
    return subprocess.run(command, cwd=serving.ROOT, env=os.environ | its, timeout=60, check=False, **more)


def test_commands_work_beside_a_running_server(server: serving.Server, tmp_path: Path) -> None:
    """In a process of their own, on its folder, and the server sees what they did."""

    def command(*typed: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", *typed],
            cwd=serving.ROOT,
            env={**server.environment, "LC_ALL": "fi_FI.UTF-8", "PYTHONPATH": str(serving.ROOT)},
            capture_output=True,
            check=True,
            timeout=60,
        )
        return json.loads(done.stdout)

    made = command("new", "--title", "Palvelimen vieressä")
    code = made["code"]
    assert f"{server.address}/j/{code}" == made["phone"]
    assert "arrival" == command("step", code, "next")["kind"]
    file = tmp_path / "backup.json"
    command("backup", code, "--out", str(file))
    again = command("import", str(file), "--as", "RRR777")
    assert "arrival" == command("step", again["code"], "open", "arrival")["kind"]
    assert (server.data / "RRR777").exists()
    summary = tmp_path / "ilta.pdf"
    command("report", code, "--language", "sv", "--out", str(summary))
    assert summary.read_bytes().startswith(b"%PDF")
