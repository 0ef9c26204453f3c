"""The plate that a figure is shown on: chosen by what it shows, and always the same way."""

from pathlib import Path

import pytest

from guide.atlas.choosing import Summary, best_view, summaries, summary_of
from guide.atlas.figures import Request


def plate(
    view: str,
    points: str = "",
    regions: dict[str, float] | None = None,
    meridians: dict[str, float] | None = None,
) -> Summary:
    return Summary(view, frozenset(points.split()), regions or {}, meridians or {}, frozenset())


PLATES = (
    plate(
        "front",
        "ST36 LI4 CV4 ST25",
        {"abdomen": 0.1, "leg": 0.3, "ear": 0.003, "arm-hand": 0.16},
        {"ST": 2.0},
    ),
    plate("back", "BL13 BL15 BL40 BL10", {"upper-back": 0.15, "leg": 0.35}, {"BL": 3.0, "ST": 0.1}),
    plate("left", "GB34 ST36 LI4 BL40", {"leg": 0.4, "ear": 0.01}, {"GB": 2.0, "ST": 0.5}),
    plate("right", "GB34 ST36 LI4 BL40", {"leg": 0.4, "ear": 0.01}, {"GB": 2.0, "ST": 0.5}),
    plate("head-back", "BL10 GB20", {"head-face": 0.6, "upper-back": 0.2}),
    plate("ear", "", {"ear": 0.9}),
    plate("hand-palm", "LU10 HT8", {"arm-hand": 1.0}),
    plate("hand-back", "LI4 TE3", {"arm-hand": 1.0}),
    plate("foot-top", "LR3 ST44", {"foot": 0.9}),
)


@pytest.mark.parametrize(
    ("request_", "view"),
    [
        (Request(points=("BL13", "BL15")), "back"),
        (Request(points=("BL13", "BL15"), regions=("leg", "abdomen")), "back"),
        (Request(points=("LI4",)), "hand-back"),
        (Request(points=("LI4", "TE3"), regions=("arm-hand",)), "hand-back"),
        (Request(points=("LI4", "ST36")), "front"),
        (Request(points=("LI4", "ST36", "CV4")), "front"),
        (Request(points=("BL10",)), "head-back"),
        (Request(points=("BL10", "BL13")), "back"),
        (Request(points=("LR3", "LU10")), "front"),
        (Request(regions=("abdomen",)), "front"),
        (Request(regions=("leg",)), "left"),
        (Request(regions=("ear",)), "ear"),
        (Request(regions=("arm-hand",)), "front"),
        (Request(meridians=("ST",)), "front"),
        (Request(meridians=("GB",)), "left"),
        (Request(meridians=("all",)), "back"),
        (Request(points=("EX-HN9",), meridians=("GB",)), "left"),
        (Request(), "front"),
        (Request(regions=("whole-body",)), "front"),
    ],
)
def test_the_plate_that_shows_most_is_chosen(request_: Request, view: str) -> None:
    """Points first, then area, then the line; a close-up where it shows everything."""
    assert best_view(PLATES, request_) == view
    assert best_view(PLATES, request_, "") == view


def test_of_two_plates_with_the_point_the_one_with_its_ruler_is_chosen() -> None:
    """The lower leg is measured on the outer side."""
    front, left = (
        Summary(view, frozenset({"ST36"}), {}, {}, frozenset(rulers))
        for view, rulers in (("front", ()), ("left", ("leg-lateral",)))
    )
    assert best_view((front, left), Request(points=("ST36",))) == "front"
    assert best_view((front, left), Request(points=("ST36",), ruler="ST36")) == "left"
    assert best_view((front, left), Request(points=("ST36",), ruler="ST36"), "front") == "left"


def test_a_plate_in_sight_stays_where_it_is_as_good() -> None:
    assert best_view(PLATES, Request(regions=("leg",)), "right") == "right"
    assert best_view(PLATES, Request(points=("GB34",)), "right") == "right"
    assert best_view(PLATES, Request(), "ear") == "ear"
    assert best_view(PLATES, Request(regions=("skin",)), "hand-palm") == "hand-palm"


def test_a_plate_in_sight_goes_where_another_shows_more() -> None:
    assert best_view(PLATES, Request(points=("BL13",)), "right") == "back"
    assert best_view(PLATES, Request(points=("BL13",)), "ear") == "back"
    assert best_view(PLATES, Request(regions=("abdomen",)), "back") == "front"


def test_a_summary_tells_what_a_plate_file_shows() -> None:
    """Two regions of 30 × 20 and 30 × 30 that share a border, at four steps to a unit."""
    data = {
        "grid": 4,
        "height": 100,
        "arcs": [
            [0, 80, 120, 0],
            [120, 80, 0, -80, -120, 0, 0, 80],
            [0, 80, 0, 120, 120, 0, 0, -120],
        ],
        "skin": [[~2, ~1]],
        "regions": [
            {"region": "head-face", "side": "", "rings": [[0, 1]]},
            {"region": "leg", "side": "left", "rings": [[2, ~0]]},
        ],
        "points": [["BL1", "left", 5, 5], ["BL1", "right", 9, 5], ["GV20", "", 7, 1]],
        "meridians": [["BL", "left", 0, [0, 0, 120, 160]], ["BL", "left", 1, [9, 9, 4, 0]]],
        "rulers": [["head", "", [0, 0, 1, 1]]],
    }
    found = summary_of("front", data)
    assert found.view == "front"
    assert found.points == {"BL1", "GV20"}
    assert found.regions == pytest.approx({"head-face": 0.4, "leg": 0.6})
    assert found.meridians == {"BL": pytest.approx(0.5)}
    assert found.rulers == {"head"}


def test_a_plate_that_cannot_be_read_is_not_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The others still are, and the log says which one is missing."""
    (tmp_path / "atlas").mkdir()
    monkeypatch.setattr("guide.paths.resources", lambda: tmp_path)
    summaries.cache_clear()
    try:
        assert summaries() == ()
        assert best_view((), Request(points=("BL13",))) == "front"
    finally:
        summaries.cache_clear()
    assert "The plate head-top cannot be read" in caplog.text
