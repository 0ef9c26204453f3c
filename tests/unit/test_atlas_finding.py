"""How a point is found is told in whole sentences, made from its row."""

import json
import re
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from guide import paths
from guide.atlas.anchors import ACROSS, ANCHORS, LINE_ENDS, VERTEBRAE
from guide.atlas.cun import Along, Scaled
from guide.atlas.finding import is_estimate, steps
from guide.atlas.rulers import Step
from guide.atlas.scales import SCALES
from guide.atlas.tables import Point, read_meridians, read_points
from guide.atlas.words import known_words, nearest, read
from guide.errors import ContentError

ATLAS = paths.resources() / "atlas"
POINTS = {point.code: point for point in read_points(ATLAS / "points.tsv")}
WORDS = known_words()
SEVERAL = "If there are several, take the one nearest the hand."
BLADE = "the inner edge of the shoulder blade"


def told(code: str) -> list[str]:
    return [step.words for step in steps(POINTS[code], POINTS)]


def placed(level: str, lateral: float | None = None, across: str = "") -> Point:
    """A point of the front at a place of our choice."""
    return replace(POINTS["CV12"], level=level, lateral=lateral, across=across)


def test_a_point_between_two_creases_is_found_in_four_steps() -> None:
    assert told("PC6") == [
        "Find the crease of the wrist on the palm side. " + SEVERAL,
        "From there to the crease of the elbow is 12 cun.",
        "Go up 2 cun.",
        "There, between the two tendons in the middle of the forearm.",
    ]


def test_a_drawing_is_told_the_ruler_and_the_way_along_it() -> None:
    found = steps(POINTS["PC6"], POINTS)
    assert found[0].landmarks == ("wrist-crease",)
    assert (found[1].ruler, found[1].span) == ("forearm", (0, 12))
    assert found[1].landmarks == ("elbow-crease", "wrist-crease")
    assert (found[2].ruler, found[2].span, found[2].cun) == ("forearm", (12, 10), 2)
    assert found[3] == Step("There, between the two tendons in the middle of the forearm.")


def test_a_point_beside_the_spine_is_counted_from_a_bone_that_is_seen() -> None:
    assert told("BL20") == [
        f"Find T12, the twelfth thoracic vertebra. {WORDS.seen()['T12']}",
        "Count one bump of the spine up, to T11, the eleventh thoracic vertebra.",
        "Take the lower border of its spinous process, the bump that can be felt under the skin.",
        f"Go 1.5 cun to the side of the midline; from the midline to {BLADE} is 3 cun.",
    ]
    assert steps(POINTS["BL20"], POINTS)[-1].span == (3, 4.5)


@pytest.mark.parametrize(
    ("bone", "name", "down"),
    [("C2", "C2", 0), ("T1", "C7", 1), ("T6", "T7", -1), ("T9", "T7", 2), ("L5", "L4", 1)],
)
def test_the_spine_is_counted_from_the_nearest_bone_that_is_seen(
    bone: str, name: str, down: int
) -> None:
    assert nearest(bone, WORDS.seen()) == (name, down)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("BL13", "Find T3, the third thoracic vertebra. It is level with the inner ends"),
        ("GV20", "Go back 5 cun."),
        ("GV18", "Go up 4 cun."),
        ("CV2", "Go down 5 cun, to the upper edge of the pubic bone."),
        ("CV8", "There, on the midline."),
        ("ST25", "Go 2 cun to the side of the midline; from the midline to a man’s nipple is 4"),
        ("BL9", "from the midline to the mastoid (the bony bump behind the ear) is 4.5 cun."),
        ("LI19", "Go 0.5 cun to the side of the midline."),
        ("GB30", "Go a third of the way from the first to the second in a straight line."),
        ("TE18", "Find TE17 (Yìfēng). Behind the ear lobe, in the dip in front of the mastoid"),
        ("TE18", "Go a third of the way from the first to the second around the back of the ear."),
        ("GB6", "Go three quarters of the way from the first to the second along the hairline"),
        ("LU6", "There, on the straight line from LU5 (Chǐzé) to LU9 (Tàiyuān)."),
        ("ST32", "from the front spine of the hip bone to the outer end of the kneecap’s upper"),
        ("ST4", "There, 0.4 finger-cun outside the corner of the mouth."),
        ("GB23", "There, 1 cun in front of the vertical line down from the middle of the armpit."),
        ("ST6", "Go up and forwards by 1 breadth of the middle finger, along the line that"),
        ("TE9", "From the crease of the elbow to the crease of the wrist is 12 cun."),
        ("TE13", "From the fold of the armpit to the crease of the elbow is 9 cun; the same cun"),
        ("BL38", "From there to the crease under the buttock is 14 cun."),
        ("GB14", "From there to the middle of the front hairline is 3 cun."),
        ("EX-B9", "No ruler runs here: one cun is the width of the person’s own thumb"),
        ("EX-B2", "Do the same at every vertebra down to L5, the fifth lumbar vertebra: 17 levels"),
        ("EX-HN1", "The name stands for four places."),
        ("EX-HN1", "The third: 5 cun back from the middle of the front hairline, 1 cun to each"),
        ("EX-UE9", "The name stands for four places on each side of the body."),
        ("EX-UE9", "The first: the web between the thumb and the index finger."),
        ("EX-UE9", "At each of them, just behind the edge of the web"),
        ("LU11", "Find the radial corner of the nail root of the thumb. Radial is the side"),
        ("LR3", "Find the angle where the bases of the first and the second metatarsal meet."),
        ("LU7", "Find the crease of the wrist. If there are several"),
    ],
)
def test_every_way_of_placing_has_its_sentence(code: str, said: str) -> None:
    assert any(said in words for words in told(code)), told(code)


def test_a_place_of_a_clinics_own_is_told_as_well() -> None:
    """What no row of the program's table uses."""
    words = [one.words for one in steps(placed("vertebra:C4.tip", None, "pupil+2"), POINTS)]
    assert words[-1].startswith("There, 2 cun farther out than on the vertical line through the")
    assert "Take the tip of its spinous process, the bump" in words[2]
    words = [one.words for one in steps(placed("on(LU5,rib:11,2/7)"), POINTS)]
    assert words[-1] == "Go 2/7 of the way from the first to the second in a straight line."
    words = [one.words for one in steps(placed("vertebra:T1..T3;rib:12", 1), POINTS)]
    assert "The name stands for two places on each side of the body." in words
    assert (
        "The second: the free end of the twelfth rib, towards the back of the waist, 1 cun"
        in (words[-1])
    )


def test_every_point_is_told_in_whole_sentences_without_the_words_of_the_grammar() -> None:
    grammar = re.compile(rf"\b(?:{'|'.join(ANCHORS)}|line|on|curve)[:(]\S|ICS|MCP|MTP|eop")
    for code, point in POINTS.items():
        found = steps(point, POINTS)
        assert found, code
        for step in found:
            assert step.words.endswith("."), step
            assert step.words[0].isupper(), step
            assert not re.search(r"[{}@_]|  |\.\.|\bNone\b", step.words), step
            assert not grammar.search(step.words), step


def test_no_point_is_told_the_same_twice() -> None:
    for point in POINTS.values():
        words = [step.words for step in steps(point, POINTS)]
        assert len(words) == len(set(words)), words


def test_every_walk_stays_on_its_ruler() -> None:
    """Lengthwise; across, a point may lie farther out than the ruler reaches.

    One point is told to lie above the fold from which its ruler runs down.
    """
    for point in set(POINTS.values()) - {POINTS["X-JIANQIAN"]}:
        for step in steps(point, POINTS):
            if step.span is None:
                continue
            scale = SCALES[step.ruler]
            assert scale.across or all(0 <= cun <= scale.cun for cun in step.span), step


def test_what_is_drawn_is_as_long_as_what_is_told() -> None:
    """Every “Go up 2 cun” walks two cun of its ruler."""
    walks = 0
    for point in POINTS.values():
        for step in steps(point, POINTS):
            found = re.match(r"Go (?:up |down |back )?([0-9.]+) cun", step.words)
            if found and step.span:
                assert step.cun == pytest.approx(float(found[1])), step
                walks += 1
    assert walks > 200


def test_every_word_of_the_grammar_has_words() -> None:
    """Those that the tables of a clinic may use, too."""
    for scale, anchors in ANCHORS.items():
        for anchor in anchors:
            bone, _dot, part = anchor.partition(".")
            place = Scaled(scale, anchor)
            if scale == "vertebra":
                place = Scaled(scale, bone, part=part or "low")
            name, _helping = WORDS.anchor(place)
            assert name.startswith("the "), place
            assert "{" not in name, place
    for word in ACROSS:
        assert WORDS.across(Along(word)), word
        assert "1.5" in WORDS.across(Along(word, 1.5)), word
    assert all(WORDS.line_end(end) for end in LINE_ENDS)
    assert all(WORDS.bone(bone) for bone in VERTEBRAE)


def test_no_words_stand_for_nothing_in_the_grammar() -> None:
    """A slip in a word of the table would leave its sentence unsaid."""
    tables = tomllib.loads((ATLAS / "words.toml").read_text("utf-8"))
    assert set(tables["across"]) == ACROSS
    assert set(tables["across-farther"]) <= ACROSS
    assert set(tables["line-ends"]) == LINE_ENDS
    assert set(tables["anchors"]) == set(ANCHORS) - {"vertebra"}
    digits = {re.sub(r"(?<=[A-Za-z])[0-9]", "", anchor) for anchor in ANCHORS["hand"]}
    assert set(tables["anchors"]["hand"]) == digits
    for scale in set(ANCHORS) - {"vertebra", "hand", "foot"}:
        named = {key.partition("@")[0] for key in tables["anchors"][scale]}
        assert named == set(ANCHORS[scale]), scale


def test_every_end_of_a_scale_has_words() -> None:
    ends = {end for scale in SCALES.values() for end in (scale.start, scale.end)}
    assert {end: WORDS.landmark(end) for end in ends}
    tables = tomllib.loads((ATLAS / "words.toml").read_text("utf-8"))
    assert set(tables["landmarks"]) == ends


def test_every_source_of_a_row_is_spelled_out() -> None:
    meridians = read_meridians(ATLAS / "meridians.tsv")
    cells = [*(p.sources for p in POINTS.values()), *(m.sources for m in meridians)]
    keys = {key.rstrip("~") for cell in cells for key in cell}
    assert all(WORDS.source(key) != key for key in keys)
    assert WORDS.source("OURS") == "OURS"


def test_what_is_weak_or_disputed_is_said_of_points_that_are_there() -> None:
    notes = tomllib.loads((ATLAS / "notes.toml").read_text("utf-8"))
    named = {*notes["points"], *(code for many in notes["many"] for code in many["points"])}
    assert named <= POINTS.keys()
    assert all(one.endswith(".") for code in named for one in WORDS.doubts(code))
    for code in ("LI19", "LI20", "PC8", "PC9", "GB30", "GV26"):
        assert WORDS.doubts(code)[0].startswith("The WHO group left it open whether")
    assert len(WORDS.doubts("LI19")) == 2
    assert WORDS.doubts("BL13") == ()


def test_points_inside_the_body_say_why_they_are_not_drawn() -> None:
    hidden = {code for code in POINTS if WORDS.not_drawn(code)}
    inside = {point.code for point in POINTS.values() if point.surface == "inside"}
    assert hidden == inside | {"CV1", "GV1"}


@pytest.mark.parametrize(
    ("code", "estimated"),
    [
        *(("PC6", True), ("SP6", True), ("BL31", True), ("BL13", False), ("LU6", False)),
        *(("EX-LE8", False), ("LU11", False), ("GB30", False), ("LI20", False), ("GB15", False)),
    ],
)
def test_a_place_across_without_a_distance_is_an_estimate(code: str, estimated: bool) -> None:
    assert is_estimate(POINTS[code]) is estimated


def test_shares_of_a_way_are_words_where_there_are_some() -> None:
    assert WORDS.share(Fraction(1, 2)) == "halfway"
    assert WORDS.share(Fraction(2, 7)) == "2/7 of the way"


@pytest.mark.parametrize("broken", ["[points", "[points]\nLI19 = 'x'", "points = 3\nmany = []"])
def test_notes_that_cannot_be_read_are_told(tmp_path: Path, broken: str) -> None:
    notes = tmp_path / "notes.toml"
    notes.write_text(broken, "utf-8")
    with pytest.raises(ContentError, match="cannot be read") as caught:
        read(ATLAS / "words.toml", notes)
    assert caught.value.file == notes


def test_words_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="The words cannot be read"):
        read(tmp_path / "words.toml", ATLAS / "notes.toml")


def test_what_a_step_begins_from_is_known_to_the_plates() -> None:
    """A landmark under another name could not be shown; codes are those of other points."""
    known = set(json.loads((ATLAS / "places.json").read_text("utf-8"))["landmarks"]) | POINTS.keys()
    for point in POINTS.values():
        for step in steps(point, POINTS):
            assert {*step.landmarks} <= known, step
