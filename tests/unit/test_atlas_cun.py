"""The grammar of places on the body: what it reads, and what it says of what it cannot read."""

from fractions import Fraction

import pytest

from guide import paths
from guide.atlas.anchors import VERTEBRAE
from guide.atlas.cun import (
    Along,
    Between,
    CunError,
    Levels,
    Scaled,
    Straight,
    codes_in,
    parse,
    parse_across,
)
from guide.atlas.scales import SCALES, on_ruler
from guide.atlas.tables import read_points

POINTS = {point.code: point for point in read_points(paths.resources() / "atlas" / "points.tsv")}


@pytest.mark.parametrize(
    ("level", "sites"),
    [
        ("forearm:wrist+2", (Scaled("forearm", "wrist", 2.0),)),
        ("wrist:crease", (Scaled("wrist", "crease"),)),
        ("abdomen:+0", (Scaled("abdomen", ""),)),
        ("abdomen:-4.3", (Scaled("abdomen", "", -4.3),)),
        ("rib:11", (Scaled("rib", "11"),)),
        ("hand:nail1.r", (Scaled("hand", "nail1.r"),)),
        ("neck:mandible-angle", (Scaled("neck", "mandible-angle"),)),
        ("leg:fibula-head-2", (Scaled("leg", "fibula-head", -2.0),)),
        ("vertebra:T3", (Scaled("vertebra", "T3", part="low"),)),
        ("vertebra:C2.top", (Scaled("vertebra", "C2", part="top"),)),
        ("vertebra:C7+2", (Scaled("vertebra", "C7", 2.0, part="low"),)),
        ("vertebra:T1..L5", (Levels("T1", "L5"),)),
        ("vertebra:T1..L5@0.5", (Levels("T1", "L5", 0.5),)),
        ("head:front+5@1", (Scaled("head", "front", 5.0, 1.0),)),
        ("curve(ST8,GB7,3/4)", (Between("curve", "ST8", "GB7", Fraction(3, 4)),)),
        (
            "on(EX-HN1,elbow:lat-epicondyle,1/2)",
            (Between("on", "EX-HN1", Scaled("elbow", "lat-epicondyle"), Fraction(1, 2)),),
        ),
        (
            "hand:MC2.mid;hand:MC4.mid",
            (Scaled("hand", "MC2.mid"), Scaled("hand", "MC4.mid")),
        ),
    ],
)
def test_a_place_is_read_as_it_is_meant(level: str, sites: object) -> None:
    assert parse(level) == sites


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("", "it is empty"),
        (" ", "it is empty"),
        ("forearm:elbw", "“forearm:elbw” has no anchor “elbw”; there are: wrist, elbow, olecranon"),
        ("hand:nail6.r", "no anchor “nail6.r”; there are: nail1.r, nail1.u"),
        ("hand:nail1.m", "no anchor “nail1.m”"),
        ("foot:nail1.r", "no anchor “nail1.r”"),
        ("foot:DIP3", "no anchor “DIP3”"),
        ("rib:13", "there are: 11, 12"),
        ("tail:tip", "has no scale “tail”; there are: vertebra, sacrum"),
        ("wrist", "“wrist” is no place of the form scale:anchor"),
        ("head:front+", "“head:front\\+” has no anchor|is no place"),
        ("head:front+1+1", "is no place of the form"),
        ("head:front+1;", "“” is no place"),
        ("head:front+99999", "is no place of the form"),
        ("vertebra:T13", "no anchor “T13”"),
        ("vertebra:T3.mid", "no anchor “T3.mid”"),
        ("vertebra:T3..T1", "“T3..T1” must run downwards"),
        ("vertebra:T3..T3", "must run downwards"),
        ("vertebra:T3..T99", "“T99” is no vertebra from C2 to L5"),
        ("abdomen:", "needs a sign and a number"),
        ("abdomen:+8.5", "“abdomen:\\+8.5” lies beyond -5 or \\+8 cun"),
        ("abdomen:-6", "lies beyond -5"),
        ("abdomen:navel+1", "the navel needs none"),
        ("on(LU1,LU2)", "needs two places and a share"),
        ("on(LU1,LU2,1/2,1/2)", "needs two places and a share"),
        ("on(LU1,LU2,3/2)", "“3/2” is no share between 0 and 1"),
        ("on(LU1,LU2,1/0)", "“1/0” is no share"),
        ("on(LU1,LU2,half)", "“half” is no share"),
        ("on(LU1,lu2,1/2)", "“lu2” is no place"),
        ("near(LU1,LU2,1/2)", "is no place"),
        ("head:front@", "“@” is no number of cun"),
        ("head:front@-1", "“@-1” is no number of cun"),
        ("head:front@13", "“@13” is more than 6 cun"),
    ],
)
def test_a_place_that_cannot_be_read_is_refused_in_one_clause(level: str, said: str) -> None:
    with pytest.raises(CunError, match=said) as caught:
        parse(level)
    assert not str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_place_across_is_a_word_some_cun_or_a_line() -> None:
    assert parse_across("pupil") == Along("pupil")
    assert parse_across("space2+space4") == Along("space2+space4")
    assert parse_across("mouth-corner+0.4") == Along("mouth-corner", 0.4)
    assert parse_across("line:LU5-LU9") == Straight("LU5", "LU9")
    assert parse_across("line:EX-HN1-SP12") == Straight("EX-HN1", "SP12")
    assert parse_across("line:ASIS-patella.lateral") == Straight("ASIS", "patella.lateral")


@pytest.mark.parametrize(
    ("across", "said"),
    [
        ("pupl", "“pupl” is no place across that is known; did you mean “pupil”"),
        ("zzz", "“zzz” is no place across that is known$"),
        ("pupil-1", "no place across"),
        ("pupil+", "no place across"),
        ("", "“” is no place across"),
        ("line:LU5", "two points or two of ASIS, acromion.back"),
        ("line:LU5-elbow", "two points or two of"),
        ("line:LU5-LU5", "two points or two of"),
    ],
)
def test_a_place_across_that_is_not_known_is_refused(across: str, said: str) -> None:
    with pytest.raises(CunError, match=said):
        parse_across(across)


def test_every_place_of_the_table_is_read_and_refers_to_points_that_are_there() -> None:
    for point in POINTS.values():
        across = parse_across(point.across) if point.across else None
        assert {*codes_in(parse(point.level), across)} <= POINTS.keys()


def test_a_range_walks_down_the_spine_bone_by_bone() -> None:
    bones = Levels("T11", "L5").bones
    assert bones == ("T11", "T12", "L1", "L2", "L3", "L4", "L5")
    assert (VERTEBRAE[0], VERTEBRAE[-1]) == ("C2", "L5")


@pytest.mark.parametrize(
    ("level", "ruler", "cun"),
    [
        ("forearm:wrist+2", "forearm", 10),
        ("forearm:elbow-4", "forearm", 4),
        ("abdomen:+4", "abdomen-up", 4),
        ("abdomen:-5", "abdomen-down", 5),
        ("head:front+5", "head", 5),
        ("head:back+4", "head", 8),
        ("head:eop", "head", 9.5),
        ("leg:medial+3", "leg-medial", 12),
        ("thigh:popliteal+9", "thigh-trochanter", 10),
        ("chest:notch-1", "chest", 1),
        ("ankle:medial-1", "ankle-medial", 1),
    ],
)
def test_a_place_has_its_count_on_its_ruler(level: str, ruler: str, cun: float) -> None:
    site = parse(level)[0]
    assert isinstance(site, Scaled)
    scale, at = on_ruler(site) or pytest.fail("it lies on no ruler")
    assert (scale.ruler, at) == (ruler, cun)
    assert 0 <= at <= SCALES[ruler].cun


def test_the_shin_is_one_stretch_with_two_rulers() -> None:
    """ST38, 8 cun below the knee, and ST40, 8 cun above the outer ankle, are level by the WHO."""
    knee, ankle = (parse(POINTS[code].level)[0] for code in ("ST38", "ST40"))
    assert isinstance(knee, Scaled)
    assert isinstance(ankle, Scaled)
    assert on_ruler(knee) == on_ruler(ankle)


def test_what_lies_off_the_scales_has_no_ruler() -> None:
    site = parse("hip:ASIS-0.5")[0]
    assert isinstance(site, Scaled)
    assert on_ruler(site) is None
