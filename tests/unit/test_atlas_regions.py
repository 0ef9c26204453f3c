"""The parts of the body stand on two levels, each with names in two languages."""

from pathlib import Path

import pytest

from guide.atlas.regions import Region, known_regions, parts_of, read_regions
from guide.errors import ContentError

REGIONS = list(known_regions().values())
FINE = [region for region in REGIONS if region.parent]
BEYOND_DRAWING = {"skin", "whole-body"}


def written(folder: Path, parents: dict[str, str]) -> Path:
    """A file of regions with these parents."""
    file = folder / "regions.toml"
    tables = (
        f'[regions.{slug}]\nname = "N"\nzh = "Z"\neveryday = []\nsummary = "S"\nparent = "{parent}"\n'
        for slug, parent in parents.items()
    )
    file.write_text("".join(tables), encoding="utf-8")
    return file


def test_a_fine_region_lies_in_a_coarse_one() -> None:
    for region in FINE:
        assert not known_regions()[region.parent].parent, region.slug


def test_what_can_be_drawn_and_has_more_than_one_part_names_its_parts() -> None:
    for region in REGIONS:
        if not region.parent and region.slug not in BEYOND_DRAWING | {"ear"}:
            assert len(parts_of(known_regions(), region.slug)) >= 3, region.slug


def test_what_cannot_be_drawn_has_no_parts() -> None:
    assert not {region.parent for region in FINE} & (BEYOND_DRAWING | {"ear"})


def test_the_parts_of_a_paired_region_are_paired() -> None:
    """A left shoulder has a left armpit; but an eye lies in a face that there is once."""
    for region in FINE:
        assert region.paired or not known_regions()[region.parent].paired, region.slug
    assert known_regions()["eye"].paired
    assert not known_regions()["nose"].paired


def test_the_parts_of_a_region_come_in_their_order() -> None:
    found = [region.slug for region in parts_of(known_regions(), "lower-back")]
    assert found == ["small-of-back", "kidney-area", "loin", "sacrum"]


def test_no_two_regions_share_a_name() -> None:
    for names in (
        [region.name.casefold() for region in REGIONS],
        [region.zh for region in REGIONS],
        [region.slug for region in REGIONS],
    ):
        assert len(names) == len(set(names))


def test_an_everyday_word_leads_to_one_region() -> None:
    """It may repeat no other region's word or name, so that a reader who types it is not asked."""
    words = [word.casefold() for region in REGIONS for word in (*region.everyday, region.name)]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.slug)
def test_every_region_has_names_in_both_languages_and_one_sentence(region: Region) -> None:
    assert region.name == region.name.strip()
    assert region.name[0].isupper()
    assert all("\u4e00" <= sign <= "\u9fff" for sign in region.zh)
    assert region.everyday
    assert region.summary.endswith(".")
    assert region.summary.count(". ") == 0


def test_a_parent_that_is_no_region_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"regions\.a: its parent “b” is not a region"):
        read_regions(written(tmp_path, {"a": "b"}))


def test_a_third_level_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"regions\.c: its parent “b” is itself a part"):
        read_regions(written(tmp_path, {"a": "", "b": "a", "c": "b"}))
