"""What a document promises to its readers, once `multigrad docs` has filled it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

PICTURES = re.compile(r"<!-- multigrad: \S+ -->(.*?)<!-- /multigrad -->", re.DOTALL)
NUMBER = re.compile(r"<!-- multigrad: \S+ [^>]+ -->(.*?)<!-- /multigrad -->", re.DOTALL)
IMAGE = re.compile(r"!\[(.*?)\]\(([^()\s]+)\)")
PROGRAM_FILE = re.compile(r"<!-- multigrad (\S+\.mg)\b")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# A fence with what its lines begin with. Those of MyST's directives, as {toctree}, hold no code.
FENCE = re.compile(r"^([ >]*)```(?!`| *\{\w)[^\n]*\n(.*?)\n\1```$", re.DOTALL | re.MULTILINE)
# How Material's snippets include a file.
SNIPPET = "--8<--"


@dataclass(frozen=True)
class Picture:
    """A picture between our markers."""

    alternative_text: str
    file: Path
    container: str | None


@dataclass(frozen=True)
class Program:
    """A program that the document shows, or draws from a file."""

    text: str
    container: str | None


class Document:
    """A filled document."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")

    def pictures(self) -> list[Picture]:
        """The pictures, with their files and texts as they stand between the markers."""
        found = []
        for region in PICTURES.finditer(self.text):
            for text, file in IMAGE.findall(region[1]):
                path = self.path.parent / unquote(file)
                found.append(Picture(text, path, self._container(region.start())))
        return found

    def regions_without_pictures(self) -> list[str]:
        """Markers that have something else between them than a picture of Markdown, or nothing."""
        return [region[0] for region in PICTURES.finditer(self.text) if not IMAGE.search(region[1])]

    def programs(self) -> list[Program]:
        """The programs in fenced blocks and in files: an author shows what a picture is of."""
        found = []
        for prefix, code in FENCE.findall(self.text):
            if SNIPPET not in code:
                lines = [line[len(prefix) :] for line in code.split("\n")]
                found.append(Program("\n".join(lines), container_of(prefix)))
        for name in PROGRAM_FILE.findall(self.text):
            found.append(Program((self.path.parent / name).read_text(encoding="utf-8"), None))
        return found

    def numbers(self) -> list[str]:
        """The numbers between our markers."""
        return NUMBER.findall(self.text)

    def sentences(self) -> list[str]:
        """The paragraphs and table cells that hold numbers, as text without any markup."""
        text = re.sub(r"^[ >]+", "", self.text, flags=re.MULTILINE)
        pieces: list[str] = []
        for paragraph in re.split(r"\n\n+", text):
            pieces += paragraph.split("|") if paragraph.startswith("|") else [paragraph]
        return [plain(piece) for piece in pieces if NUMBER.search(piece)]

    def _container(self, offset: int) -> str | None:
        line_start = self.text.rfind("\n", 0, offset) + 1
        return container_of(self.text[line_start:offset])


def container_of(prefix: str) -> str | None:
    """The HTML element around a line, by what the line begins with."""
    if prefix.startswith("|"):
        return "td"
    if prefix.startswith(">"):
        return "blockquote"
    return "li" if prefix.startswith("  ") else None


def plain(markdown: str) -> str:
    """A paragraph as a reader sees it, as far as our documents use markup in sentences."""
    text = COMMENT.sub("", markdown)
    text = re.sub(r"^(-|\d+\.) ", "", text)
    return " ".join(re.sub(r"[*`]", "", text).split())
