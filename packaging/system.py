"""What the operating system must give: venv for Python, libraries and fonts for Qt, a screen.

Where something is missing and this is root on a system with apt, it is installed; everywhere else
the one command that installs it is printed.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

LIBRARIES = {
    "apt-get": (
        "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"
        " libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0"
        " libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1"
    ),
    "dnf": (
        "mesa-libEGL mesa-libGL glib2 libxkbcommon libxkbcommon-x11 dbus-libs fontconfig"
        " xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm"
    ),
    "zypper": (
        "Mesa-libEGL1 Mesa-libGL1 libglib-2_0-0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3"
        " fontconfig libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1"
        " libxcb-render-util0"
    ),
    "pacman": (
        "libglvnd mesa glib2 libxkbcommon libxkbcommon-x11 dbus fontconfig xcb-util-cursor"
        " xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm"
    ),
}
FONTS = {
    "apt-get": "fonts-noto-core fonts-noto-cjk",
    "dnf": "google-noto-sans-fonts google-noto-sans-cjk-fonts",
    "zypper": "google-noto-sans-fonts google-noto-sans-cjk-fonts",
    "pacman": "noto-fonts noto-fonts-cjk",
}
INSTALL = {
    "apt-get": "apt-get install --yes --no-install-recommends --no-upgrade",
    "dnf": "dnf install",
    "zypper": "zypper install",
    "pacman": "pacman -S",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CHINESE_FONTS = ("cjk", "hansans", "han-sans", "wqy", "droidsansfallback", "uming", "ukai", "heiti")
_FONT_FILES = {".ttf", ".otf", ".ttc", ".otc"}

# Run by the environment's Python. The library behind a real screen is looked at only where the
# screen is wanted: a server needs none of it.
_LOADS = """
import ctypes, pathlib, sys
import PySide6.QtWidgets
for name in sys.argv[1:]:
    plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    for file in plugins.glob(f"libq{name}*.so"):
        ctypes.CDLL(str(file))
"""
_OPENS = "import sys; from PySide6.QtGui import QGuiApplication; QGuiApplication(sys.argv)"


class Missing(Exception):
    """The system lacks something; the text is the command that brings it."""


def provide_venv() -> None:
    """See to it that Python can make virtual environments (Debian packs that apart)."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    for package in (version, "python3-venv"):
        if _install("apt-get", package):
            return
    raise Missing(
        "This Python cannot make virtual environments. On Debian or Ubuntu, run"
        f" 'apt install {version}' as root, then try again."
    )


def provide_qt(python: str, environment: Mapping[str, str], kept: Path) -> None:
    """See to it that Qt's libraries load and that there are letters to draw with.

    What was found good is remembered in ``kept``, for the kind of screen that it was found for.
    """
    if not sys.platform.startswith("linux"):
        return  # the wheels for Windows and macOS bring everything along
    platforms = _platforms(environment)
    stamp = kept / f"qt-{'-'.join(platforms) or 'offscreen'}"
    if stamp.is_file():
        return
    problem = _load(python, environment, platforms)
    if problem and _install(_manager(), LIBRARIES.get(_manager(), "")):
        problem = _load(python, environment, platforms)
    if problem:
        raise Missing(_request("Qt needs libraries of the system", problem, LIBRARIES))
    if not _has_fonts() and not _install(_manager(), FONTS.get(_manager(), "")):
        print(_request("Some text will be invisible", "fonts are missing", FONTS), file=sys.stderr)
        return
    stamp.touch()


def has_screen(python: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be opened here: a display is named, and it answers."""
    if environment.get("QT_QPA_PLATFORM") or not sys.platform.startswith(("linux", "freebsd")):
        return True
    if not _platforms(environment):
        return False
    command = [python, "-c", _OPENS]
    try:
        opened = subprocess.run(
            command, env=dict(environment), capture_output=True, timeout=20, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return opened.returncode == 0


def quoted(path: Path) -> str:
    """``path`` as it is typed at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


def _platforms(environment: Mapping[str, str]) -> list[str]:
    """The Qt platforms that the environment asks for."""
    names = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    return [platform for platform, name in names.items() if environment.get(name)]


def _load(python: str, environment: Mapping[str, str], platforms: list[str]) -> str:
    """The last line that loading Qt complains with; empty where all is well."""
    command = [python, "-c", _LOADS, *platforms]
    done = subprocess.run(
        command, env=dict(environment), capture_output=True, text=True, check=False
    )
    lines = done.stderr.strip().splitlines()
    return "" if done.returncode == 0 else (lines[-1] if lines else "it does not start")


def _has_fonts() -> bool:
    """Whether Latin and Chinese letters can be drawn."""
    listing = shutil.which("fc-list")
    if listing:
        return all(
            subprocess.run(
                [listing, f":lang={language}", "family"], capture_output=True, check=False
            ).stdout.strip()
            for language in ("en", "zh")
        )
    files = [
        file.name.lower()
        for folder in FONT_FOLDERS
        for file in Path(folder).expanduser().rglob("*")
        if file.suffix.lower() in _FONT_FILES
    ]
    return any(name in file.replace("_", "") for file in files for name in CHINESE_FONTS)


def _manager() -> str:
    """The system's own installer, or an empty text."""
    return next((name for name in INSTALL if shutil.which(name)), "")


def _install(manager: str, packages: str) -> bool:
    """Install with apt where this may be done; whether it was."""
    if manager != "apt-get" or not packages or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    if not shutil.which(manager):
        return False
    print(f"Installing from the system: {packages} ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = [*INSTALL[manager].split(), "-qq", *packages.split()]
    for command in (install, [manager, "update", "-qq"], install):
        code = subprocess.call(command, env=environment, stdout=subprocess.DEVNULL)
        if command is install and code == 0:
            return True
    return False


def _request(what: str, problem: str, packages: Mapping[str, str]) -> str:
    manager = _manager()
    if not manager:
        return f"{what} ({problem}). Install these with your system: {packages['apt-get']}"
    return f"{what} ({problem}). Run: sudo {INSTALL[manager]} {packages[manager]}"
