"""The plate that a figure is shown on: chosen by what it shows, and always the same way."""

import pytest

from guide.atlas.choosing import Summary, best_view, summary
from guide.atlas.figures import Request
from tests.unit.small_plates import BACK


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


def test_a_plate_in_sight_stays_where_it_is_as_good() -> None:
    assert best_view(PLATES, Request(regions=("leg",)), "right") == "right"
    assert best_view(PLATES, Request(points=("GB34",)), "right") == "right"
    assert best_view(PLATES, Request(), "ear") == "ear"
    assert best_view(PLATES, Request(regions=("skin",)), "hand-palm") == "hand-palm"


def test_a_plate_in_sight_goes_where_another_shows_more() -> None:
    assert best_view(PLATES, Request(points=("BL13",)), "right") == "back"
    assert best_view(PLATES, Request(points=("BL13",)), "ear") == "back"
    assert best_view(PLATES, Request(regions=("abdomen",)), "back") == "front"


def test_a_summary_tells_what_a_plate_shows() -> None:
    found = summary(BACK)
    assert found.view == "back"
    assert found.points == {"GV14", "BL13", "BL17", "BL40", "EX-B2"}
    assert found.regions["lower-back"] == pytest.approx(200 / 720)
    assert found.regions["leg"] == pytest.approx(260 / 720)
    assert sum(found.regions.values()) == pytest.approx(1)
    assert found.meridians["BL"] == pytest.approx((420 + 140 + 420) / 800)
    assert found.rulers == {"back-width"}
