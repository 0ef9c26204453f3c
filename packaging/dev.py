"""The one door for developers: run, test, check, bench, format, dist, soak, library, clean.

Needs nothing but Python 3.11 or newer; everything else it sets up itself, inside the source tree.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
VENV = SOURCE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / ("python.exe" if os.name == "nt" else "python"))


def _hand_over() -> int:
    """Run this file again with a Python that is new enough; 2 where there is none."""
    names = [PYTHON, "python3.13", "python3.12", "python3.11", "python3.14"]
    for name in filter(None, map(shutil.which, names)):
        probe = [name, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        if subprocess.call(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([name, __file__, *sys.argv[1:]])
    found = ".".join(map(str, sys.version_info[:2]))
    print(f"Therapy Guide needs Python 3.11 or newer; this is {found}. ", end="")
    print("Install one from python.org or your system, then run this again with it.")
    return 2


# Down to here the file speaks the Python of long ago, so that an old one can say what is missing.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(_hand_over())

import system  # noqa: E402 - the file beside this one, written for the Python that is needed

PACK = SOURCE / "build" / "library.tgpack"
LIBRARY = SOURCE / "resources" / "library"
STAMP = VENV / "set-up"
FIRST_PICTURE = "therapy/back-stepping"
MADE_OF = ("resources/library", "resources/atlas", "guide/content", "guide/markup", "guide/atlas")
"""What a compiled library depends on."""
SOAK = {"THERAPY_GUIDE_KILLS": "5000"}
SOAKED = ("tests/features/test_store_survives_kills.py",)
"""What the soak sets, and the tests that read it."""
LITTER = ("build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis")


class Stop(Exception):
    """Something that only the person can mend; the text says what to do."""


def main(words: list[str]) -> int:
    """Do the command that ``words`` begin with; the rest are its arguments."""
    name, *arguments = words or ["help"]
    if arguments[:1] == ["--"]:
        del arguments[0]
    if name not in COMMANDS:
        print(__doc__)
        for command, action in COMMANDS.items():
            print(f"  {command:8} {(action.__doc__ or '').splitlines()[0]}")
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        return COMMANDS[name](arguments)
    except (Stop, system.Missing) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Open the window; an argument (such as a KEY) is passed on."""
    _set_up()
    _compile()
    screen = system.has_screen(PYTHON, _environment())
    if screen or (arguments and not re.match(r"[a-z]+/", arguments[0])):
        extra = {} if screen else {"QT_QPA_PLATFORM": "offscreen"}
        return _call([PYTHON, "-m", "guide", *arguments], extra)
    key = arguments[0] if arguments else FIRST_PICTURE
    picture = SOURCE / "build" / f"{key.partition('/')[2].partition('#')[0]}.png"
    print("There is no display here, so the window is drawn into a picture.", flush=True)
    command = [PYTHON, "-m", "guide", "picture", key, "-o", str(picture)]
    code = _call(command, {"QT_QPA_PLATFORM": "offscreen"})
    if code == 0:
        guide = BIN / "therapy-guide"
        print(f"\n  {picture}\n\nThese work without a display, too:")
        for line in (
            "show KEY",
            "search WORDS",
            "plate front -o FILE.svg",
            "handout KEY -o FILE.pdf",
        ):
            print(f"  {system.quoted(guide)} {line}")
    return code


def test(arguments: list[str]) -> int:
    """Run the tests, or those that the arguments name (as for pytest)."""
    _set_up()
    _compile()
    chosen = arguments or _side_by_side(os.cpu_count() or 1)
    return _call([PYTHON, "-m", "pytest", *chosen], {"QT_QPA_PLATFORM": "offscreen"})


def _side_by_side(processors: int) -> list[str]:
    """Some files of tests at once. One by one is better where somebody looks at a few of them."""
    return ["-n", str(min(processors, 4)), "--dist", "loadfile"] if processors > 1 else []


def soak(arguments: list[str]) -> int:
    """Run the long forms of the tests that have one."""
    _set_up()
    _compile()
    extra = {"QT_QPA_PLATFORM": "offscreen"} | SOAK
    return _call([PYTHON, "-m", "pytest", *SOAKED, *arguments], extra)


def check(_arguments: list[str]) -> int:
    """Check form, style, types, imports and the library; says at the end what failed."""
    _set_up()
    checks = {
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "ruff check": [PYTHON, "-m", "ruff", "check", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "import-linter": [str(BIN / "lint-imports"), "--no-logo"],
        "library": [PYTHON, "-m", "guide", "check", str(LIBRARY)],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if _call(command) != 0:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all good")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure start, reading, the body, compiling and finding; prints a table (--json FILE keeps it)."""
    _set_up()
    _compile()
    return _call([PYTHON, "-m", "tests.bench", *arguments], {"QT_QPA_PLATFORM": "offscreen"})


def tidy(_arguments: list[str]) -> int:
    """Bring every file into form and mend what can be mended without thinking."""
    _set_up()
    mended = _call([PYTHON, "-m", "ruff", "check", "--fix", "."])
    return _call([PYTHON, "-m", "ruff", "format", "."]) or mended


def dist(_arguments: list[str]) -> int:
    """Build the wheel (and the source package it comes from) into dist/."""
    _set_up()
    # The set-up has installed what building needs: no second environment, no second download.
    code = _call([PYTHON, "-m", "build", "--no-isolation", "--outdir", "dist", "."])
    for made in sorted((SOURCE / "dist").glob("*")) if code == 0 else ():
        print(f"  {made}  {made.stat().st_size / 1e6:.1f} MB")
    return code


def library(_arguments: list[str]) -> int:
    """Compile the articles into build/library.tgpack; only what changed is done again."""
    _set_up()
    _compile(always=True)
    return 0


def clean(arguments: list[str]) -> int:
    """Remove what was built and cached; with --all also the virtual environment."""
    for name in (*LITTER, *([".venv"] if "--all" in arguments else [])):
        shutil.rmtree(SOURCE / name, ignore_errors=True)
    for folder in ("guide", "tests", "packaging"):
        for cache in (SOURCE / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "format": tidy,
    "dist": dist,
    "soak": soak,
    "library": library,
    "clean": clean,
}


def _environment() -> dict[str, str]:
    """Ours, without what would lead the program to another Python's packages."""
    strange = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in strange}


def _call(command: list[str], extra: Mapping[str, str] | None = None) -> int:
    code = subprocess.call(command, cwd=SOURCE, env=_environment() | dict(extra or {}))
    if code < 0:
        print(f"{' '.join(command)} was ended by signal {-code}.", file=sys.stderr)
        return 128 - code
    return code


def _set_up() -> None:
    """The virtual environment with everything in it, made or renewed only where it must be."""
    wanted = _fingerprint()
    if not (STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted and _works()):
        if not _works():
            _make_environment()
        print("Installing what the program is built on (once; this takes a minute) ...", flush=True)
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        if _call([*pip, "--editable", ".[dev]"]) != 0:
            raise Stop("Installing failed; the lines above say why. Is there a network?")
        _link_by_relative_path()
        STAMP.write_text(wanted, encoding="utf-8")
    system.provide_qt(PYTHON, _environment(), VENV)


def _link_by_relative_path() -> None:
    """Let the environment name the source tree in plain letters.

    Before Python 3.13 a path in other letters keeps Python from starting in a locale without them.
    """
    for link in VENV.rglob("*therapy_guide*.pth"):
        link.write_text(os.path.relpath(SOURCE, link.parent) + "\n", encoding="ascii")


def _fingerprint() -> str:
    """What the environment was made from: another text means that it must be renewed."""
    project = (SOURCE / "pyproject.toml").read_bytes()
    return f"{hashlib.sha256(project).hexdigest()}\n{SOURCE}\n"


def _works() -> bool:
    """Whether the environment's Python starts, is new enough, and has pip."""
    if not os.access(PYTHON, os.X_OK):
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def _make_environment() -> None:
    system.provide_venv()
    print(f"Making a virtual environment in {VENV} ...", flush=True)
    if _call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stop(
            "Python could not make a virtual environment. On Debian or Ubuntu, run"
            " 'apt install python3-venv' as root, then try again."
        )


def _compile(always: bool = False) -> None:
    """Compile the library where an article, or what compiles it, is newer than the pack."""
    if not always and PACK.is_file() and _newest() <= PACK.stat().st_mtime:
        return
    PACK.parent.mkdir(exist_ok=True)
    command = [PYTHON, "-m", "guide", "pack", "build", str(LIBRARY), "-o", str(PACK)]
    if _call(command) != 0:
        raise Stop("The library could not be compiled; the lines above say which article is wrong.")
    os.utime(PACK)  # a build that found nothing to do may leave the old time


def _newest() -> float:
    """When an article or the compiler last changed; a folder changes when a file in it goes."""
    latest = 0.0
    for name in MADE_OF:
        for folder, folders, files in os.walk(SOURCE / name):
            folders[:] = [each for each in folders if each != "__pycache__"]
            for each in (Path(folder), *(Path(folder, name) for name in files)):
                latest = max(latest, each.stat().st_mtime)
    return latest


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a path in any script
    sys.exit(main(sys.argv[1:]))
