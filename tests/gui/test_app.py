"""Starting the program: what it says when it cannot, what it loads, and that it is there once."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from guide import paths
from guide.errors import GuideError
from guide.ui import app
from guide.ui.bridge import Bridge
from guide.ui.shell.faults import Faults
from guide.ui.shell.instance import Instance
from tests.gui.conftest import Starter

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "alembic", "markdown", "yaml", "pydantic", "nh3", "rapidfuzz")


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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_without_a_display_it_says_what_else_works(own_home: Path) -> None:
    """One sentence instead of Qt's abort."""
    for extra in ({"QT_QPA_PLATFORM": ""}, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}):
        done = run([], own_home, extra)
        assert done.returncode == 1
        assert "no display" in done.stderr
        assert "picture" in done.stderr
        assert "show" in done.stderr
        assert done.stderr.count("\n") == 1


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
