"""Fetches the front-end files that the product carries with it, and writes a manifest beside each group of them.

Nothing is fetched when the product runs, and no Node is needed then. A maintainer runs this again to take a new
version: change the versions below, run `python scripts/vendor_frontend.py`, read the difference, and commit it. `npm`
must be on the path; its `pack` command downloads a package and checks it against the registry's own checksum.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/rodtrad/documents/renderers/html/static"
STYLES = STATIC / "designsystemet"
WEB_FONTS = STATIC / "fonts"
PRINT_FONTS = ROOT / "src/rodtrad/documents/fonts"
TEST_TOOLS = ROOT / "tests/vendor"

COMPONENTS = ("base", "breadcrumbs", "button", "details", "input", "link", "popover", "skip-link", "tag")
FACES = {
    "Inter-Regular": "400Regular/Inter_400Regular",
    "Inter-Italic": "400Regular_Italic/Inter_400Regular_Italic",
    "Inter-SemiBold": "600SemiBold/Inter_600SemiBold",
    "Inter-Bold": "700Bold/Inter_700Bold",
}


@dataclass(frozen=True)
class Package:
    """One package of the npm registry: `files` maps its paths to names in `folder`."""

    name: str
    version: str
    licence: str
    folder: Path
    files: dict[str, str]


PACKAGES = (
    Package(
        "@digdir/designsystemet-css",
        "1.22.0",
        "MIT",
        STYLES,
        {
            "dist/theme/designsystemet.css": "theme.css",
            "LICENSE": "LICENSE",
        }
        | {f"dist/src/{name}.css": f"{name}.css" for name in COMPONENTS},
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        WEB_FONTS,
        {
            "files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
            "files/inter-latin-wght-italic.woff2": "inter-latin-italic.woff2",
            "files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    Package(
        "@expo-google-fonts/inter",
        "0.4.2",
        "OFL-1.1",
        PRINT_FONTS,
        {f"{path}.ttf": f"{face}.ttf" for face, path in FACES.items()} | {"LICENSE_FONT": "LICENSE"},
    ),
    Package("axe-core", "4.14.1", "MPL-2.0", TEST_TOOLS, {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE"}),
)


def fetch(package: Package, folder: Path) -> Path:
    """Downloads and unpacks one package into `folder`; returns its root. Raises CalledProcessError when npm fails."""
    command = ["npm", "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", str(folder)]
    archive = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]
    with tarfile.open(folder / archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def vendor(package: Package) -> None:
    """Replaces the package's files in the repository and writes `manifest.json` beside them."""
    with tempfile.TemporaryDirectory() as scratch:
        source = fetch(package, Path(scratch))
        shutil.rmtree(package.folder, ignore_errors=True)
        package.folder.mkdir(parents=True)
        checksums = {}
        for path, name in sorted(package.files.items(), key=lambda item: item[1]):
            data = (source / path).read_bytes()
            (package.folder / name).write_bytes(data)
            checksums[name] = {"from": path, "sha256": hashlib.sha256(data).hexdigest()}
    manifest = {"package": package.name, "version": package.version, "licence": package.licence, "files": checksums}
    (package.folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    for each in PACKAGES:
        vendor(each)
