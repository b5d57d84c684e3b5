"""What a reader sees of a built page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a block of a document may stand in, and must not fall out of.
CONTAINERS = {"li", "blockquote", "td"}
INVISIBLE = {"script", "style", "template"}
# Where a sentence ends, since it cannot go on in another of them.
BLOCKS = {"p", "div", "section", "article", "li", "blockquote", "td", "th", "pre", "h1", "h2", "h3"}


@dataclass(frozen=True)
class Image:
    """An <img>, with the file that its address leads to."""

    alternative_text: str
    source: str
    file: Path
    containers: frozenset[str]


@dataclass
class Code:
    """A <pre>."""

    containers: frozenset[str]
    text: str = ""
    is_highlighted: bool = False


@dataclass
class Page(HTMLParser):
    """A page, read from its file. The parser resolves character references by itself."""

    path: Path
    images: list[Image] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    blocks: list[str] = field(default_factory=lambda: [""])

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.path.read_text(encoding="utf-8"))
        self.close()

        self.blocks = [" ".join(block.split()) for block in self.blocks]

    @property
    def text(self) -> str:
        """All that is visible; ``blocks`` are its paragraphs, cells and so on."""
        return " ".join(self.blocks)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        containers = frozenset(CONTAINERS.intersection(self._open))
        if tag == "img":
            source = values.get("src") or ""
            file = self.path.parent / unquote(urlsplit(source).path)
            self.images.append(Image(values.get("alt") or "", source, file, containers))
        elif tag == "pre":
            self.codes.append(Code(containers))
        elif tag == "span" and values.get("class") and "pre" in self._open:
            self.codes[-1].is_highlighted = True
        if tag in CONTAINERS | INVISIBLE | {"pre"}:
            self._open.append(tag)
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if INVISIBLE.intersection(self._open):
            return
        self.blocks[-1] += data
        if "pre" in self._open:
            self.codes[-1].text += data
