#!/usr/bin/env python3
"""Builds the sites of this folder as their authors would, and checks what readers see.

Whether a document with pictures of ours is shown well is decided by the tools that build it. Each
site is copied, filled by `multigrad docs`, and built by a pinned version of its tool, for which
every warning is an error; then the pages are compared with the documents.

    python3 Tests/Sites/sites.py .build/release/multigrad --screenshots

The tools need Python 3.11 or newer.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import checks
from documents import Document
from pages import Page

HERE = Path(__file__).resolve().parent
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
# A page on a desk, by day and by night, and on a telephone; as high as the longest of ours.
SCREENS = {
    "desk": ["--window-size=1280,3200"],
    "desk-dark": ["--window-size=1280,3200", "--blink-settings=preferredColorScheme=0"],
    "telephone": ["--window-size=400,3200"],
}


@dataclass(frozen=True)
class Site:
    """A project of this folder."""

    # The folder.
    name: str
    # The command that builds it, run in the folder; HTML goes to ../html.
    build: list[str]
    # The documents with the pages that come of them, both from the folder.
    pages: dict[str, str]
    # Where the pictures of a document go, if not beside it.
    assets: dict[str, str]


SITES = [
    Site(
        name="mkdocs",
        build=["mkdocs", "build", "--strict", "--site-dir", "../html"],
        pages={
            "docs/index.md": "../html/index.html",
            "docs/guide/backprop.md": "../html/guide/backprop/index.html",
        },
        assets={"docs/guide/backprop.md": "docs/img"},
    ),
    Site(
        name="jupyter-book",
        build=["jupyter-book", "build", "-W", "--keep-going", "--path-output", "../html", "."],
        pages={
            "intro.md": "../html/_build/html/intro.html",
            "chapter.md": "../html/_build/html/chapter.html",
        },
        assets={},
    ),
    Site(
        name="sphinx",
        build=["sphinx-build", "-W", "--keep-going", "-b", "html", ".", "../html"],
        pages={"index.md": "../html/index.html", "chapter.md": "../html/chapter.html"},
        assets={},
    ),
]


class Failure(Exception):
    """Why a site cannot be built."""


def run(words: Sequence[str | Path], folder: Path, expected: int = 0) -> None:
    """Runs a command without showing what it prints; raises that where its exit code is another."""
    result = subprocess.run(
        words,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode != expected:
        command = " ".join(map(str, words))
        found = f"{result.returncode}:\n{result.stdout}"
        raise Failure(f"{folder}: expected exit code {expected} of '{command}'; found {found}")


class SiteTest:
    """One site, in a folder of its own below the work folder."""

    def __init__(self, site: Site, multigrad: Path, work: Path) -> None:
        self.site = site
        self.multigrad = multigrad
        self.folder = work / site.name
        self.source = self.folder / "source"
        self.environment = self.folder / "environment"

    def install(self) -> None:
        """Installs what the site asks for, unless a copy of that says that it was done."""
        requirements = HERE / self.site.name / "requirements.txt"
        wanted = requirements.read_text(encoding="utf-8") + f"# Python {sys.version}\n"
        marker = self.folder / "installed.txt"
        if marker.is_file() and marker.read_text(encoding="utf-8") == wanted:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        run([sys.executable, "-m", "venv", "--clear", self.environment], self.folder)
        pip = self.environment / "bin" / "pip"
        options = ["--quiet", "--disable-pip-version-check"]
        run([pip, "install", *options, "--requirement", requirements], self.folder)
        marker.write_text(wanted, encoding="utf-8")

    def copy(self) -> None:
        """Copies the project, and removes what came of the last run."""
        for folder in [self.source, self.folder / "html"]:
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / self.site.name, self.source)

    def fill(self) -> None:
        """Draws the pictures. The second time there is nothing to do, nor is anything written."""
        # The documents here are without pictures: each must be stale before, and fresh after.
        self.docs(["--check"], expected=1)
        self.docs([])
        drawn = self.files()
        self.docs([])
        again = self.files()
        if again != drawn:
            changed = sorted(str(path) for path, _ in again.items() ^ drawn.items())
            raise Failure(f"{self.source}: expected no change by a second run; found {changed}")
        self.docs(["--check"])

    def docs(self, options: list[str], expected: int = 0) -> None:
        """Runs `multigrad docs` on each document, in the project's folder as authors do."""
        for document in self.site.pages:
            assets = self.site.assets.get(document)
            place = ["--assets", assets] if assets else []
            run([self.multigrad, "docs", *options, *place, document], self.source, expected)

    def files(self) -> dict[Path, tuple[int, bytes]]:
        """All files of the copy: when they were written, and what is in them."""
        files = [path for path in self.source.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    def build(self) -> None:
        """Builds the site, strictly."""
        tool, *words = self.site.build
        run([self.environment / "bin" / tool, *words], self.source)

    def faults(self) -> list[str]:
        """What is wrong with the pages."""
        found = []
        for document, page in self.site.pages.items():
            path = (self.source / page).resolve()
            if path.is_file():
                found += checks.faults(Document(self.source / document), Page(path))
            else:
                found.append(f"{path}: expected a page of {document}; found no such file")
        return found

    def summary(self) -> str:
        """How much was checked."""
        documents = [Document(self.source / document) for document in self.site.pages]
        pictures = sum(len(document.pictures()) for document in documents)
        programs = sum(len(document.programs()) for document in documents)
        numbers = sum(len(document.numbers()) for document in documents)
        parts = f"{pictures} pictures, {programs} programs and {numbers} numbers"
        return f"{self.site.name}: {parts} on {len(documents)} pages"

    def run(self) -> list[str]:
        """All steps, in their order, and what is wrong."""
        try:
            self.install()
            self.copy()
            self.fill()
            self.build()
            return self.faults()
        except Failure as failure:
            return [str(failure)]

    def screenshots(self) -> None:
        """Writes pictures of the pages, for people to look at."""
        for document, page in self.site.pages.items():
            path = (self.source / page).resolve()
            for screen, options in SCREENS.items():
                file = self.folder / f"{Path(document).stem}-{screen}.png"
                # A page remembers whether it was light or dark, so each visit is the first.
                with tempfile.TemporaryDirectory() as profile:
                    places = [f"--user-data-dir={profile}", f"--screenshot={file}", path.as_uri()]
                    run([*CHROMIUM, *options, *places], self.folder)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the example sites, and check their pages.")
    parser.add_argument("multigrad", type=Path, help="the command")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(".build/sites"),
        help="where tools are installed and sites are built (default: %(default)s)",
    )
    parser.add_argument(
        "--screenshots", action="store_true", help="also take pictures of the pages, by Chromium"
    )
    arguments = parser.parse_args()

    multigrad, work = arguments.multigrad.resolve(), arguments.work.resolve()
    tests = [SiteTest(site, multigrad, work) for site in SITES]
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(SiteTest.run, tests))
    for test, faults in zip(tests, results):
        print("\n".join(faults) if faults else test.summary())
        if arguments.screenshots and not faults:
            test.screenshots()
    return 1 if any(results) else 0


if __name__ == "__main__":
    sys.exit(main())
