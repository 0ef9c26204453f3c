"""The places of the points on the body agree with what the standard says of them."""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import pytest

from guide.atlas.cun import Scaled, parse
from guide.atlas.plates import TURNS, VIEWS, load_plate
from guide.atlas.regions import known_regions, read_words
from guide.atlas.tables import Point, read_points
from tests.bench.atlas import ATLAS, LEVELS, Scale, data, elsewhere, landmark, place, share, unlevel

INSIDE = {"GV28", "EX-HN9", "EX-HN10", "EX-HN11", "EX-HN12", "EX-HN13"}
PERINEUM = {"CV1", "GV1"}


@cache
def points() -> Mapping[str, Point]:
    return {point.code: point for point in read_points(ATLAS / "points.tsv")}


def test_every_point_has_a_place_or_a_reason() -> None:
    assert set(data()["missing"]) == INSIDE | PERINEUM
    assert data()["points"].keys() | data()["missing"].keys() == points().keys()
    assert not data()["points"].keys() & data()["missing"].keys()
    assert all(reason.endswith(".") for reason in data()["missing"].values())


def test_every_place_can_be_seen_on_some_plate() -> None:
    seen = {point.code for view in {*VIEWS, *TURNS} for point in load_plate(view).points}
    assert seen == data()["points"].keys()


def test_a_group_of_points_has_all_its_places() -> None:
    spots = {"EX-HN1": 4, "EX-B2": 34, "EX-UE9": 8, "EX-UE10": 8, "EX-UE11": 10, "EX-LE12": 10}
    for code, count in spots.items():
        assert len(data()["points"][code]["at"]) == count, code


def test_left_mirrors_right_and_the_midline_lies_in_the_middle() -> None:
    for code, point in data()["points"].items():
        spots = {(side, x, y, z) for side, x, y, z in point["at"]}
        for side, x, y, z in spots:
            if not side:
                assert x == 0, code
            else:
                other = "right" if side == "left" else "left"
                assert (other, -x, y, z) in spots, code
                assert (x > 0) == (side == "left"), code


@pytest.mark.parametrize(("codes", "scale"), LEVELS)
def test_what_the_standard_calls_level_is_level(codes: str, scale: Scale) -> None:
    """Within 0.15 cun of the scale that measures there."""
    assert unlevel(codes, scale) <= 0.15


@pytest.mark.parametrize(
    ("codes", "start", "end"),
    [
        ("LU3 LU4 LU5 LU6 LU7 LU8 LU9", "acromion", "wrist-crease"),
        ("LI14 LI13 LI12 LI11 LI10 LI9 LI8 LI7 LI6 LI5", "acromion", "wrist-crease"),
        ("HT2 HT3 HT4 HT5 HT6 HT7", "acromion", "wrist-crease"),
        ("PC2 PC3 PC4 PC5 PC6 PC7", "acromion", "wrist-crease"),
        ("SI8 SI7 SI6 SI5", "acromion", "wrist-crease"),
        ("TE14 TE13 TE12 TE11 TE10 TE9 TE8 TE6 TE5 TE4", "acromion", "wrist-crease"),
        ("ST31 ST32 ST33 ST34 ST35 ST36 ST37 ST38 ST39 ST41", "ASIS", "ankle-crease"),
        ("SP12 SP11 SP10 SP9 SP8 SP7 SP6 SP5", "pubis-top", "malleolus-medial"),
        ("BL36 BL37 BL38 BL40 BL55 BL56 BL57 BL58 BL59 BL60", "gluteal-fold", "achilles"),
        ("KI10 KI9 KI7 KI3", "pubis-top", "malleolus-medial"),
        ("GB31 GB32 GB33 GB34 GB35 GB37 GB38 GB39 GB40", "trochanter", "malleolus-lateral"),
        ("LR12 LR11 LR10 LR9 LR8 LR7 LR6 LR5 LR4", "pubis-top", "malleolus-medial"),
        ("GV14 GV13 GV12 GV11 GV10 GV9 GV8 GV7 GV6 GV5 GV4 GV3 GV2", "C7", "sacral-hiatus"),
        (("CV22 CV21 CV20 CV19 CV18 CV17 CV16 CV15 CV14 CV13 CV12 CV11 CV10 CV9 CV8 CV7 CV6 CV5 CV4"
         " CV3 CV2"), "suprasternal-notch", "pubis-top"),
    ],
)  # fmt: skip
def test_points_of_a_line_follow_each_other(codes: str, start: str, end: str) -> None:
    along = [share(place(code), landmark(start), landmark(end)) for code in codes.split()]
    assert all(one < following for one, following in pairwise(along)), along


SCALES = {
    ("forearm", "wrist"): ("wrist-crease", "elbow-crease", 12),
    ("forearm", "elbow"): ("elbow-crease", "wrist-crease", -12),
    ("leg", "lateral"): ("malleolus-lateral", "popliteal-crease", 16),
    ("leg", "popliteal"): ("popliteal-crease", "malleolus-lateral", -16),
    ("leg", "knee"): ("popliteal-crease", "malleolus-lateral", -16),
    ("leg", "medial"): ("malleolus-medial", "patella-apex", 15),
    ("thigh", "patella"): ("patella-base", "pubis-top", 18),
    ("thigh", "gluteal"): ("gluteal-fold", "popliteal-crease", -14),
}


def test_the_numbers_of_a_scale_are_kept() -> None:
    """A point so many cun from a landmark lies at that share of the stretch between both ends.

    A cun is measured along the limb, landmarks lie on its skin: a tenth of a cun may be lost.
    """
    checked = 0
    for code, point in points().items():
        for site in parse(point.level):
            if not isinstance(site, Scaled) or (site.scale, site.anchor) not in SCALES:
                continue
            start, end, cun = SCALES[site.scale, site.anchor]
            there = landmark(end)
            if site.scale in ("leg", "thigh"):  # the legs stand upright
                found = (place(code)[1] - landmark(start)[1]) / (there[1] - landmark(start)[1])
            else:
                found = share(place(code), landmark(start), there)
            assert found * cun == pytest.approx(site.offset, abs=0.35), code
            checked += 1
    assert checked >= 50


def test_the_belly_and_the_back_are_counted_from_their_landmarks() -> None:
    navel, pubis = landmark("umbilicus")[1], landmark("pubis-top")[1]
    up = (landmark("xiphisternal")[1] - navel) / 8
    down = (navel - pubis) / 5
    for code, point in points().items():
        for site in parse(point.level):
            if isinstance(site, Scaled) and site.scale == "abdomen":
                height = navel + site.offset * (up if site.offset > 0 else down)
                assert place(code)[1] == pytest.approx(height, abs=0.5), code


def test_cun_from_the_midline_are_kept_on_trunk_and_back() -> None:
    front, back = landmark("nipple")[0] / 4, landmark("scapula-medial")[0] / 3
    for code, point in points().items():
        if point.lateral is None or "@" in point.level:
            continue
        scale = point.level.partition(":")[0]
        if scale in ("abdomen", "chest"):
            assert place(code)[0] == pytest.approx(point.lateral * front, abs=0.5), code
        if scale in ("vertebra", "sacrum") and "C2" not in point.level:
            assert place(code)[0] == pytest.approx(point.lateral * back, abs=0.5), code


ALSO = {
    # the table counts the shoulder blade as shoulder, the atlas as upper back
    "shoulder": {"upper-back", "neck"},
    # borders run through the place that a landmark gives
    "back": {"shoulder", "neck", "lower-back"},
    "neck": {"head-face", "upper-back", "shoulder", "ear"},
    "lumbar": {"pelvis-hip", "upper-back"},
    "sacrum": {"pelvis-hip"},
    "hip": {"lower-back", "leg"},
    "groin": {"abdomen", "leg"},
    "abdomen": {"chest", "lower-back", "pelvis-hip"},
    "chest": {"shoulder", "abdomen", "neck"},
    "axilla": {"chest", "arm-hand"},
    "ankle": {"leg"},
    "scalp": {"ear"},
    "ear": {"head-face"},
    "upper-arm": {"shoulder"},
    "thigh": {"pelvis-hip"},
}
"""The neighbours on which a point may come to lie, by the word of its row."""


def test_every_point_lies_on_the_part_that_its_row_names() -> None:
    words, known = read_words(ATLAS / "regions.toml"), known_regions()
    for code, found in data()["points"].items():
        word = points()[code].region
        coarse = {known[slug].parent or slug for slug in found["regions"]}
        assert coarse & ({words[word]} | ALSO.get(word, set())), (code, word, coarse)
    assert len(elsewhere()) <= len(data()["points"]) * 0.12


def test_every_landmark_says_how_it_was_found() -> None:
    for name, found in data()["landmarks"].items():
        assert found["how"].endswith("."), name
        assert len(found["at"]) == 3
