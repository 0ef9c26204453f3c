"""Starting the program: what it says when it cannot, what it loads, and that it is there once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from guide import paths
from guide.errors import GuideError
from guide.ui import app
from guide.ui.bridge import Bridge
from guide.ui.shell import program
from guide.ui.shell.faults import Faults
from guide.ui.shell.instance import Instance
from guide.ui.shell.signals import Farewell
from tests.gui.conftest import Starter

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is a display"
)
HEAVY = (
    *("sqlalchemy", "alembic", "markdown", "yaml", "pydantic", "nh3", "rapidfuzz"),
    *("guide.ui.article.glances", "guide.ui.article.card", "guide.search.lookup"),
)


def run(
    words: list[str], home: Path, extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The program with ``words``, without a screen unless ``extra`` says otherwise."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {paths.HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment |= extra or {}
    return subprocess.run(
        [sys.executable, "-m", "guide", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_start_reports_its_figures(library_file: Path, own_home: Path) -> None:
    """``--startup-report`` prints three numbers and ends by itself."""
    done = run(["--library", str(library_file), "--startup-report"], own_home)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert set(report) == {"first_paint_ms", "ready_ms", "rss_mb"}
    assert 0 < report["first_paint_ms"] < report["ready_ms"]
    assert done.stderr == ""


def test_nothing_heavy_is_loaded_before_the_first_paint(library_file: Path, own_home: Path) -> None:
    """The article is on the screen before the store, the compiler or the fuzzy search is loaded."""
    code = (
        "import sys, json, guide.ui.app\n"
        "from guide.ui.shell import program\n"
        "furnish = program.Window.furnish\n"
        "def painted(window):\n"
        f"    print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))\n"
        "    assert window.column.view.toPlainText().strip()\n"
        "    furnish(window)\n"
        "program.Window.furnish = painted\n"
        f"sys.exit(guide.ui.app.main(['--library', {str(library_file)!r}, '--startup-report']))\n"
    )
    environment = os.environ | {paths.HOME_VARIABLE: str(own_home)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0]) == []


def test_an_unknown_key_is_one_sentence(library_file: Path, own_home: Path) -> None:
    """No window, no traceback: the sentence names what was not found."""
    done = run(["--library", str(library_file), "therapy/nowhere"], own_home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "therapy/nowhere" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_key_may_be_any_name(library_file: Path, own_home: Path) -> None:
    """A code, a slug or a link all open the window."""
    for name in ("ST36", "tuina", "therapy-guide:therapy/back-stepping#sources"):
        done = run(["--library", str(library_file), name, "--startup-report"], own_home)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["--wrong"], ["picture", "tuina"], ["tuina", "gua-sha"]])
def test_wrong_words_are_wrong_usage(words: list[str], own_home: Path) -> None:
    """Exit code 2, as for every command."""
    assert run(words, own_home).returncode == 2


def test_a_missing_library_is_one_sentence(own_home: Path, tmp_path: Path) -> None:
    """The file is named; nothing is created in the home but a log."""
    done = run(["--library", str(tmp_path / "none.tgpack")], own_home)
    assert done.returncode == 1
    assert "none.tgpack" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (own_home / "data").exists()


@linux
def test_without_a_display_it_says_what_else_works(own_home: Path) -> None:
    """One sentence instead of Qt's abort."""
    for extra in ({"QT_QPA_PLATFORM": ""}, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}):
        done = run([], own_home, extra)
        assert done.returncode == 1
        assert "no display" in done.stderr
        assert "picture" in done.stderr
        assert "show" in done.stderr
        assert done.stderr.count("\n") == 1


@linux
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DISPLAY", "rubbish", "could not connect to display rubbish"),
        ("DISPLAY", "localhost:987", "could not connect to display localhost:987"),
        ("WAYLAND_DISPLAY", "wayland-987", "could not connect to display"),
        ("QT_QPA_PLATFORM", "nonsense", "nonsense"),
    ],
)
def test_a_display_that_does_not_answer_is_one_sentence(
    name: str, value: str, reason: str, library_file: Path, own_home: Path
) -> None:
    """Qt would abort without a word; it is told why, and what works without a screen."""
    # Without a folder for it, Wayland's own library would complain first.
    extra = {"QT_QPA_PLATFORM": "", "XDG_RUNTIME_DIR": str(own_home.parent), name: value}
    done = run(["--library", str(library_file)], own_home, extra)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("No window can be opened here (")
    # Where a library of the screen is missing, Qt names that before it looks for the screen.
    assert reason in done.stderr or "libxcb-cursor0 is needed" in done.stderr
    assert "picture" in done.stderr
    assert "show" in done.stderr
    assert done.stderr.count("\n") == 1


@linux
def test_a_terminal_gets_the_sentence_and_no_window(
    library_file: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """The shell is not blocked; where nobody sees the terminal, a window says it."""
    monkeypatch.setattr(QApplication, "platformName", staticmethod(lambda: "xcb"))
    shown: list[str] = []

    def look() -> int:
        shown.extend(label.text() for one in qapp.topLevelWidgets() for label in _labels(one))
        qapp.closeAllWindows()
        return 0

    monkeypatch.setattr(QApplication, "exec", staticmethod(look))
    for terminal in (True, False):
        monkeypatch.setattr(sys.stderr, "isatty", lambda answer=terminal: answer, raising=False)
        program._show_sentence(qapp, "It is not here.")
        assert shown == ([] if terminal else ["It is not here."])


def _labels(window: QWidget) -> list[QLabel]:
    return window.findChildren(QLabel) if window.isVisible() else []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python is not affected")
def test_the_pair_that_crashes_is_refused() -> None:
    """PySide6 6.12 on Python 3.11 aborts at random; it is named before it can."""
    app.check_qt("6.11.3")
    with pytest.raises(GuideError, match=r"6\.12\.0 crashes on Python"):
        app.check_qt("6.12.0")
    with pytest.raises(GuideError):
        app.check_qt("7.0.0")


def test_a_picture_needs_no_screen(library_file: Path, own_home: Path, tmp_path: Path) -> None:
    """``picture`` draws the window at the size, theme and text size that were asked for."""
    out = tmp_path / "window.png"
    words = ["picture", "therapy/back-stepping", "-o", str(out), "--library", str(library_file)]
    done = run([*words, "--size", "900x700", "--theme", "dark", "--scale", "1.25"], own_home)
    assert done.returncode == 0, done.stderr
    image = QImage(str(out))
    assert (image.width(), image.height()) == (900, 700)
    assert image.pixelColor(2, 2).lightness() < 60
    colours = {image.pixel(x, y) for x in range(0, 900, 7) for y in range(0, 700, 7)}
    assert len(colours) > 40


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (["-o", "missing/window.png"], 1, "cannot be written (there is no folder missing)"),
        (["-o", "window.xyz"], 2, "“window.xyz” does not end in .png"),
        (["-o", "window.png", "--size", "foo"], 2, "“foo” is no size such as 1440x900"),
        (["-o", "window.png", "--size", "9x9"], 2, "“9x9” is no size such as 1440x900"),
        (["-o", "window.png", "--scale", "9"], 2, "“9” is no text size from 0.5 to 3"),
        (["-o", "window.png", "--scale", "big"], 2, "“big” is no text size from 0.5 to 3"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_picture_that_cannot_be_says_why(
    words: list[str], code: int, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason and the limits, not the name of a function."""
    assert app.main(["picture", "therapy/tuina", *words]) == code
    assert reason in capsys.readouterr().err


def test_a_handout_leaves_devices_alone(own_home: Path, library_file: Path) -> None:
    """Nothing but a regular file is replaced, and what was not written is not called written."""
    words = ["handout", "tuina", "--library", str(library_file), "-o", os.devnull]
    done = run(words, own_home)
    assert done.returncode == 1
    assert "cannot be written (it is no regular file)" in done.stderr
    assert not Path(os.devnull).is_file()


def test_pages_on_paper_are_told_as_json(
    library_file: Path, own_home: Path, tmp_path: Path
) -> None:
    """``--json`` names what was written, for a script."""
    out = tmp_path / "sheet.pdf"
    words = ["handout", "tuina", "--library", str(library_file), "-o", str(out), "--json"]
    done = run(words, own_home)
    assert json.loads(done.stdout) == {"key": "therapy/tuina", "file": str(out)}
    assert out.read_bytes().startswith(b"%PDF")


def test_the_self_test_can_answer_in_json(library_file: Path, own_home: Path) -> None:
    """One document, with everything that was looked at."""
    done = run(["self-test", "--json", "--library", str(library_file)], own_home)
    answer = json.loads(done.stdout)
    assert answer["ok"] is True
    assert {"library", "store", "window", "body"} < set(answer["checks"])


@linux
def test_the_self_test_without_anybody_to_tell(library_file: Path, own_home: Path) -> None:
    """A closed output changes nothing."""
    line = f'"{sys.executable}" -m guide self-test --library "{library_file}" >&-'
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.is_char_device(), reason="this system has no full disk at hand")
@pytest.mark.parametrize("word", ["self-test", "--startup-report"])
def test_a_full_disk_under_the_output_is_told(
    word: str, library_file: Path, own_home: Path
) -> None:
    """The program ends and says so, although a report could not be written."""
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "guide", word, "--library", str(library_file)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "No space left on device\n")


TYPE = """
import functools, signal, sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from guide.ui.shell import program

def type_(window):
    QTest.keyClicks(window.findChild(QPlainTextEdit, "noteEditor"), "the last word")
    print("typed", flush=True)

def furnished(self):
    before(self)
    self.window.parts.marks.loaded.connect(functools.partial(type_, self.window))

# Whoever runs the tests may ignore these signals (nohup), and what is ignored is inherited.
for name in ("SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
before = program.Program._on_furnished
program.Program._on_furnished = furnished
import guide.ui.app
sys.exit(guide.ui.app.main(["--library", sys.argv[1], "therapy/tuina"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="there are no signals that ask a program to end")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 0), ("SIGINT", 130), ("SIGHUP", 0)])
def test_a_logout_keeps_the_last_word(
    name: str, code: int, library_file: Path, own_home: Path
) -> None:
    """A word typed a moment before the program is told to end is in the note."""
    with subprocess.Popen(
        [sys.executable, "-c", TYPE, str(library_file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"typed\n"
        running.send_signal(getattr(signal, name))
        try:
            _said, complained = running.communicate(timeout=30)
        finally:
            running.kill()  # else a test that failed would wait for it
    assert (running.returncode, complained) == (code, b"")
    listed = run(["notes", "list", "--json"], own_home)
    assert [note["text"] for note in json.loads(listed.stdout)] == ["the last word"]


@pytest.mark.skipif(os.name != "posix", reason="there are no signals that ask a program to end")
def test_signals_are_given_back(qapp: QApplication) -> None:
    """And one that is ignored (nohup) stays ignored meanwhile."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    ended = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    broken_off = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        farewell = Farewell()
        farewell.listen()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) != signal.SIG_DFL
        farewell.close()
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
        assert signal.getsignal(signal.SIGINT) == signal.default_int_handler
    finally:
        signal.signal(signal.SIGHUP, before)
        signal.signal(signal.SIGTERM, ended)
        signal.signal(signal.SIGINT, broken_off)


def test_the_self_test_passes(library_file: Path, own_home: Path) -> None:
    """Every package runs it; it touches nothing of the reader's."""
    done = run(["self-test", "--library", str(library_file)], own_home)
    assert done.returncode == 0, done.stderr
    assert not own_home.exists()


def test_a_home_with_blanks_and_chinese_letters(library_file: Path, tmp_path: Path) -> None:
    """The reader's folder may be called anything."""
    home = tmp_path / "my 家 folder"
    done = run(["--library", str(library_file), "--startup-report"], home, {"LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    assert (home / "data" / "store.db").exists()


def test_a_second_start_hands_over(start: Starter, library_file: Path, qtbot: QtBot) -> None:
    """Only one window per home: the second start opens its key there and ends at once."""
    window = start("therapy/tuina")
    environment = os.environ | {paths.HOME_VARIABLE: str(start.home)}
    second = subprocess.Popen(
        [sys.executable, "-m", "guide", "--library", str(library_file), "gua-sha"],
        cwd=ROOT,
        env=environment,
    )
    try:
        qtbot.waitUntil(lambda: len(window.reader.desk.ways) == 2, timeout=20_000)
        assert window.reader.desk.way.step.target == "therapy/gua-sha"
        assert second.wait(20) == 0
    finally:
        second.kill()
        second.wait()


def test_a_lock_left_by_a_crash_is_taken_over(tmp_path: Path) -> None:
    """After a power cut the next start is the first one again."""
    code = (
        "import os, pathlib, sys\n"
        "from guide.ui.shell.instance import Instance\n"
        "instance = Instance(pathlib.Path(sys.argv[1]))\n"
        "assert instance.first()\n"
        "os._exit(9)  # no time to unlock\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert (tmp_path / "window.lock").exists()
    instance = Instance(tmp_path)
    assert instance.first()
    instance.close()


def test_one_that_does_not_answer_is_not_waited_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that hangs cannot keep the reader out."""
    monkeypatch.setattr("guide.ui.shell.instance._PATIENCE", 200)
    one, two = Instance(tmp_path), Instance(tmp_path)
    assert one.first()
    assert not two.first()
    assert not two.hand_over("therapy/tuina")
    one.close()
    assert two.first()
    two.close()


def test_a_folder_that_cannot_be_made_does_not_keep_the_window_shut(tmp_path: Path) -> None:
    """Without a lock every start counts as the first."""
    (tmp_path / "data").write_text("a file")
    assert Instance(tmp_path / "data").first()


def test_a_bug_is_logged_and_said_calmly(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    """No traceback reaches the reader."""
    bridge = Bridge()
    said: list[str] = []
    bridge.said.connect(said.append)
    bridge.listening()
    faults = Faults(bridge)
    faults.install()
    try:
        sys.excepthook(ValueError, ValueError("inside"), None)
        sys.excepthook(GuideError, GuideError("This is known."), None)
    finally:
        faults.restore()
    assert said[0].startswith("Something went wrong")
    assert "inside" not in said[0]
    assert said[1] == "This is known."
    assert "a bug" in caplog.text


def test_words_said_too_early_wait(qtbot: QtBot) -> None:
    """What happens before the window listens is not lost."""
    bridge = Bridge()
    said: list[str] = []
    bridge.said.connect(said.append)
    bridge.say("first")
    assert said == []
    bridge.listening()
    bridge.say("second")
    assert said == ["first", "second"]
