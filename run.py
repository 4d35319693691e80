"""Starts Asukasilta on a computer that has nothing but Python. `python run.py --help` tells the rest.

Standard library only. Everything down to the version check must run on Python 3.6, and the rest must parse
there, so that an old Python can say in the reader's language that it is too old.
"""

import contextlib
import hashlib
import http.client
import importlib.util
import io
import locale
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

OLDEST, NEWEST = (3, 11), (3, 14)
LANGUAGES = ("fi", "sv", "en")
WORDS = {
    "help": (
        """Asukasilta: työväline asukasiltoihin.

  python run.py               käynnistää Asukasillan ja avaa vetäjän näkymän
      --port N                portti (muuten 8501)
      --data KANSIO           kansio, johon kaikki tallennetaan (muuten data); käy kaikkiin komentoihin
      --no-browser            ei avaa selainta
  python run.py demo          näyttää esimerkki-illan, jossa keksityt asukkaat ovat mukana
  python run.py new           tekee uuden tapahtuman ja kertoo sen linkit
  python run.py step          siirtää tapahtuman vaiheesta toiseen
  python run.py links         näyttää tapahtuman linkit ja vaihtaa niitä
  python run.py report        yhteenveto tiedostona: PDF, Excel, kalenteri tai viesti
  python run.py export        tulokset jaettaviksi, ilman nimiä
  python run.py backup        varmuuskopio, jossa on kaikki (yksityinen)
  python run.py restore       palauttaa tapahtuman varmuuskopiosta
  python run.py delete        poistaa tapahtuman ja kaiken siitä lopullisesti
  python run.py move          siirtää tapahtumat kansiosta tietokantaan tai takaisin
  python run.py import        tuo varmuuskopion tai jaetut tulokset
  python run.py replay        toistaa tallennetut ideat ja äänet
  python run.py tour          ottaa ohjeiden kuvat uudelleen (kehittäjille)
  python run.py test          tarkistaa ohjelman (kehittäjille)

Komennon omat ohjeet: python run.py new --help""",
        """Asukasilta: ett verktyg för invånarkvällar.

  python run.py               startar Asukasilta och öppnar ledarens vy
      --port N                port (annars 8501)
      --data MAPP             mapp där allt sparas (annars data); gäller alla kommandon
      --no-browser            öppnar inte webbläsaren
  python run.py demo          visar en exempelkväll där påhittade invånare deltar
  python run.py new           gör ett nytt evenemang och visar dess länkar
  python run.py step          för evenemanget från ett steg till ett annat
  python run.py links         visar evenemangets länkar och byter dem
  python run.py report        sammanfattningen som fil: PDF, Excel, kalender eller meddelande
  python run.py export        resultat att dela, utan namn
  python run.py backup        säkerhetskopia med allt (privat)
  python run.py restore       återställer ett evenemang från en säkerhetskopia
  python run.py delete        raderar ett evenemang och allt i det för gott
  python run.py move          flyttar evenemang från en mapp till en databas eller tillbaka
  python run.py import        hämtar in en säkerhetskopia eller delade resultat
  python run.py replay        spelar upp sparade idéer och röster
  python run.py tour          tar anvisningarnas bilder på nytt (för utvecklare)
  python run.py test          kontrollerar programmet (för utvecklare)

Hjälp om ett kommando: python run.py new --help""",
        """Asukasilta: a tool for residents' evenings.

  python run.py               starts Asukasilta and opens the facilitator's view
      --port N                port (8501 unless given)
      --data FOLDER           folder where everything is kept (data unless given); works with every command
      --no-browser            does not open the browser
  python run.py demo          shows an example evening in which made-up residents take part
  python run.py new           makes a new event and shows its links
  python run.py step          moves an event from one step to another
  python run.py links         shows an event's links, and changes them
  python run.py report        the summary as a file: PDF, Excel, calendar or message
  python run.py export        results to share, without names
  python run.py backup        a copy of everything (private)
  python run.py restore       puts an event back as a backup has it
  python run.py delete        deletes an event with everything in it, for good
  python run.py move          moves events from a folder to a database, or back
  python run.py import        brings in a backup or shared results
  python run.py replay        plays saved ideas and votes again
  python run.py tour          takes the guides' pictures again (for developers)
  python run.py test          checks the program (for developers)

Help on one command: python run.py new --help""",
    ),
    "python_old": (
        "Asukasilta tarvitsee Pythonin version 3.11 tai uudemman, mutta tämä on {version}: "
        "uuden saat osoitteesta https://www.python.org/downloads/.",
        "Asukasilta behöver Python 3.11 eller nyare, men det här är {version}: "
        "en ny finns på https://www.python.org/downloads/.",
        "Asukasilta needs Python 3.11 or newer, but this is {version}: "
        "get a new one from https://www.python.org/downloads/.",
    ),
    "python_new": (
        "Huomaa: Asukasiltaa ei ole vielä kokeiltu Pythonin versiolla {version}.",
        "Obs: Asukasilta har inte prövats med Python {version} ännu.",
        "Note: Asukasilta has not been tried with Python {version} yet.",
    ),
    "no_venv": (
        "Pythonista puuttuu osa, jota asennus tarvitsee (venv): "
        "asenna se Debianissa ja Ubuntussa komennolla sudo apt install python3-venv ja yritä uudelleen.",
        "En del av Python som installationen behöver (venv) saknas: "
        "installera den i Debian och Ubuntu med sudo apt install python3-venv och försök igen.",
        "A part of Python that the installation needs (venv) is missing: "
        "on Debian and Ubuntu install it with sudo apt install python3-venv and try again.",
    ),
    "no_network": (
        "Asennus tarvitsee internetyhteyden, eikä sitä nyt ole: "
        "yhdistä kone verkkoon ja yritä uudelleen (asennuksen loki: {log}).",
        "Installationen behöver internet, och det finns ingen förbindelse nu: "
        "anslut datorn till nätet och försök igen (installationens logg: {log}).",
        "The installation needs the internet, and there is no connection now: "
        "connect the computer and try again (the installation's log: {log}).",
    ),
    "no_package": (
        "Osaa {package} ei saa valmiina Pythonin versiolle {version} tällä koneella: "
        "kokeile Pythonin versiota 3.11–3.14 (asennuksen loki: {log}).",
        "Delen {package} finns inte färdig för Python {version} på den här datorn: "
        "pröva Python 3.11–3.14 (installationens logg: {log}).",
        "The part {package} does not come ready-made for Python {version} on this computer: "
        "try Python 3.11–3.14 (the installation's log: {log}).",
    ),
    "disk_full": (
        "Levy on täynnä: vapauta noin 1 Gt tilaa ja yritä uudelleen (asennuksen loki: {log}).",
        "Disken är full: frigör ungefär 1 GB och försök igen (installationens logg: {log}).",
        "The disk is full: free about 1 GB and try again (the installation's log: {log}).",
    ),
    "install_failed": (
        "Asennus ei onnistunut: syy on tiedostossa {log}.",
        "Installationen lyckades inte: orsaken finns i filen {log}.",
        "The installation did not succeed: the reason is in the file {log}.",
    ),
    "install_stopped": (
        "Asennus jäi kesken: se jatkuu, kun käynnistät uudelleen.",
        "Installationen avbröts: den fortsätter när du startar på nytt.",
        "The installation was interrupted: it goes on when you start again.",
    ),
    "install_busy": (
        "Asukasiltaa asennetaan jo toisessa ikkunassa: odota, että se on valmis, ja yritä sitten uudelleen.",
        "Asukasilta installeras redan i ett annat fönster: vänta tills det är klart och försök sedan igen.",
        "Asukasilta is being installed in another window: wait until that is done, then try again.",
    ),
    "not_ours": (
        "Kansiossa {folder} on jo muuta: anna asennukselle toinen kansio muuttujalla ASUKASILTA_VENV.",
        "Mappen {folder} innehåller redan annat: "
        "ge installationen en annan mapp med variabeln ASUKASILTA_VENV.",
        "The folder {folder} holds something else: name another for the installation with ASUKASILTA_VENV.",
    ),
    "no_writing": (
        "Kansioon {folder} ei voi kirjoittaa: valitse toinen kansio ({option}).",
        "Det går inte att skriva i mappen {folder}: välj en annan mapp ({option}).",
        "The folder {folder} cannot be written to: choose another folder ({option}).",
    ),
    "port_taken": (
        "Portti {port} ei ole vapaa. Jos Asukasilta on jo käynnissä, avaa http://localhost:{port}/desk. "
        "Muuten käynnistä näin: python run.py --port {free}",
        "Port {port} är inte ledig. Om Asukasilta redan är igång, öppna http://localhost:{port}/desk. "
        "Starta annars så här: python run.py --port {free}",
        "Port {port} is not free. If Asukasilta is already running, open http://localhost:{port}/desk. "
        "Otherwise start like this: python run.py --port {free}",
    ),
    "port_odd": (
        "Portin pitää olla luku väliltä 1–65535: {value}",
        "Porten ska vara ett tal mellan 1 och 65535: {value}",
        "The port must be a number from 1 to 65535: {value}",
    ),
    "folder_taken": (
        "Kansio {folder} on jo auki toisessa Asukasillassa: "
        "sulje se ensin tai valitse toinen kansio (--data).",
        "Mappen {folder} är redan öppen i en annan Asukasilta: "
        "stäng den först eller välj en annan mapp (--data).",
        "The folder {folder} is already open in another Asukasilta: "
        "close that first or choose another folder (--data).",
    ),
    "no_value": (
        "Valitsimen {option} jälkeen puuttuu arvo.",
        "Det saknas ett värde efter {option}.",
        "A value is missing after {option}.",
    ),
    "unknown": (
        "Asukasilta ei tunne sanaa {word}: katso python run.py --help.",
        "Asukasilta känner inte till {word}: se python run.py --help.",
        "Asukasilta does not know {word}: see python run.py --help.",
    ),
    "first_time": (
        "Asukasilta asentaa tarvitsemansa osat. Tämä kestää muutaman minuutin ja tehdään vain kerran.",
        "Asukasilta installerar de delar den behöver. Det tar några minuter och görs bara en gång.",
        "Asukasilta is installing the parts it needs. This takes a few minutes and is done only once.",
    ),
    "fetching": (
        "Haetaan osia: {done} ({name})",
        "Hämtar delar: {done} ({name})",
        "Fetching parts: {done} ({name})",
    ),
    "installing": (
        "Asennetaan osia: {done}/{total}",
        "Installerar delar: {done}/{total}",
        "Installing parts: {done}/{total}",
    ),
    "installed": ("Asennus on valmis.", "Installationen är klar.", "The installation is done."),
    "starting": ("Käynnistetään…", "Startar…", "Starting…"),
    "running": ("Asukasilta on käynnissä.", "Asukasilta är igång.", "Asukasilta is running."),
    "desk": ("Vetäjän näkymä:", "Ledarens vy:", "Facilitator's view:"),
    "phones": ("Osoite puhelimille:", "Adress för telefoner:", "Address for phones:"),
    "same_network": (
        "Puhelimien pitää olla samassa verkossa kuin tämä kone. Jos tämän koneen verkko tulee puhelimesta "
        "(hotspot), mukaan mahtuu vain muutama puhelin. "
        "Asukkaiden omasta mobiiliverkosta tälle koneelle ei pääse.",
        "Telefonerna ska vara i samma nät som den här datorn. Om datorns nät kommer från en telefon (hotspot) "
        "ryms bara några telefoner med. Från invånarnas egna mobilnät kommer man inte hit.",
        "Phones must be on the same network as this computer. If this computer's network comes from a phone "
        "(hotspot), only a handful of phones fit in. From residents' own mobile data this computer cannot be "
        "reached.",
    ),
    "no_lan": (
        "Puhelimet eivät pääse mukaan, sillä tämä kone ei ole verkossa: yhdistä se esimerkiksi Wi-Fiin ja "
        "käynnistä Asukasilta uudelleen.",
        "Telefonerna kan inte vara med, för den här datorn är inte i något nät: anslut den till exempel till "
        "Wi-Fi och starta Asukasilta på nytt.",
        "Phones cannot join, because this computer is not on any network: connect it to Wi-Fi, for example, "
        "and start Asukasilta again.",
    ),
    "firewall": (
        "Jos Windows kysyy lupaa, salli yhteydet. Muuten puhelimet eivät pääse mukaan.",
        "Om Windows frågar om lov, tillåt anslutningar. Annars kan telefonerna inte vara med.",
        "If Windows asks for permission, allow connections. Otherwise phones cannot join.",
    ),
    "how_to_stop": (
        "Lopeta painamalla Ctrl+C.",
        "Avsluta med Ctrl+C.",
        "Stop with Ctrl+C.",
    ),
    "stopped": ("Asukasilta on suljettu.", "Asukasilta är stängd.", "Asukasilta is closed."),
    "fell": (
        "Asukasilta pysähtyi itsestään (koodi {code}): käynnistä se uudelleen samalla komennolla.",
        "Asukasilta stannade av sig själv (kod {code}): starta den på nytt med samma kommando.",
        "Asukasilta stopped by itself (code {code}): start it again with the same command.",
    ),
    "no_start": (
        "Asukasilta ei käynnistynyt (koodi {code}): syy on yllä.",
        "Asukasilta startade inte (kod {code}): orsaken står ovan.",
        "Asukasilta did not start (code {code}): the reason is above.",
    ),
    "gate_ok": ("{gate}: kunnossa", "{gate}: ok", "{gate}: ok"),
    "gate_failed": ("{gate}: ei mennyt läpi", "{gate}: underkänd", "{gate}: failed"),
}


def reader_language(environ: "Mapping[str, str]", ask_system: Callable = locale.getlocale) -> str:
    """fi, sv or en, from what the computer is set to."""
    names = [environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    with contextlib.suppress(ValueError):
        names.append(ask_system()[0])
    chosen = next((name for name in names if name), "")
    first = re.split("[^a-z]", chosen.lower())[0]
    return {"fi": "fi", "finnish": "fi", "sv": "sv", "swedish": "sv"}.get(first, "en")


def say(key: str, **values: object) -> str:
    sentence = WORDS[key][LANGUAGES.index(reader_language(os.environ))]
    return sentence.format(**values) if values else sentence


def refusal(version: tuple) -> str:
    """What to say to a Python that is too old; nothing to one that will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return say("python_old", version="{}.{}".format(*version[:2]))


if refusal(sys.version_info):
    sys.stderr.write(refusal(sys.version_info) + "\n")
    sys.exit(2)

WINDOWS = sys.platform == "win32"
BASE = Path(__file__).resolve().parent
VENV = Path(os.environ.get("ASUKASILTA_VENV") or BASE / ".venv").expanduser().absolute()
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOG, LOCK, UNFINISHED = VENV / "install.log", VENV / "install.lock", VENV / "unfinished"
RUNNING_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"

FOR_USE, FOR_TESTS = ("requirements.txt",), ("requirements.txt", "requirements-dev.txt")
PIP_INSTALL = (
    *("-m", "pip", "install", "--no-input", "--disable-pip-version-check"),
    *("--progress-bar", "off", "--retries", "2", "--only-binary", ":all:"),
)
"""Never from source: that needs a compiler, and fails after half an hour where a missing wheel fails at once."""
COMMANDS = (
    "demo",
    "new",
    "step",
    "links",
    "report",
    "export",
    "backup",
    "restore",
    "delete",
    "move",
    "import",
    "replay",
    "tour",
)
GATES = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "lint-imports": [
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as go; sys.exit(go())",
    ],
}
READ_TESTS = ["-m", "pytest", "--collect-only", "--quiet", "-n=0"]

DEFAULT_PORT = 8501
FOLDER_TAKEN = 73
"""The server's exit code when another one holds its data folder (EX_CANTCREAT)."""
PATIENCE = 10
"""Seconds that a child gets to end by itself after the first stop signal."""
NEIGHBOURS = ("192.0.2.1", "10.42.0.2", "192.168.137.2", "192.168.2.2")
"""Where to ask which of our addresses would be used: an address that is nobody's, for the ordinary network,
then the networks that Linux, Windows and macOS make when they share theirs."""
NOWHERE = ("0.", "127.", "169.254.")
"""Addresses that a phone cannot reach."""
FAILURES = (
    ("disk_full", r"No space left on device|\[WinError 112\]"),
    (
        "no_network",
        r"connection broken by|connection error|Connection(Error|ResetError)|getaddrinfo failed|timed out",
    ),
    ("no_package", r"No matching distribution found for (?P<package>[\w.-]+)"),
)
"""What pip's log says, the first that fits: without a network pip also claims to find no distribution."""


class Sorry(Exception):
    """Something the reader can mend: a key of WORDS and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def __str__(self) -> str:
        return say(self.key, **self.values)


# --- A process in our care ---


class Child:
    """A process that never outlives this one: whatever asks us to stop asks it to stop, with `stop_with`.

    `alone` keeps it out of the terminal's reach, so that Ctrl+C comes to it once, through us; otherwise the
    terminal tells it too. Windows tells every process of a console by itself, and has no signal to hand on.
    """

    process: subprocess.Popen

    def __init__(
        self, command: Sequence[str], alone: bool = False, stop_with: int = signal.SIGTERM, **options: Any
    ) -> None:
        self.command, self.options, self.alone, self.stop_with = command, options, alone, stop_with
        if alone and not WINDOWS:
            self.options["process_group"] = 0
        self.started = False
        self.received = 0

    def __enter__(self) -> "Child":
        self.former = {number: signal.signal(number, self.on_signal) for number in stop_signals()}
        self.process = subprocess.Popen(self.command, **self.options)
        self.started = True
        if self.received:
            self.hand_on()
        return self

    def on_signal(self, number: int, _frame: object) -> None:
        self.received = number
        if self.started and (self.alone or number != signal.SIGINT):
            self.hand_on()

    def hand_on(self) -> None:
        if not WINDOWS:
            self.process.send_signal(self.stop_with)
        last_resort = threading.Timer(PATIENCE, self.process.kill)
        last_resort.daemon = True
        last_resort.start()

    def ended(self, within: float | None) -> bool:
        """Whether it has; waits for so many seconds, or without end."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(within)
        return self.process.returncode is not None

    def wait(self) -> int:
        """The exit code, as a shell would tell it. Looks up now and then: a signal may reach another thread of ours
        (one that opens the browser), and Python acts on it only when this one wakes."""
        while not self.ended(within=0.5):
            pass
        code = self.process.returncode
        return code if code >= 0 else 128 - code

    def __exit__(self, *_error: object) -> None:
        if not self.ended(within=0):
            self.process.terminate()
        if not self.ended(within=PATIENCE):
            self.process.kill()
            self.process.wait()
        for number, handler in self.former.items():
            signal.signal(number, handler)


def stop_signals() -> list[signal.Signals]:
    """Those that this system has and that nobody told us to ignore, as nohup does."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]


# --- The virtual environment ---


def ensure_packages(files: Sequence[str]) -> None:
    """Starts no process when all is there: a stamp beside the packages tells what they were made from."""
    if is_usable() and is_stamped(files):
        return
    if sys.version_info[:2] > NEWEST:
        tell(say("python_new", version=RUNNING_PYTHON))
    with only_installer():
        if not is_usable():
            make_venv()
        install(files)


def is_usable() -> bool:
    """False for a half-made folder, and for one whose Python has been removed since or was always too old."""
    home = venv_settings().get("home", "")
    whole = PYTHON.exists() and not UNFINISHED.exists()
    return whole and Path(home).is_dir() and venv_version() >= OLDEST


def venv_settings() -> dict[str, str]:
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines)
    return {name.strip(): value.strip() for name, _, value in pairs}


def venv_version() -> tuple[int, ...]:
    settings = venv_settings()
    version = settings.get("version") or settings.get("version_info", "")
    return tuple(int(number) for number in re.findall("[0-9]+", version)[:2])


def fingerprint(files: Sequence[str]) -> str:
    content = b"".join((BASE / name).read_bytes() for name in files)
    return hashlib.sha256(repr(venv_version()).encode() + content).hexdigest()


def stamp(files: Sequence[str]) -> Path:
    return VENV / (files[-1] + ".installed")


def is_stamped(files: Sequence[str]) -> bool:
    return stamp(files).exists() and stamp(files).read_text() == fingerprint(files)


@contextlib.contextmanager
def only_installer() -> Iterator[None]:
    """Keeps two launchers from making one environment at the same time; the system lets go of a dead one's lock."""
    try:
        VENV.mkdir(parents=True, exist_ok=True)
        lock = LOCK.open("a")
    except OSError:
        raise Sorry("no_writing", folder=VENV, option="ASUKASILTA_VENV") from None
    with lock:
        try:
            take(lock)
        except OSError:
            raise Sorry("install_busy") from None
        yield


def take(lock: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Progress:
    """How far pip is, out of its log: one line that renews itself on a terminal, elsewhere a line now and then."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.at_first = self.packages()
        self.landmark = ()

    def packages(self) -> int:
        """Names only: pip moves folders about while we look."""
        site = next(VENV.glob("lib/python*/site-packages"), VENV / "Lib" / "site-packages")
        with contextlib.suppress(OSError):
            return sum(entry.suffix == ".dist-info" for entry in site.iterdir())
        return 0

    def show(self, log: str) -> None:
        names = list(dict.fromkeys(re.findall("^Collecting ([A-Za-z0-9._-]+)", log, re.MULTILINE)))
        total = len(packages_to_install(log))
        if total:
            done = min(max(self.packages() - self.at_first, 0), total)
            self.line(say("installing", done=done, total=total), landmark=("installing", done // 20))
        elif names:
            done = len(names)
            self.line(say("fetching", done=done, name=names[-1]), landmark=("fetching", done // 20))

    def line(self, sentence: str, landmark: tuple) -> None:
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r" + sentence[:width].ljust(width))
            sys.stderr.flush()
        elif landmark != self.landmark:
            tell(sentence)
        self.landmark = landmark

    def close(self) -> None:
        if self.live and self.landmark:
            sys.stderr.write("\n")


def make_venv() -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Sorry("no_venv")
    empty_venv()
    UNFINISHED.touch()
    base_python = getattr(sys, "_base_executable", None) or sys.executable
    code = logged([base_python, "-m", "venv", str(VENV)], Progress())
    if code:
        raise Sorry("no_venv" if "ensurepip" in read_log() else "install_failed", log=LOG)
    UNFINISHED.unlink()


def empty_venv() -> None:
    """Only what is an environment, or what is left of one, is ever deleted."""
    inside = [entry for entry in VENV.iterdir() if entry != LOCK]
    if inside and not (UNFINISHED.exists() or (VENV / "pyvenv.cfg").exists()):
        raise Sorry("not_ours", folder=VENV)
    for entry in sorted(inside, key=lambda entry: entry == UNFINISHED):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def install(files: Sequence[str]) -> None:
    """An environment is half-made from pip's first change to it until its last."""
    tell(say("first_time"))
    UNFINISHED.touch()
    code = logged([str(PYTHON), *PIP_INSTALL, "-r", str(BASE / files[-1])], Progress())
    log = read_log()
    if code == 0 or not packages_to_install(log):
        UNFINISHED.unlink()
    if code:
        raise reason(log)
    stamp(files).write_text(fingerprint(files))
    tell(say("installed"))


def logged(command: Sequence[str], progress: Progress) -> int:
    """The exit code of a command whose words go to the log, while the reader sees how far it is."""
    environment = dict(os.environ, PYTHONIOENCODING="utf-8", PYTHONUNBUFFERED="1", PIP_USER="0")
    with LOG.open("wb") as log:
        options: dict[str, Any] = {
            "env": environment,
            "stdin": subprocess.DEVNULL,
            "stdout": log,
            "stderr": log,
        }
        with Child(command, alone=True, stop_with=signal.SIGINT, **options) as child:
            while not child.ended(within=0.2):
                progress.show(read_log())
    progress.show(read_log())
    progress.close()
    if child.received:
        raise Sorry("install_stopped")
    return child.wait()


def read_log() -> str:
    return LOG.read_text(encoding="utf-8", errors="replace")


def packages_to_install(log: str) -> list[str]:
    """Empty until pip has everything at hand and begins to change the environment."""
    found = re.search("^Installing collected packages: (.+)$", log, re.MULTILINE)
    return found.group(1).split(", ") if found else []


def reason(log: str) -> Sorry:
    for key, pattern in FAILURES:
        found = re.search(pattern, log)
        if found:
            return Sorry(key, log=LOG, version=".".join(map(str, venv_version())), **found.groupdict())
    return Sorry("install_failed", log=LOG)


# --- The server ---


def start(words: Sequence[str], data: Path) -> int:
    port, browser = start_options(words)
    check_port(port)
    check_folder(data)
    ensure_packages(FOR_USE)
    tell(say("starting"))
    streamlit = [str(PYTHON), "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    # The server reads the end of this pipe when we are gone, also when we were killed and could say nothing.
    values = dict(environment(data), ASUKASILTA_LAUNCHED="1")
    options: dict[str, Any] = {"cwd": BASE, "env": values, "stdin": subprocess.PIPE}
    with Child([*streamlit, "--server.headless", "true"], alone=True, **options) as server:
        came_up = answers(server, port)
        if came_up:
            announce(port, browser)
        code = server.wait()
    if code == FOLDER_TAKEN:
        raise Sorry("folder_taken", folder=data)
    how = "stopped" if server.received else "fell" if came_up else "no_start"
    tell("\n" + say(how, code=code))
    return code


def start_options(words: Sequence[str]) -> tuple[int, bool]:
    port, browser = DEFAULT_PORT, True
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if name == "--port":
            port = port_number(value or next(rest, ""))
        elif word == "--no-browser":
            browser = False
        else:
            raise Sorry("unknown", word=word)
    return port, browser


def port_number(value: str) -> int:
    if not value:
        raise Sorry("no_value", option="--port")
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise Sorry("port_odd", value=value)
    return int(value)


def check_port(port: int) -> None:
    if not is_free(port):
        others = range(port + 1, min(port + 100, 65536))
        raise Sorry("port_taken", port=port, free=next(filter(is_free, others), DEFAULT_PORT))


def is_free(port: int) -> bool:
    """Neither answered by anyone here nor refused to us."""
    with socket.socket() as visitor:
        visitor.settimeout(1)
        if visitor.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as host:
        if not WINDOWS:
            host.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return can(host.bind, ("", port))


def check_folder(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=data).close()
    except OSError:
        raise Sorry("no_writing", folder=data, option="--data") from None


def can(action: Callable[..., object], *values: object) -> bool:
    try:
        action(*values)
    except OSError:
        return False
    return True


def answers(server: Child, port: int) -> bool:
    """True once the server is up, False when it ended before that. Never asks through a proxy."""
    visitor = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while not server.ended(within=0.1):
        with contextlib.suppress(OSError, http.client.HTTPException):
            visitor.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return True
    return False


def announce(port: int, browser: bool) -> None:
    desk, phones, advice = f"http://localhost:{port}/desk", *way_in(port)
    width = max(len(say("desk")), len(say("phones"))) + 2
    print("\n" + say("running") + "\n")
    print("  " + say("desk").ljust(width) + desk)
    if phones:
        print("  " + say("phones").ljust(width) + phones)
    print()
    for key in (*advice, "how_to_stop"):
        print(textwrap.fill(say(key), 79))
    sys.stdout.flush()
    if browser and has_display():
        threading.Thread(target=webbrowser.open, args=(desk,), daemon=True).start()


def way_in(port: int) -> tuple[str, list[str]]:
    """The address for phones, and what to know about it: that of a hall's computer has its limits."""
    given, lan = os.environ.get("ASUKASILTA_ADDRESS", "").rstrip("/"), lan_address()
    if given:
        return given, []
    if not lan:
        return "", ["no_lan"]
    return f"http://{lan}:{port}", ["same_network", *(["firewall"] if WINDOWS else [])]


def lan_address() -> str | None:
    """This computer's address in the network that phones share with it. Choosing a route sends nothing."""
    for neighbour in NEIGHBOURS:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            address = probe.getsockname()[0] if can(probe.connect, (neighbour, 9)) else NOWHERE[0]
        if not address.startswith(NOWHERE):
            return str(address)
    return None


def has_display() -> bool:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return WINDOWS or sys.platform == "darwin" or any(os.environ.get(name) for name in screens)


# --- Commands and tests ---


def hand_over(words: Sequence[str], data: Path) -> int:
    """The service's own command line, which reads and writes as if it had been started in our place."""
    ensure_packages(FOR_TESTS if words[0] == "tour" else FOR_USE)
    paths = [str(BASE), os.environ.get("PYTHONPATH", "")]
    values = dict(environment(data), PYTHONPATH=os.pathsep.join(filter(None, paths)))
    command = [str(PYTHON), "-P", "-m", "service.cli", *words]
    if not WINDOWS:
        os.execve(command[0], command, values)  # noqa: S606 (no shell is wanted)
    with Child(command, env=values) as child:
        return child.wait()


def environment(data: Path) -> dict[str, str]:
    return dict(os.environ, ASUKASILTA_DATA=str(data))


def test(words: Sequence[str]) -> int:
    """Everything that must hold; pytest comes last, so that its closing line is the last thing seen."""
    ensure_packages(FOR_TESTS)
    verdicts = [] if words else gates()
    with Child([str(PYTHON), "-m", "pytest", *words], cwd=BASE, env=for_tests()) as pytest:
        return pytest.wait() or int(not all(verdicts))


def gates() -> list[bool]:
    """Meanwhile all tests are read once, so that pytest's workers find them compiled."""
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with Child([str(PYTHON), *READ_TESTS], cwd=BASE, env=for_tests(), **quiet) as reader:
        verdicts = [gate(name, command) for name, command in GATES.items()]
        reader.wait()
    return verdicts


def gate(name: str, command: Sequence[str]) -> bool:
    """Silent but for the verdict, unless it fails."""
    with tempfile.TemporaryFile() as output:
        options: dict[str, Any] = {"cwd": BASE, "env": for_tests(), "stdout": output, "stderr": output}
        with Child([str(PYTHON), *command], **options) as child:
            code = child.wait()
        if child.received:
            raise KeyboardInterrupt
        output.seek(0)
        if code:
            print(output.read().decode(errors="replace"))
    print(say("gate_failed" if code else "gate_ok", gate=name), flush=True)
    return code == 0


def for_tests() -> dict[str, str]:
    """They must not find the folder of a real evening; and what one of them has compiled, the others find."""
    left_out = ("ASUKASILTA_DATA", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in left_out}


# --- Words from the command line ---


def take_data(words: Sequence[str]) -> tuple[Path, list[str]]:
    """The data folder, made absolute, and the words without --data, wherever it stood."""
    folder, rest = os.environ.get("ASUKASILTA_DATA") or str(BASE / "data"), []
    coming = iter(words)
    for word in coming:
        name, _, value = word.partition("=")
        if name == "--data":
            folder = value or next(coming, "")
            if not folder:
                raise Sorry("no_value", option=name)
        else:
            rest.append(word)
    return Path(folder).expanduser().absolute(), rest


def tell(sentence: str) -> None:
    """On the error channel, for the other one belongs to what a command prints."""
    print(sentence, file=sys.stderr, flush=True)


def go(words: Sequence[str]) -> int:
    if words[:1] == ["test"]:
        return test(words[1:])
    data, rest = take_data(words)
    first = rest[0] if rest else ""
    if first in COMMANDS:
        return hand_over(rest, data)
    if first in ("--help", "-h", "help"):
        print(say("help"))
        return 0
    return start(rest, data)


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return go(sys.argv[1:])
    except Sorry as sorry:
        tell(str(sorry))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
