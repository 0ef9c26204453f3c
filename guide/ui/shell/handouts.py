"""Saves the article in front as a PDF file, where the reader says."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from guide.errors import GuideError
from guide.i18n import _

if TYPE_CHECKING:
    from guide.ui.shell.parts import Parts


class Handouts(QObject):
    """Asks for a file and writes the article into it."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts)
        self._parts, self._window = parts, parts.window
        self._key = ""

    @Slot()
    def ask(self) -> None:
        """Open the dialog that asks where to."""
        page = self._window.reader.page
        if page is None:
            return
        self._key = page.entry.key
        dialog = QFileDialog(self._window, _("Save as PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter(_("PDF files (*.pdf)"))
        dialog.selectFile(self._key.partition("/")[2] + ".pdf")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    @Slot(str)
    def save(self, file: str) -> None:
        """Write the PDF file and say so."""
        # Printing is loaded when something is printed.
        from guide.ui.printing.handout import handout  # noqa: PLC0415

        reader, watch = self._window.reader, self._window.watch
        try:
            handout(
                self._window.context,
                self._key,
                Path(file),
                level=reader.level,
                dress=watch.dressed,
            )
        except GuideError as error:
            self._parts.notice.say(str(error), "error")
        else:
            self._parts.notice.say(_("Saved as {0}.").format(file))
