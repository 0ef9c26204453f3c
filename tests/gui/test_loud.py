"""The suite's own guards can fail: each is shown a breach."""

import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

pytest_plugins = ["pytester"]
_CONFTEST = Path(__file__).parents[1] / "conftest.py"

BREACHES = {
    "thread": (
        """
        import threading
        def test_it(request):
            stop = threading.Event()
            request.session.addfinalizer(stop.set)
            threading.Thread(target=stop.wait, name="forgotten", daemon=True).start()
        """,
        "Threads were left running: forgotten",
    ),
    "network": (
        """
        import socket
        def test_it():
            with socket.socket() as stream:
                stream.connect(("127.0.0.1", 9))
        """,
        "opened a network connection to",
    ),
    "address": (
        """
        import urllib.request
        def test_it():
            urllib.request.urlopen("http://example.org")
        """,
        "asked for the address of 'example.org'",
    ),
    "window": (
        """
        from PySide6.QtWidgets import QWidget
        def test_it(qapp):
            global kept
            kept = QWidget(objectName="forgotten")
            kept.show()
        """,
        "Windows were left open: forgotten",
    ),
    "dialog": (
        """
        from PySide6.QtWidgets import QDialog
        def test_it(qapp):
            QDialog().exec()
        """,
        "QDialog.exec would wait for a person",
    ),
    "question_in_a_slot": (
        """
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QMessageBox
        def ask():
            QMessageBox.question(None, "Really?", "Really?")
        def test_it(qtbot):
            timer = QTimer(singleShot=True, interval=0)
            timer.timeout.connect(ask)
            with qtbot.waitSignal(timer.timeout):
                timer.start()
        """,
        "QMessageBox.question would wait for a person",
    ),
    "Qt_message": (
        """
        from PySide6.QtCore import qWarning
        def test_it(qapp):
            qWarning("something is not right")
        """,
        "something is not right",
    ),
    "warning": (
        """
        import warnings
        def test_it():
            warnings.warn("old ways", DeprecationWarning)
        """,
        "DeprecationWarning: old ways",
    ),
    "unknown_marker": (
        """
        import pytest
        @pytest.mark.slwo
        def test_it(): ...
        """,
        "'slwo' not found in `markers`",
    ),
}


INNOCENT = """
    import socket, threading
    from PySide6.QtWidgets import QWidget
    def test_it(qtbot):
        widget = QWidget()
        qtbot.addWidget(widget)
        widget.show()
        thread = threading.Thread(target=print)
        thread.start()
        near, far = socket.socketpair()
        near.close(), far.close()
"""


def test_every_breach_fails_and_an_innocent_test_passes(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a test leaves open, or opens without leave, is an error with its name."""
    house = _CONFTEST.parents[1]
    monkeypatch.setenv("PYTHONPATH", str(house))
    rules = (house / "pyproject.toml").read_text(encoding="utf-8")
    pytester.makefile(".toml", pyproject=rules)
    tests = pytester.mkdir("tests")
    shutil.copy(_CONFTEST, tests)
    for name, (code, _says) in BREACHES.items():
        (tests / f"test_{name}.py").write_text(dedent(code), encoding="utf-8")
    (tests / "test_innocent.py").write_text(dedent(INNOCENT), encoding="utf-8")
    result = pytester.runpytest_subprocess("-rA", "--continue-on-collection-errors")
    said = result.stdout.str()
    for name, (_code, says) in BREACHES.items():
        assert says in said
        assert re.search(rf"^(FAILED|ERROR) tests/test_{name}\.py", said, re.MULTILINE), name
    assert re.search(r"^PASSED tests/test_innocent\.py", said, re.MULTILINE)
    assert not re.search(r"^(FAILED|ERROR) tests/test_innocent\.py", said, re.MULTILINE)
