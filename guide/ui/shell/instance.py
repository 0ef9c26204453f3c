"""One window for one home: a second start hands its key over and ends.

The lock decides who is first; it costs nothing, and one left by a crash is taken over. The socket,
which needs Qt's network part, is opened after the first paint.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCryptographicHash,
    QDeadlineTimer,
    QLockFile,
    QObject,
    QThread,
    Signal,
    Slot,
)

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 4000  # ms that a second start waits for the first one to answer
_OK = b"ok\n"


class Instance(QObject):
    """One start of the program among others in the same home.

    Signals:
        asked: a later start wants the window in front (at this key, perhaps empty).
    """

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        name = QCryptographicHash.hash(str(folder).encode(), QCryptographicHash.Algorithm.Sha256)
        self._name = f"therapy-guide-{bytes(name.toHex().data()).decode()[:20]}"
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Is no other window open for this home? Yes, too, where a lock cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        self._lock = QLockFile(str(self._folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not by its age
        taken = self._lock.tryLock(0)
        return taken or self._lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(self, key: str) -> bool:
        """Ask the window that is open to come to the front; False where it does not answer."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - off the start path

        deadline = QDeadlineTimer(_PATIENCE)
        while not deadline.hasExpired():
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(500):
                socket.write(f"{key}\n".encode())
                socket.waitForBytesWritten(500)
                answered = socket.waitForReadyRead(max(1, deadline.remainingTime()))
                return answered and bytes(socket.readAll().data()) == _OK
            QThread.msleep(50)  # the other one has not painted yet
        return False

    def listen(self) -> None:
        """Answer later starts from now on."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - off the start path

        if self._lock is None or not self._lock.isLocked():
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._name)  # what a crash left; the lock says that it is ours
        self._server.listen(self._name)

    def close(self) -> None:
        """Let the next start be the first one."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine() or socket.waitForReadyRead(500):
            key = bytes(socket.readLine(200).data()).decode("utf-8", "replace").strip()
            socket.write(_OK)
            socket.flush()
            self.asked.emit(key)
