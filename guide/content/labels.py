"""The words for grades, directions and the like, as they stand in a compiled article.

They are not translated here: an article speaks the language of its library, not of the program.
"""

from collections.abc import Mapping

from guide.atlas.anchors import ELEMENTS

EVIDENCE = {
    "high": "high certainty",
    "moderate": "moderate certainty",
    "low": "low certainty",
    "very-low": "very low certainty",
    "usual-care": "usual care, not graded",
    "none": "no trial found",
    "against": "advised against",
}
"""From the best to the worst."""

DIRECTION = {
    "favours": "favours it",
    "no-difference": "no difference",
    "unclear": "unclear",
    "harm": "harm",
}

BASIS = {
    "review": "graded by a review or guideline",
    "reading": "our cautious reading",
    "usual-care": "care that guidelines name",
}

SEEN = {
    "full text": "read in full",
    "abstract": "read as its abstract, not in full",
    "excerpt": "read in part, as a search showed it, not in full",
    "second hand": "known second hand, from another page about it",
    "result text": "read as the text of a search result, not in full",
    "result text, page address lost": "read as the text of a search result; its address is lost",
    "partly general knowledge": "not seen in full; partly general knowledge",
}
"""How a source was seen, in words."""

KINDS = {
    "therapy": "Therapies",
    "condition": "Conditions",
    "point": "Points",
    "meridian": "Meridians",
    "region": "Regions",
    "term": "Terms",
    "caution": "Cautions",
    "red-flag": "Red flags",
    "source": "Sources",
    "page": "Pages",
}

POINT_CLASSES = {
    "jing-well": "Jing-well point (井): the first of the five transport points, at the nail",
    "ying-spring": "Ying-spring point (荥): the second of the five transport points",
    "shu-stream": "Shu-stream point (输): the third of the five transport points",
    "jing-river": "Jing-river point (经): the fourth of the five transport points",
    "he-sea": "He-sea point (合): the last of the five transport points, at elbow or knee",
    "yuan-source": "Yuan-source point (原): said to hold the original qi of its organ",
    "luo": "Luo-connecting point (络): said to link the meridian with its partner",
    "xi-cleft": "Xi-cleft point (郄): where qi is said to gather; used by tradition in acute trouble",
    "back-shu": "Back-shu point (背俞): on the back, named after the organ whose qi is said to reach it",
    "front-mu": "Front-mu point (募): on chest or belly, where the qi of an organ is said to gather",
    "lower-he-sea": "Lower he-sea point (下合): on the leg, said to govern a hollow organ",
    "eight-meeting": "One of the eight meeting points (八会), by tradition for a kind of tissue",
    "confluent": "Confluent point (八脉交会): said to open one of the eight vessels",
    "command": "Command point (总穴): by tradition the point for a part of the body",
}
"""``{class: words}``; what follows the colon in the table is added by ``class_words``."""
_CLASS_TERMS = {
    "luo": "luo-connecting",
    "eight-meeting": "eight-meeting-points",
    "confluent": "confluent-point",
    "command": "command-point",
}

TRADITIONAL = "Traditional caution"
POINT_CAUTIONS = {
    "pregnancy:avoid": f"{TRADITIONAL}: avoided in pregnancy.",
    "pregnancy:care": f"{TRADITIONAL}: used with care in pregnancy.",
    "lung:pneumothorax": (
        "The lung lies close under the skin: a needle can let air into the chest (pneumothorax)."
        " Light pressure only."
    ),
    "lung:deep or oblique only": (
        "The lung lies beneath: a deep or slanting needle can let air into the chest"
        " (pneumothorax). Light pressure only."
    ),
    "lung": "The lung lies beneath ({}). Light pressure only.",
    "artery:carotid - never press both sides or hard": (
        "An artery lies beneath: carotid. Never press it hard, and never on both sides at once."
    ),
    "artery": "An artery lies beneath: {}.",
    "nerve": "A nerve lies beneath: {}.",
    "organ:mediastinum (deep only)": (
        "The heart and great vessels lie behind the breastbone. Light pressure only."
    ),
    "organ:heart (sternal foramen variant)": (
        "The heart lies beneath, and in some people the breastbone has a hole there."
        " Light pressure only."
    ),
    "organ": "An organ lies beneath: {}. Light pressure only.",
    "eye": "The eye lies beside it, in its socket.",
    "cord": (
        "The spinal cord or the brain stem lies within reach of a needle. Light pressure only: {}."
    ),
    "fontanelle": "Over the soft spot of an infant’s skull: {}.",
    "mucosa": "On a mucous membrane: {}.",
    "genital": "In the genital area: {}.",
    "forbidden": f"{TRADITIONAL}: forbidden to {{}}.",
}
"""A caution as a whole or by what it is about; ``{}`` stands for the rest of its words."""

PREGNANCY = (
    "Lists of the points to avoid in pregnancy differ much. A review of 2015 (Carr) found no evidence"
    " that needling them does harm; so the guide calls this a traditional caution."
)


def class_words(special: str, names: Mapping[str, str]) -> str:
    """A class of a point in words: ``back-shu:Lung``. ``names`` has the meridians by their codes."""
    name, _, more = special.partition(":")
    words = POINT_CLASSES.get(name, name)
    if more in ELEMENTS:
        more = f"phase {more}"
    return f"{words} – {names.get(more, more)}" if more else words


def class_term(special: str) -> str:
    """The key of the term that explains a class of points; the library may lack it."""
    name = special.partition(":")[0]
    return f"term/{_CLASS_TERMS.get(name, name)}"


def caution_words(caution: str) -> str:
    """A caution of a point as a sentence: ``artery:radial``."""
    name, _, more = caution.partition(":")
    words = POINT_CAUTIONS.get(caution) or POINT_CAUTIONS.get(name)
    return words.format(more) if words else f"{caution}."


def best_words(evidence: str) -> str:
    """The best grade of an entry: ``nothing found in favour`` where it favours no claim."""
    return "nothing found in favour" if evidence == "none" else EVIDENCE.get(evidence, evidence)


def grade_label(evidence: str, direction: str) -> str:
    """``low certainty · no difference``."""
    parts = (EVIDENCE.get(evidence, evidence), DIRECTION.get(direction, direction))
    return " · ".join(part for part in parts if part)


def seen_words(basis: str) -> str:
    """How a source was seen: ``Read as the text of a search result, not in full``."""
    words = SEEN.get(basis, basis)
    return words[:1].upper() + words[1:]
