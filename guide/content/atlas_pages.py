"""Points, meridians and regions as pages, made from the tables and from what articles say of them."""

from collections.abc import Iterable, Mapping

from guide.content.atlas_parts import AtlasParts
from guide.content.directory import Directory
from guide.content.draft import Draft
from guide.content.folder import Folder
from guide.content.meridian_page import meridian_page
from guide.content.point_page import point_page
from guide.content.region_page import region_page


def atlas_pages(
    folder: Folder, directory: Directory, uses: Mapping[str, Iterable[str]]
) -> Iterable[Draft]:
    """Every page of the atlas; ``uses`` tells which articles lead to which entry."""
    parts = AtlasParts(folder, directory, uses)
    for point in folder.atlas.points.values():
        yield point_page(parts, point)
    for meridian in folder.atlas.meridians.values():
        yield meridian_page(parts, meridian)
    for region in folder.atlas.regions.values():
        yield region_page(parts, region)
