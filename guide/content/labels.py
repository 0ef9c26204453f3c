"""The words for grades, directions and the like, as they stand in a compiled article.

They are not translated here: an article speaks the language of its library, not of the program.
"""

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

POINT_CAUTIONS = {
    "pregnancy:avoid": "Traditional caution: avoided in pregnancy",
    "pregnancy:care": "Traditional caution: used with care in pregnancy",
    "lung": "The lung lies under the skin here: needles can let air into the chest; press lightly only",
    "artery": "An artery runs here",
    "nerve": "A nerve runs here",
    "organ": "An organ lies beneath: press lightly only",
    "eye": "The eye is near",
    "cord": "The spinal cord or brain stem is within reach of a needle; press lightly only",
    "fontanelle": "The soft spot of an infant's skull",
    "mucosa": "On a mucous membrane",
    "genital": "In the genital area",
    "forbidden": "Traditional caution: forbidden",
}


def class_words(special: str) -> str:
    """A class of a point in words: ``back-shu:Lung``."""
    name, _, more = special.partition(":")
    words = POINT_CLASSES.get(name, name)
    return f"{words} – {more}" if more else words


def caution_words(caution: str) -> str:
    """A caution of a point in words: ``artery:radial``."""
    if caution in POINT_CAUTIONS:
        return POINT_CAUTIONS[caution]
    name, _, more = caution.partition(":")
    words = POINT_CAUTIONS.get(name, name)
    return f"{words} ({more})" if more else words


def grade_label(evidence: str, direction: str) -> str:
    """``low certainty · no difference``."""
    parts = (EVIDENCE.get(evidence, evidence), DIRECTION.get(direction, direction))
    return " · ".join(part for part in parts if part)


def seen_words(basis: str) -> str:
    """How a source was seen: ``Read as the text of a search result, not in full``."""
    words = SEEN.get(basis, basis)
    return words[:1].upper() + words[1:]
