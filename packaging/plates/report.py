"""Pictures to look at: every plate plain and tinted, with its points and its landmarks."""

from html import escape
from pathlib import Path

from guide.atlas.figures import Request, figure
from guide.atlas.plates import Plate, read_plate
from guide.atlas.svg import to_svg
from plates.landmarks import Finder


def write(folder: Path, finder: Finder, out: Path) -> Path:
    """One page with a picture of each plate, its landmarks marked and told."""
    out.mkdir(exist_ok=True)
    parts = ["<!doctype html><meta charset='utf-8'><title>Plates</title>"]
    parts.append(
        "<style>svg{height:900px;margin:8px;background:#fff}td{vertical-align:top}</style>"
    )
    for file in sorted(folder.glob("*.json")):
        plate = read_plate(file)
        parts.append(f"<h2>{escape(plate.view)}</h2>")
        requests = (Request(), Request(("whole-body",)), Request(meridians=("all",), spots="all"))
        parts += [to_svg(figure(plate, request)) for request in requests]
        parts.append(_landmarks(plate))
    parts.append("<h2>Landmarks</h2><table>")
    for name, landmark in finder.found.items():
        place = ", ".join(f"{n:.2f}" for n in landmark.place)
        parts.append(f"<tr><td>{escape(name)}<td>{place}<td>{escape(landmark.how)}")
    page = out / "plates.html"
    page.write_text("\n".join([*parts, "</table>"]), encoding="utf-8")
    return page


def _landmarks(plate: Plate) -> str:
    """The plate with its landmarks as named dots."""
    dots = "".join(
        f'<circle cx="{one.x}" cy="{one.y}" r="14" fill="#a63a2b"/>'
        f'<text x="{one.x + 20}" y="{one.y + 12}" font-size="44">{escape(one.name)}</text>'
        for one in plate.landmarks
        if one.side != "right"
    )
    return to_svg(figure(plate, Request())).replace("</svg>", f"{dots}</svg>") if dots else ""
