"""Runs the program: opens what it needs, in the order that shows the first article soonest."""

import argparse
import json
import logging
import os
import sys
from functools import partial
from typing import NoReturn

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEventLoop,
    QIODevice,
    QObject,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

import guide
from guide import paths, streams
from guide.content.levels import Level
from guide.content.model import Kind
from guide.errors import GuideError, SettingsError, StoreError, UnknownKey
from guide.i18n import _
from guide.services.context import Context, open_annotations, open_context
from guide.settings import Settings
from guide.settings.values import Appearance
from guide.store.peek import last_session
from guide.ui import qtlog
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs
from guide.ui.shell.faults import Faults
from guide.ui.shell.instance import Instance
from guide.ui.shell.report import FirstPaint, StartupReport
from guide.ui.shell.signals import Farewell
from guide.ui.shell.window import Window

log = logging.getLogger(__name__)

_SELF_TEST = 30_000  # ms


def run(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    home = paths.home(options.home)
    app = _application(home)
    try:
        context = open_context(home, options.library)
        target = _target(context, options.key)
    except GuideError as error:
        code = streams.complain(error, streams.code_of(error))
        _show_sentence(app, str(error))
        return code
    instance = Instance(home.data)
    if not instance.first() and instance.hand_over(target):
        context.library.close()
        return 0
    program = Program(context, instance, StartupReport() if options.startup_report else None)
    farewell = Farewell(program)
    farewell.asked.connect(app.closeAllWindows)
    farewell.listen()
    try:
        program.open(target)
        code = app.exec()
    finally:
        farewell.close()
        program.close()
    if program.unreported is not None:
        raise program.unreported
    return code or farewell.code


class Program(QObject):
    """One window with all that it lives on."""

    def __init__(
        self, context: Context, instance: Instance, report: StartupReport | None = None
    ) -> None:
        super().__init__()
        self._context, self._instance, self._report = context, instance, report
        self.unreported: OSError | None = None  # why the start could not be reported
        self.jobs, self.bridge = Jobs(self), Bridge(self)
        self.faults = Faults(self.bridge)
        self.faults.install()
        self.window = Window(
            context,
            partial(open_annotations, context),
            self.jobs,
            self.bridge,
            _settings(context, self.bridge).appearance,
            last_session(context.home.store_file),
        )
        self.window.furnished.connect(self._on_furnished)
        instance.asked.connect(self.window.come_to_front)

    def open(self, target: str) -> None:
        """Show the window; the store follows the first paint."""
        self.window.show()  # before the page is laid out: once, at the right width
        self.window.start(target)
        paint = FirstPaint(self.window.column.view.viewport())
        paint.painted.connect(self._on_painted)

    def close(self) -> None:
        """End the threads, and let go of files and lock."""
        self.jobs.close()
        self._context.library.close()
        self._instance.close()
        self.faults.restore()

    @Slot()
    def _on_painted(self) -> None:
        if self._report is not None:
            self._report.painted()
        self.window.furnish()

    @Slot()
    def _on_furnished(self) -> None:
        marks = self.window.parts.marks
        marks.loaded.connect(self._on_ready)
        marks.unavailable.connect(self._on_ready)
        self.window.parts.open_store()
        self._instance.listen()

    @Slot()
    def _on_ready(self) -> None:
        if self._report is not None:
            report, self._report = self._report, None
            try:
                report.ready()
            except OSError as error:
                self.unreported = error
            self.window.close()


def picture(options: argparse.Namespace) -> int:
    """Draw the window at an entry into a file, without the reader's own marks."""
    # Needed by this command alone.
    from guide import files  # noqa: PLC0415

    files.check_place(options.output)
    _draw_without_screen()
    home = paths.home(options.home)
    app = _application(home)
    context = open_context(home, options.library)
    jobs = Jobs()
    appearance = Appearance(theme=options.theme, text_scale=options.scale)
    window = Window(context, _no_marks, jobs, Bridge(), appearance)
    try:
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(QSize(*options.size))
        window.reader.level = Level(options.level)
        window.show()
        key = _target(context, options.key)
        window.start(key)
        window.furnish()
        _settle(app, window)
        files.write_whole(_png(window), options.output)
    finally:
        jobs.close()
        context.library.close()
    _say_done(options, key)
    return 0


def _settle(app: QApplication, window: Window) -> None:
    """Let layouts and wrapping come to rest in a few rounds, then wait for what threads draw."""
    for _turn in range(5):
        app.processEvents()
    body = window.parts.body
    body.grab()  # what is never seen is never painted
    while not (body.is_settled and window.column.view.is_drawn):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        body.grab()


def handout(options: argparse.Namespace) -> int:
    """Save an entry as a PDF file."""
    _draw_without_screen()
    home = paths.home(options.home)
    _application(home)
    # Printing is needed by this command alone.
    from guide.ui.printing.handout import handout as write  # noqa: PLC0415

    context = open_context(home, options.library)
    try:
        key = _target(context, options.key)
        write(context, key.partition("#")[0], options.output, level=Level(options.level))
    finally:
        context.library.close()
    _say_done(options, key)
    return 0


def self_test(options: argparse.Namespace) -> int:
    """Open library, store, window, body and pages once, in a home of its own."""
    _draw_without_screen()
    # Needed by this command alone.
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory(prefix="therapy-guide-") as folder:
        home = paths.home(folder)
        app = _application(home)
        context = open_context(home, options.library)
        program = Program(context, Instance(context.home.data))
        test = _SelfTest(program.window, context)
        try:
            program.open("")
            program.window.furnished.connect(test.wait_for_store)
            QTimer.singleShot(_SELF_TEST, test, test.too_late)
            app.exec()
        finally:
            program.close()
    if options.json:
        _print_json({"ok": not test.failure, "checks": test.passed})
    if test.failure:
        raise GuideError(test.failure)
    if not options.json:
        sys.stdout.write(_("Library, store, window, body and pages work.") + "\n")
    return 0


class _SelfTest(QObject):
    """Opens one page of every kind as soon as the store is there."""

    def __init__(self, window: Window, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self.failure = _("The self-test did not come to its end.")
        self.passed: list[str] = []

    @Slot()
    def wait_for_store(self) -> None:
        """Everything is built: the store comes last."""
        self._window.parts.marks.loaded.connect(self.go_on)
        self._window.parts.marks.unavailable.connect(self.fail)

    @Slot()
    def go_on(self) -> None:
        """The store is open: read."""
        self.passed += ["library", "store"]
        try:
            self._read()
        except GuideError as error:
            self.fail(str(error))
            return
        self.failure = ""
        self._window.close()

    @Slot(str)
    def fail(self, sentence: str) -> None:
        """End with a sentence."""
        self.failure = sentence
        self._window.close()

    @Slot()
    def too_late(self) -> None:
        """Something waits for ever."""
        self.fail(_("The store did not open within {0} seconds.").format(_SELF_TEST // 1000))

    def _read(self) -> None:
        for kind in Kind:
            for entry in self._context.library.entries(kind)[:1]:
                self._window.reader.open(entry.key)
                if not self._window.column.view.toPlainText().strip():
                    raise GuideError(_("The page {0} is empty.").format(entry.key))
                self.passed.append(entry.key)
        if self._window.grab().isNull() or self._window.parts.body.grab().isNull():
            raise GuideError(_("The window cannot be drawn."))
        self.passed += ["window", "body"]


class _LateLog(logging.Handler):
    """Opens the log file when the first line is to be written: most starts write none."""

    def __init__(self, home: paths.Home) -> None:
        super().__init__()
        self._home = home

    def emit(self, record: logging.LogRecord) -> None:
        """Put the file in the place of this handler and hand the line on."""
        # It loads sockets and more; the first paint does not wait for that.
        from guide import log as log_file  # noqa: PLC0415

        logger = logging.getLogger("guide")
        logger.removeHandler(self)
        log_file.start(self._home.logs)
        for handler in logger.handlers:
            if record.levelno >= handler.level:
                handler.handle(record)


def _application(home: paths.Home) -> QApplication:
    logging.getLogger("guide").addHandler(_LateLog(home))
    qtlog.install(_without_window)
    app = QApplication(sys.argv[:1])
    qtlog.install()
    app.setApplicationName("therapy-guide")
    app.setApplicationDisplayName(_("Therapy Guide"))
    app.setApplicationVersion(guide.__version__)
    app.setDesktopFileName("therapy-guide")
    return app


def _without_window(reason: str) -> NoReturn:
    """Qt found no screen and would abort, which looks like a crash: end with a sentence."""
    words = _(
        "No window can be opened here ({0}); “therapy-guide picture KEY -o FILE.png” draws it into "
        "a file, and “therapy-guide show KEY” reads in the terminal."
    )
    os._exit(streams.complain(words.format(reason.rstrip("."))))


def _draw_without_screen() -> None:
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _target(context: Context, name: str) -> str:
    """The key (with ``#anchor``) that ``name`` means; UnknownKey where it means nothing."""
    if not name:
        return ""
    plain, hash_sign, anchor = name.removeprefix("therapy-guide:").partition("#")
    key = context.library.resolve(plain)
    if key is None:
        raise UnknownKey(plain)
    return f"{key}{hash_sign}{anchor}"


def _settings(context: Context, bridge: Bridge) -> Settings:
    try:
        return context.settings_file.load()
    except SettingsError as error:
        bridge.say(str(error))
        return Settings()


def _png(window: QWidget) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not window.grab().save(buffer, "PNG"):
        raise GuideError(_("The window cannot be drawn."))
    return bytes(data.data())


def _say_done(options: argparse.Namespace, key: str) -> None:
    if options.json:
        _print_json({"key": key, "file": str(options.output)})


def _print_json(document: object) -> None:
    sys.stdout.write(json.dumps(document, indent=2) + "\n")


def _no_marks() -> NoReturn:
    raise StoreError(_("This window has no notes."))


def _show_sentence(app: QApplication, sentence: str) -> None:
    """Where nobody sees the terminal: the sentence in a window of its own."""
    if app.platformName() in {"offscreen", "minimal"} or sys.stderr.isatty():
        return
    window = QWidget()
    window.setWindowTitle(_("Therapy Guide"))
    words = QLabel(sentence)
    words.setWordWrap(True)
    words.setMinimumWidth(420)
    close = QPushButton(_("Close"))
    close.clicked.connect(window.close)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(24, 24, 24, 16)
    layout.addWidget(words)
    layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    window.show()
    farewell = Farewell(window)
    farewell.asked.connect(app.closeAllWindows)
    farewell.listen()
    app.exec()
    farewell.close()


COMMANDS = {"run": run, "picture": picture, "handout": handout, "self-test": self_test}
