"""A body of a few boxes, small enough to know every number of it, for tests of what is drawn."""

from dataclasses import replace

from guide.atlas.choosing import Summary
from guide.atlas.plates import Course, Landmark, Plate, PlatePoint, RegionPath, Ruler
from guide.atlas.scene import Line


def box(left: float, top: float, right: float, bottom: float) -> Line:
    """A rectangle as a ring."""
    return (left, top, right, top, right, bottom, left, bottom)


BACK = Plate(
    view="back",
    width=400,
    height=800,
    licence="CC0 1.0",
    skin=(box(100, 40, 300, 760),),
    outline=((*box(100, 40, 300, 760), 100, 40),),
    regions=(
        RegionPath("upper-back", "", (box(100, 40, 300, 300),), (200, 170)),
        RegionPath("lower-back", "", (box(100, 300, 300, 500),), (200, 400)),
        RegionPath("leg", "left", (box(100, 500, 200, 760),), (150, 630)),
        RegionPath("leg", "right", (box(200, 500, 300, 760),), (250, 630)),
    ),
    borders=((100, 300, 300, 300), (100, 500, 300, 500), (200, 500, 200, 760)),
    fine_borders=(),
    tones=((box(110, 50, 160, 700),), (box(110, 50, 130, 600),)),
    strokes=((3.0, ((200, 60, 200, 480),)),),
    points=(
        PlatePoint("GV14", "", 200, 60),
        PlatePoint("BL13", "left", 170, 120),
        PlatePoint("BL13", "right", 230, 120),
        PlatePoint("BL17", "left", 170, 200),
        PlatePoint("BL17", "right", 230, 200),
        PlatePoint("BL40", "left", 150, 640),
        PlatePoint("BL40", "right", 250, 640),
        PlatePoint("EX-B2", "left", 190, 100),
        PlatePoint("EX-B2", "left", 190, 140),
    ),
    meridians=(
        Course("BL", "left", False, (170, 60, 170, 480)),
        Course("BL", "left", True, (170, 480, 150, 600)),
        Course("BL", "left", False, (150, 600, 150, 740)),
        Course("BL", "right", False, (230, 60, 230, 480)),
        Course("GV", "", False, (200, 60, 200, 480)),
    ),
    landmarks=(
        Landmark("cervical-7", "", 200, 60),
        Landmark("scapula-medial", "left", 140, 180),
        Landmark("scapula-medial", "right", 260, 180),
    ),
    rulers=(
        Ruler(
            "back-width", "", (140, 180, 160, 180, 180, 180, 200, 180, 220, 180, 240, 180, 260, 180)
        ),
    ),
)
"""A back with four regions, points of three meridians and a ruler across the shoulder blades."""


def with_fine_regions(plate: Plate, *regions: RegionPath) -> Plate:
    """The plate with finer regions inside its great ones."""
    return replace(plate, regions=(*plate.regions, *regions))


def summary(plate: Plate) -> Summary:
    """What the plate shows, without sizes."""
    return Summary(
        plate.view,
        frozenset(point.code for point in plate.points),
        {path.region: 0.1 for path in plate.regions},
        {course.code: 1.0 for course in plate.meridians if not course.hidden},
        frozenset(ruler.scale for ruler in plate.rulers),
    )
