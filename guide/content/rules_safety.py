"""What no article may leave out: cautions, and a grade and a source for every claim."""

from collections.abc import Mapping

from guide.content.article import LONGEST_SUMMARY, Article, Claim, Direction, Evidence
from guide.content.findings import Notes
from guide.content.model import Kind
from guide.content.vocabulary import Source
from guide.i18n import _

_WITH_CAUTIONS = frozenset({Kind.THERAPY, Kind.CONDITION})
_NEEDS_NO_SOURCE = frozenset({Evidence.NONE, Evidence.USUAL_CARE})
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def check_cautions(article: Article, notes: Notes) -> None:
    """A therapy says who must not have it and who only with care; a condition at least one of both."""
    if article.kind not in _WITH_CAUTIONS:
        return
    cautions = article.front.cautions
    line = article.line("cautions")
    if cautions is None:
        sentence = _("say who must not have it: the field “cautions” is missing.")
        notes.add("missing-cautions", article.file, line, sentence)
    elif article.kind is Kind.THERAPY:
        for field in ("absolute", "relative"):
            if field == "absolute" and cautions.none_known:
                continue
            if not getattr(cautions, field):
                sentence = _("the list “{}” is empty; name at least a set.").format(field)
                notes.add("missing-cautions", article.file, line, sentence)
    elif not (cautions.absolute or cautions.relative or cautions.red_flags):
        sentence = _("all lists of cautions are empty.")
        notes.add("missing-cautions", article.file, line, sentence)


def check_claims(article: Article, sources: Mapping[str, Source], notes: Notes) -> None:
    """Every claim has a grade with direction and basis, and a source or a reason to have none.

    A grade needs a source that somebody has seen: in full, as its abstract, in part or second hand.
    """
    for nth, claim in enumerate(article.front.claims):
        line = article.line("claims", nth)
        for field in ("evidence", "direction", "basis"):
            if getattr(claim, field) is None:
                sentence = _("the claim “{}” has no “{}”.").format(claim.says, field)
                notes.add("claim-without-grade", article.file, line, sentence)
        if not claim.sources and not (claim.evidence in _NEEDS_NO_SOURCE and claim.note):
            sentence = _(
                "the claim “{}” names no source (only “none” and “usual-care” may, with a note)."
            ).format(claim.says)
            notes.add("claim-without-source", article.file, line, sentence)
        named = [sources[one] for one in claim.sources if one in sources]
        if claim.evidence not in _NEEDS_NO_SOURCE and named and not any(s.seen for s in named):
            sentence = _("the claim “{}” has a grade, but nobody has seen a source of it.")
            notes.add("unseen-source", article.file, line, sentence.format(claim.says))
        for sentence in _contradictions(claim):
            notes.add("bad-value", article.file, line, sentence)


def _contradictions(claim: Claim) -> list[str]:
    found = []
    if claim.evidence is Evidence.NONE and claim.direction is Direction.FAVOURS:
        found.append(_("“none” means that no trial was found; nothing can then favour the claim."))
    if claim.evidence is Evidence.AGAINST and claim.direction is Direction.FAVOURS:
        found.append(_("“against” and “favours” contradict each other."))
    graded = claim.evidence is not None and claim.evidence is not Evidence.USUAL_CARE
    if graded and claim.basis == "usual-care":
        found.append(_("the basis “usual-care” goes with the evidence “usual-care” alone."))
    return found


def check_summary(article: Article, notes: Notes) -> None:
    """A summary fits into a list."""
    length = len(article.front.summary)
    if length > LONGEST_SUMMARY:
        sentence = _("the summary has {} characters; {} fit into a list.")
        line = article.line("summary")
        notes.add("long-summary", article.file, line, sentence.format(length, LONGEST_SUMMARY))


def check_reviewed(article: Article, notes: Notes) -> None:
    """A review has a plausible date. Not judged by the clock: a wrong one must not stop a build."""
    reviewed = article.front.reviewed
    if not _FIRST_YEAR <= reviewed.year <= _LAST_YEAR:
        sentence = _("reviewed: {} cannot be right; write the day of the review.")
        line = article.line("reviewed")
        notes.add("bad-value", article.file, line, sentence.format(reviewed))
