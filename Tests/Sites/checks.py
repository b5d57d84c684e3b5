"""Compares a built page with the document that it was built from."""

from __future__ import annotations

from documents import Document, Picture, Program
from pages import Image, Page

# Nobody should see these: they are of our markers, or of Markdown that the tool did not understand.
TRACES = ["multigrad:", "/multigrad", "<!--", "![", "```"]


def faults(document: Document, page: Page) -> list[str]:
    """What is wrong, a line each: the file, what was expected there, and what was found."""
    found = empty_parts(document)
    for picture in document.pictures():
        found += picture_faults(picture, page)
    for program in document.programs():
        found += program_faults(program, page)
    for sentence in document.sentences():
        if not any(sentence in block for block in page.blocks):
            expected = f"the text {sentence!r} in one piece"
            found.append(fault(page, expected, nearest(sentence, page.blocks)))
    for trace in TRACES:
        if trace in page.text:
            found.append(fault(page, f"no visible {trace!r}", around(trace, page.text)))
    return found


def fault(file: Document | Page, expected: str, found: str) -> str:
    """A line that says what is wrong."""
    return f"{file.path}: expected {expected}; found {found}"


def empty_parts(document: Document) -> list[str]:
    """A document that promises nothing would pass every other check."""
    parts = {
        "pictures": document.pictures(),
        "programs": document.programs(),
        "numbers": document.numbers(),
        "sentences with numbers": document.sentences(),
    }
    found = [fault(document, name, "none") for name, values in parts.items() if not values]
    for region in document.regions_without_pictures():
        found.append(fault(document, "pictures between markers", repr(region)))
    if not all(document.numbers()):
        found.append(fault(document, "numbers between all their markers", "nothing between some"))
    return found


def picture_faults(picture: Picture, page: Page) -> list[str]:
    """The picture may have another name and folder on the page, but its bytes are the same."""
    name = picture.file.name
    if not picture.file.is_file():
        return [fault(page, f"the picture {picture.file}", "no such file")]
    drawn = picture.file.read_bytes()
    shown = [
        image for image in page.images if image.file.is_file() and image.file.read_bytes() == drawn
    ]
    if not shown:
        return [fault(page, f"an <img> with the bytes of {name}", described(page.images))]
    titled = [image for image in shown if image.alternative_text == picture.alternative_text]
    if not titled:
        expected = f"the alternative text {picture.alternative_text!r} of {name}"
        return [fault(page, expected, described(shown))]
    if not any(is_inside(image.containers, picture.container) for image in titled):
        return [fault(page, f"{name} inside <{picture.container}>", "it outside")]
    return []


def program_faults(program: Program, page: Page) -> list[str]:
    """The program may be shown more than once; one of them is where it should be, in colours."""
    name = f"the program {program.text!r}"
    shown = [code for code in page.codes if code.text.strip("\n") == program.text.strip("\n")]
    if not shown:
        return [fault(page, f"{name} as code", repr([code.text for code in page.codes]))]
    inside = [code for code in shown if is_inside(code.containers, program.container)]
    if not inside:
        return [fault(page, f"{name} inside <{program.container}>", "it outside")]
    if not any(code.is_highlighted for code in inside):
        return [fault(page, f"{name} highlighted", "it in one colour")]
    return []


def is_inside(containers: frozenset[str], container: str | None) -> bool:
    """Whether a part of a page is in what its document has it in; most are in nothing."""
    return container is None or container in containers


def described(images: list[Image]) -> str:
    """The images of a page, for a fault."""
    lines = []
    for image in images:
        missing = "" if image.file.is_file() else " (no such file)"
        lines.append(f"\n    {image.source}{missing} {image.alternative_text!r}")
    return "".join(lines) or "no image"


def around(text: str, whole: str) -> str:
    """A text with some of what is around it."""
    start = whole.index(text)
    return repr(whole[max(0, start - 40) : start + 60])


def nearest(sentence: str, blocks: list[str]) -> str:
    """The paragraph that has most of the words of a sentence."""
    words = set(sentence.split())
    return repr(max(blocks, key=lambda block: len(words.intersection(block.split()))))
