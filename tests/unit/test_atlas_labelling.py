"""Labels beside a drawing: none over another, none over a point, none outside, whatever is asked."""

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.atlas.figures import Request, figure
from guide.atlas.labelling import Box, Ground, Labels, Wanted, place, wanted_labels
from guide.atlas.scene import Mark, Role, Scene, Shape
from tests.unit.small_plates import BACK

AREA: Box = (0, 0, 300, 500)
BODY: tuple[Box, ...] = ((110, 20, 190, 80), (90, 80, 210, 300), (100, 300, 200, 480))


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def check(labels: Labels, wanted: list[Wanted], ground: Ground) -> None:
    """What holds for every placing."""
    named = [one.key for one in labels.placed] + list(labels.left_out)
    assert sorted(named) == sorted(one.key for one in wanted)
    sizes = {one.key: (one.width, one.height) for one in wanted}
    for one in labels.placed:
        left, top, right, bottom = one.box
        assert (right - left, bottom - top) == pytest.approx(sizes[one.key])
        assert ground.area[0] - 1e-6 <= left <= right <= ground.area[2] + 1e-6
        assert ground.area[1] - 1e-6 <= top <= bottom <= ground.area[3] + 1e-6
        for x, y in ground.marks:
            radius = ground.radius - 1e-6
            assert not overlap(one.box, (x - radius, y - radius, x + radius, y + radius))
        assert not any(overlap(one.box, taken) for taken in ground.kept_free)
    for one, other in combinations(labels.placed, 2):
        assert not overlap(one.box, other.box)


def labels_at(*places: tuple[float, float], width: float = 60, height: float = 14) -> list[Wanted]:
    return [Wanted(f"label {n}", width, height, (at,)) for n, at in enumerate(places)]


places = st.tuples(st.floats(90, 210), st.floats(20, 480))
wishes = st.lists(
    st.builds(
        Wanted,
        st.integers(0, 10_000).map(str),
        st.floats(5, 320),
        st.floats(8, 30),
        st.lists(places, min_size=1, max_size=3).map(tuple),
        st.integers(0, 2),
    ),
    max_size=45,
    unique_by=lambda one: one.key,
)
bodies = st.sampled_from([(), BODY, ((0, 0, 300, 500),), ((10, 100, 290, 200),)])


@settings(max_examples=150, deadline=None)
@given(wishes, bodies, st.floats(0, 6), st.lists(places, max_size=20))
def test_no_label_overlaps_or_leaves_the_plate_or_hides_a_point(
    wanted: list[Wanted],
    bands: tuple[Box, ...],
    radius: float,
    more: list[tuple[float, float]],
) -> None:
    """For any number of labels of any size, on any body, with any points around."""
    marks = (*more, *(at for one in wanted for at in one.places))
    ground = Ground(AREA, bands, marks, radius, kept_free=((250, 420, 300, 500),))
    check(place(wanted, ground), wanted, ground)


def test_a_label_goes_to_the_nearer_margin_at_the_height_of_its_point() -> None:
    wanted = labels_at((120, 100), (180, 200))
    ground = Ground(AREA, BODY, tuple(one.places[0] for one in wanted), radius=4)
    left, right = sorted(place(wanted, ground).placed, key=lambda one: one.key)
    assert left.box[2] <= 90
    assert right.box[0] >= 210
    assert (left.box[1] + left.box[3]) / 2 == pytest.approx(100, abs=4)
    assert (right.box[1] + right.box[3]) / 2 == pytest.approx(200, abs=4)


def test_a_pair_is_labelled_once_at_the_side_that_suits() -> None:
    """Seven points on both sides of the spine give seven labels in one column."""
    wanted = [Wanted(str(n), 70, 14, ((130, 100 + n * 9), (170, 100 + n * 9))) for n in range(7)]
    ground = Ground(AREA, BODY, tuple(at for one in wanted for at in one.places), radius=3)
    labels = place(wanted, ground)
    check(labels, wanted, ground)
    assert labels.left_out == ()
    assert {one.box[0] for one in labels.placed} == {230}
    assert [one.key for one in sorted(labels.placed, key=lambda one: one.box[1])] == list("0123456")
    assert all(one.at[0] == 170 for one in labels.placed)


def test_when_a_margin_is_full_the_other_one_takes_the_rest() -> None:
    wanted = labels_at(*((175.0, 25.0 + n * 9) for n in range(50)))
    ground = Ground(AREA, BODY, tuple(one.places[0] for one in wanted), radius=2)
    labels = place(wanted, ground)
    check(labels, wanted, ground)
    assert labels.left_out == ()
    assert {one.box[0] > 150 for one in labels.placed} == {True, False}


def test_without_margins_labels_stand_close_beside_their_points() -> None:
    wanted = labels_at((100, 100), (100, 300))
    ground = Ground(AREA, ((0, 0, 300, 500),), tuple(one.places[0] for one in wanted), radius=4)
    labels = place(wanted, ground)
    assert [one.leader for one in labels.placed] == [(), ()]
    assert all(abs(one.box[0] - 100) < 10 for one in labels.placed)


def test_labels_without_room_are_named_instead_of_squeezed_in() -> None:
    """What is left out is spread over the body, and of a higher rank before a lower one."""
    crowd = labels_at(*((150.0, 30.0 + n * 4) for n in range(100)), width=80)
    first = [Wanted("first", 80, 14, ((150, 250),), rank=-1)]
    ground = Ground(AREA, BODY, tuple(one.places[0] for one in crowd), radius=3)
    labels = place([*crowd, *first], ground)
    check(labels, [*crowd, *first], ground)
    assert len(labels.left_out) > 20
    assert "first" not in labels.left_out
    heights = [one.at[1] for one in labels.placed]
    assert min(heights) < 80
    assert max(heights) > 380


def crossings(labels: Labels) -> int:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    count = 0
    lines = [(one.leader[:2], one.leader[2:]) for one in labels.placed if one.leader]
    for (a, b), (c, d) in combinations(lines, 2):
        count += side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0  # type: ignore[arg-type]
    return count


@pytest.mark.parametrize("seed", range(12))
def test_leaders_of_one_margin_do_not_cross(seed: int) -> None:
    """Points all over one half of the body, dense enough to push their labels about."""
    chance = random.Random(seed)
    spots = [(chance.uniform(150, 205), chance.uniform(150, 260)) for _n in range(18)]
    wanted = labels_at(*spots, width=70)
    ground = Ground(AREA, BODY, tuple(spots), radius=2)
    labels = place(wanted, ground)
    assert len([one for one in labels.placed if one.box[0] >= 210]) == 18
    assert crossings(labels) == 0


def test_the_same_labels_always_stand_in_the_same_places() -> None:
    wanted = labels_at(*((100.0 + n * 5, 60.0 + n * 19 % 300) for n in range(20)))
    ground = Ground(AREA, BODY, tuple(one.places[0] for one in wanted), radius=3)
    assert place(wanted, ground) == place(list(reversed(wanted)), ground)


def test_a_whole_meridian_is_labelled_at_once() -> None:
    """All 67 points of the bladder, on both sides: codes of ordinary size on a plate of a window."""
    chance = random.Random(3)
    heights = sorted(chance.uniform(25, 470) for _n in range(67))
    wanted = [
        Wanted(f"BL{n + 1}", 34, 13, ((140, heights[n]), (160, heights[n]))) for n in range(67)
    ]
    marks = tuple(at for one in wanted for at in one.places)
    ground = Ground((0, 0, 300, 500), BODY, marks, radius=3, gap=1)
    labels = place(wanted, ground)
    check(labels, wanted, ground)
    assert len(labels.placed) >= 60


def test_a_text_is_wanted_once_for_all_its_marks() -> None:
    """Both sides of a pair and the points of a group share one label; numbers at rulers have none."""
    scene = figure(BACK, Request(points=("BL13", "EX-B2"), labels="organ"))
    scene = Scene(
        scene.width, scene.height, scene.shapes, (*scene.marks, Mark(1, 2, Role.TICK, label="3"))
    )
    wanted = wanted_labels(scene, lambda text: (len(text), 1.0))
    assert {one.key: len(one.places) for one in wanted} == {"BL13 lung": 2, "EX-B2": 2}
    assert {one.width for one in wanted} == {9, 5}


def test_the_slices_of_a_body_are_as_wide_as_it_is() -> None:
    ring = (100.0, 0.0, 200.0, 300.0, 0.0, 300.0)
    bands = Scene(300, 300, (Shape((ring,), Role.SKIN),)).bands
    assert [bands[0][1], bands[-1][3]] == pytest.approx([0, 300])
    assert all(one[3] == pytest.approx(other[1]) for one, other in pairwise(bands))
    assert all(left <= 100 <= right for left, _top, right, _bottom in bands)
