"""What is installed works: away from the source tree, in an environment of its own."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SOURCE = ("guide", "resources", "packaging", "tests")
FILES = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile")
KEY = "therapy/back-stepping"

Program = Callable[..., subprocess.CompletedProcess[str]]


def _run(words: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        words,
        cwd=folder,
        env=clean | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release makes it: the source package first, then the wheel out of that."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    rubbish = shutil.ignore_patterns("__pycache__", "_resources")
    for name in SOURCE:
        shutil.copytree(HOUSE / name, source / name, ignore=rubbish)
    for name in FILES:
        shutil.copy(HOUSE / name, source / name)
    build: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "-d", folder, "-t"]
    _run([*build, "sdist"], source)
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    _run([*build, "wheel"], unpacked)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """``therapy-guide`` from the wheel, called in a folder that has nothing to do with it."""
    folder = tmp_path_factory.mktemp("installed") / "a place 家"
    venv.create(folder, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "install"]
    _run([*pip, "--disable-pip-version-check", "--no-deps", "--no-index", wheel], folder)
    # The libraries come from the Python that runs the tests: nothing is downloaded. A .pth file is
    # read in the first folder only, so the source tree that is linked into that Python stays out.
    site = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site) / "libraries.pth").write_text("\n".join(sorted(ours)), encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    where = _run([python, "-c", "import guide; print(guide.__file__)"], elsewhere).stdout
    assert Path(where.strip()).is_relative_to(folder)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        script = scripts / ("therapy-guide.exe" if os.name == "nt" else "therapy-guide")
        return _run([script, "--home", elsewhere / "home", *words], elsewhere)

    return run


def test_the_wheel_holds_what_the_program_needs_and_no_more(wheel: Path) -> None:
    """Library, tables, plates, themes, icons and licence are in it; tests and tools are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.removeprefix("guide/_resources/") for name in names if "_resources/" in name}
    assert {"library.tgpack", "atlas/points.tsv", "themes/article.css"} <= inside
    assert {name.split("/")[0] for name in inside} <= {
        "library.tgpack",
        "atlas",
        "icons",
        "locale",
        "themes",
    }
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"guide"}
    assert not [name for name in names if name.endswith((".pyc", ".yaml"))]
    assert not [name for name in inside if name.endswith(".md") and "README" not in name]


def test_the_installed_library_can_be_listed_read_and_searched(program: Program) -> None:
    """The articles are there without their source."""
    listed = json.loads(program("list", "--kind", "therapy", "--json").stdout)
    assert KEY in json.dumps(listed)
    assert "踩背" in program("show", KEY).stdout
    found = json.loads(program("search", "treading", "fibromyalgia", "--json").stdout)
    assert KEY in json.dumps(found)


def test_the_installed_body_can_be_drawn(program: Program) -> None:
    """The plates are there, and the region is marked on them."""
    picture = program("plate", "back", "--region", "lower-back").stdout
    assert picture.lstrip().startswith("<")
    assert 'data-key="region/lower-back"' in picture


def test_the_installed_program_tests_itself(program: Program) -> None:
    """Library, store, window, plate and page open; ``self-test`` ends with 0."""
    program("self-test")


def test_an_article_folder_can_be_compiled_by_the_installed_program(
    program: Program, tmp_path: Path
) -> None:
    """Whoever installs the program can write packs: all it takes comes with it."""
    pack = tmp_path / "own.tgpack"
    program("pack", "build", str(HOUSE / "resources" / "library"), "-o", str(pack))
    assert KEY in program("list", "--json", "--library", str(pack)).stdout
