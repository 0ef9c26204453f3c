"""A loud suite: nothing real is touched, and nothing that a test leaves behind goes unnoticed.

Every test has a home of its own, no network, and no dialog that would wait for a person. A thread
or a window that outlives its test fails that test. Without PySide6 ``tests/unit`` still runs, with
``-p no:pytest-qt``.
"""

import contextlib
import gettext
import logging
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guide import i18n, paths

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_TESTS = Path(__file__).parent
_PATIENCE = 3.0  # seconds in which a thread that was told to end may end
_MODAL = {
    "QDialog": ("exec", "exec_"),
    "QMenu": ("exec", "exec_"),
    "QMessageBox": ("about", "aboutQt", "critical", "information", "question", "warning"),
    "QFileDialog": (
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileContent",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QColorDialog": ("getColor",),
    "QFontDialog": ("getFont",),
}


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Know the settings of pytest-qt where it is switched off for want of Qt."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "a setting of pytest-qt, which is not loaded")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, store, cache and logs lie in this test's own folder; it is not made before needed."""
    home = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(home))
    system = tmp_path / "system"
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME"):
        monkeypatch.setenv(f"XDG_{name}", str(system / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(system / name.lower()))
    return home


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins in English and without a log file, and ends so."""
    monkeypatch.setattr(i18n, "_translations", gettext.NullTranslations())
    logger = logging.getLogger("guide")
    before = (list(logger.handlers), logger.level, logger.propagate)
    yield
    for handler in set(logger.handlers) - set(before[0]):
        logger.removeHandler(handler)
        handler.close()
    _handlers, logger.level, logger.propagate = before


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere by name or number fails, this machine included."""
    if request.node.get_closest_marker("network"):
        return
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse_inet(stream: socket.socket, address: object) -> None:
        if stream.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"This test opened a network connection to {address}.")

    def guarded(stream: socket.socket, address: Any) -> None:
        refuse_inet(stream, address)
        connect(stream, address)

    def guarded_ex(stream: socket.socket, address: Any) -> int:
        refuse_inet(stream, address)
        return connect_ex(stream, address)

    def no_lookup(host: object, *rest: object, **named: object) -> None:
        raise AssertionError(f"This test asked for the address of {host!r}.")

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)
    monkeypatch.setattr(socket, "getaddrinfo", no_lookup)


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    """A thread that a test started must have ended, or end by itself, when the test is over."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(_PATIENCE)
    left = [thread.name for thread in set(threading.enumerate()) - before]
    if left:
        pytest.fail(f"Threads were left running: {', '.join(sorted(left))}.", pytrace=False)


@pytest.fixture(autouse=True)
def no_leftover_windows(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """In tests with a window: no modal dialog may open, and nothing visible may stay."""
    shows_windows = {"qapp", "qtbot"} & set(request.fixturenames)
    if not (shows_windows or request.path.is_relative_to(_TESTS / "gui")):
        yield
        return
    from PySide6 import QtWidgets  # noqa: PLC0415 - tests/unit runs where there is no PySide6

    if not request.node.get_closest_marker("dialogs"):
        for name, methods in _MODAL.items():
            for method in methods:
                if hasattr(getattr(QtWidgets, name), method):
                    refusal = staticmethod(_refusal(f"{name}.{method}"))
                    monkeypatch.setattr(getattr(QtWidgets, name), method, refusal)
    yield
    if QtWidgets.QApplication.instance() is None:
        return
    left = [each for each in QtWidgets.QApplication.topLevelWidgets() if each.isVisible()]
    names = sorted(each.objectName() or type(each).__name__ for each in left)
    for each in left:
        with contextlib.suppress(RuntimeError):  # a child of one that was just closed
            each.close()
            each.deleteLater()
    if names:
        pytest.fail(f"Windows were left open: {', '.join(names)}.", pytrace=False)


def _refusal(name: str) -> Any:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError(f"{name} would wait for a person; answer it in the test.")

    return refuse
