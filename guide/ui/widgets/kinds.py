"""What a reader calls the kinds of entries."""

from guide.content.model import Kind
from guide.i18n import _


def kind_word(kind: Kind) -> str:
    """What a reader calls an entry of this kind."""
    return {
        Kind.THERAPY: _("Therapy"),
        Kind.CONDITION: _("Condition"),
        Kind.POINT: _("Point"),
        Kind.MERIDIAN: _("Meridian"),
        Kind.REGION: _("Region"),
        Kind.TERM: _("Term"),
        Kind.CAUTION: _("Caution"),
        Kind.RED_FLAG: _("Red flags"),
        Kind.SOURCE: _("Source"),
        Kind.PAGE: _("Page"),
    }[kind]
