"""Copies the Swift code of pages from the snippets that are compiled, or says which page has other code.

    python3 Tests/Pages/snippets.py [--check | --printed FOLDER]

    <!-- snippet: DrawExpression.readme -->
    ```swift
    what stands between `// snippet.readme` and `// snippet.end` in Snippets/DrawExpression.swift
    ```
"""

import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", *(f"{folder}/*.md" for folder in ("docs", "Sources/*/*.docc"))]
BLOCK = re.compile(r"^<!-- snippet: (\w+)\.(\w+) -->\n+```swift\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The line above a block of Swift code.
ABOVE = re.compile(r"^(.+)\n+```swift\n", re.MULTILINE)


def code(file, region):
    text = (ROOT / "Snippets" / f"{file}.swift").read_text("utf-8")
    found = re.search(rf"^// snippet\.{region}\n(.*?)^// snippet\.end$", text, re.MULTILINE | re.DOTALL)
    if not found:
        sys.exit(f"Snippets/{file}.swift has no region '{region}'.")
    return textwrap.dedent(found[1])


def fresh(block):
    head = block[0][: block.start(3) - block.start()]
    return head + code(block[1], block[2]) + "```"


def wrong_prints(outputs):
    """Where a snippet says in a comment which numbers it prints, and prints others."""
    for path in sorted((ROOT / "Snippets").glob("*.swift")):
        printed = (Path(outputs) / f"{path.stem}.txt").read_text("utf-8").splitlines()
        for said in re.findall(r"^print\(.*\)  // ([-\d. ]+)$", path.read_text("utf-8"), re.MULTILINE):
            if said not in printed:
                yield f"Snippets/{path.name} does not print {said}."


def main(checks):
    stale = []
    for path in sorted(path for pattern in PAGES for path in ROOT.glob(pattern)):
        text = path.read_text("utf-8")
        name = path.relative_to(ROOT)
        # What is a file is built by `make plugin`.
        if [above for above in ABOVE.findall(text) if not above.startswith("<!-- snippet: ") and not above.endswith("`:")]:
            stale.append(f"{name} has Swift code that is not from a snippet.")
        copied = BLOCK.sub(fresh, text)
        if copied == text:
            continue
        if checks:
            stale.append(f"{name} has other code than its snippets; run make snippets.")
        else:
            path.write_text(copied, "utf-8")
    if stale:
        sys.exit("\n".join(stale))


if sys.argv[1:2] == ["--printed"]:
    sys.exit("\n".join(wrong_prints(sys.argv[2])) or 0)
main(checks="--check" in sys.argv[1:])
