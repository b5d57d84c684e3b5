"""Writes the public interface of each library into API, a declaration a line, or says what has changed in it.

    python3 Tests/Pages/api.py SYMBOL_GRAPHS [--check]
"""

import difflib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def declarations(graphs, module):
    """What a module declares, its own types first by name, and then what it adds to those of others."""
    lines = set()
    for path in [*graphs.glob(f"{module}.symbols.json"), *graphs.glob(f"{module}@*.symbols.json")]:
        graph = json.loads(path.read_text("utf-8"))
        names = {symbol["identifier"]["precise"]: ".".join(symbol["pathComponents"]) for symbol in graph["symbols"]}
        for symbol in graph["symbols"]:
            text = "".join(fragment["spelling"] for fragment in symbol["declarationFragments"])
            owner = ".".join(symbol["pathComponents"][:-1])
            lines.add(f"{owner or module}: {' '.join(text.split())}")
        for edge in graph["relationships"]:
            if edge["kind"] == "conformsTo" and edge["source"] in names:
                target = edge.get("targetFallback", names.get(edge["target"], edge["target"]))
                # What follows without a word.
                if target not in ("Swift.Copyable", "Swift.Escapable", "Swift.SendableMetatype"):
                    lines.add(f"{names[edge['source']]}: {target}")
    return "".join(f"{line}\n" for line in sorted(lines))


def main(graphs, checks):
    changed = False
    extracted = {path.name.split(".")[0] for path in graphs.glob("*.symbols.json") if "@" not in path.name}
    for module in sorted(extracted | {path.stem for path in (ROOT / "API").glob("*.txt")}):
        file = ROOT / "API" / f"{module}.txt"
        new = declarations(graphs, module)
        if checks:
            old = file.read_text("utf-8") if file.exists() else ""
            difference = list(difflib.unified_diff(old.splitlines(), new.splitlines(), f"API/{file.name}", "now", "", "", 0, ""))
            print(*difference, sep="\n", end="\n" if difference else "")
            changed = changed or bool(difference)
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(new, "utf-8")
    if changed:
        sys.exit("The public interface has changed; if it should, run make api and commit what it writes.")


main(Path(sys.argv[1]), checks="--check" in sys.argv[2:])
