"""Writes the package that a page shows, into a folder two levels below MultiGrad's.

    python3 Tests/Pages/package.py PAGE FOLDER
"""

import re
import sys
from pathlib import Path

FILE = re.compile(r"`([\w./]+\.swift)`:\n+```swift\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main(page, folder):
    files = FILE.findall(Path(page).read_text("utf-8"))
    if not files:
        sys.exit(f"{page} has no file of a package.")
    for name, text in files:
        place = Path(folder) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # There the reader's package and MultiGrad stand beside each other.
        place.write_text(text.replace('path: "../MultiGrad"', 'name: "MultiGrad", path: "../.."'), "utf-8")


main(*sys.argv[1:])
