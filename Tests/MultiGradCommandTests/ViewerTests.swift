import Foundation
import TestSupport
import Testing

/// `--open`: which program it starts, with which files, and that neither waits for the other.
@Suite struct ViewerTests {
  private let folder: TemporaryFolder

  /// Notes its words in a file that is named after the last of them, which appears whole.
  private static let note = """
    #!/bin/sh
    for last; do :; done
    printf '%s\\n' "$@" > note.$$
    mv note.$$ "shown-$(basename "$last")"

    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("p.mg", "x = Value(2.0, label='x')\ny = x * 3\ny.label = 'y'")
    try folder.write("q.mg", "x = Value(2.0, label='x')\ny = x * 4\ny.label = 'y'")
    try folder.write("c.ipynb", #"{"cells": []}"#)
    for name in ["viewer", "bin/open", "bin/xdg-open"] {
      try folder.makeFolder("bin")
      try folder.write(name, ViewerTests.note)
    }
    try shell("chmod +x viewer bin/*; mkdir none")
  }

  @discardableResult
  private func shell(_ line: String) throws -> Command.Result {
    try Command.shell(line, in: folder)
  }

  /// The words of the viewer that was shown a file last.
  private func shown(_ name: String) throws -> [Substring] {
    #expect(eventually { folder.files.contains("shown-\(name)") }, "\(folder.files)")
    return try folder.text("shown-\(name)").split(separator: "\n")
  }

  /// Of several files, and of those of all commands that draw.
  @Test(arguments: [
    ("neuron -o 'a b/n.svg'", ["a b/n-before.svg", "a b/n-after.svg"]),
    ("neuron -q --stage after -o ./-n:1.svg", ["./-n:1.svg"]),
    (
      "mlp 3,1 --train 2 -f png",
      ["output/mlp-before.png", "output/mlp-after.png", "output/mlp-loss.png"]
    ),
    ("render p.mg -f json", ["output/p-before.json", "output/p-after.json"]),
    ("plot tanh relu", ["output/tanh-relu.svg"]), ("diff p.mg q.mg -f svg", ["output/diff.svg"]),
  ])
  func theNamedViewerGetsAllFiles(_ words: String, _ files: [String]) throws {
    let result = try shell(
      "export MULTIGRAD_VIEWER='./viewer --new  window'; multigrad \(words) --open")
    #expect(result.code == (words.hasPrefix("diff") ? 1 : 0), "\(result.errors)")
    let root = try shell("printf %s \"$(pwd -P)\"").text
    let name = try #require(files.last?.split(separator: "/").last)
    #expect(try shown(String(name)) == ["--new", "window"] + files.map { "\(root)/\($0)" })
  }

  @Test(arguments: ["", "MULTIGRAD_VIEWER=''", "MULTIGRAD_VIEWER=' '"])
  func theSystemsViewerIsFound(_ variable: String) throws {
    let result = try shell("export PATH=\"$PWD/bin:$PATH\" \(variable); multigrad neuron --open")
    #expect(result.code == 0)
    #expect(result.errors == "output/neuron-before.svg\noutput/neuron-after.svg\n")
    #if os(Linux)
      // It takes one file alone.
      #expect(try shown("neuron-before.svg").count == 1)
      #expect(try shown("neuron-after.svg").count == 1)
    #else
      #expect(try shown("neuron-after.svg").count == 2)
    #endif
  }

  #if os(Linux)
    @Test(arguments: [20, 21])
    func windowsAreNotOpenedWithoutEnd(_ count: Int) throws {
      let chain = "x = 1.0; y = x" + String(repeating: ".tanh()", count: count)
      let result = try shell(
        "PATH=\"$PWD/bin:$PATH\"; multigrad render -e '\(chain)' --stage steps -q --open")
      #expect(result.code == 0)
      #expect(
        result.errors
          == (count == 20 ? "" : "Warning: Of 21 files, only the first 20 are opened.\n"))
      #expect(eventually { folder.files.count { $0.hasPrefix("shown-") } == 20 })
      #expect(!folder.files.contains("shown-expression-step-021.svg"))
    }
  #endif

  /// The pictures are there, and nothing is wrong with them.
  @Test(arguments: ["MULTIGRAD_VIEWER=nosuch", "MULTIGRAD_VIEWER=./p.mg", "PATH=none"])
  func aMissingViewerIsAWarning(_ variable: String) throws {
    let result = try shell(
      "here=$(command -v multigrad); \(variable) \"$here\" neuron -q --stage after --open -o n.svg")
    #expect(result.code == 0)
    let name = variable == "PATH=none" ? "" : String(variable.split(separator: "=")[1])
    #expect(result.errors.hasPrefix("Warning: The viewer '\(name)"), "\(result.errors)")
    #expect(result.errors.hasSuffix(" in MULTIGRAD_VIEWER.\n"), "\(result.errors)")
    #if os(Linux)
      #expect(result.errors.contains("install xdg-utils") == name.isEmpty, "\(result.errors)")
    #endif
    #expect(SVGStructure(try folder.data("n.svg")) != nil)
  }

  /// A viewer lives longer than the command, and has none of its streams.
  @Test func nobodyWaitsForTheViewer() throws {
    let note = ViewerTests.note.replacingOccurrences(
      of: "#!/bin/sh\n",
      with: """
        #!/bin/sh
        cat > read
        n=0; until [ -e over ]; do sleep 0.1; n=$((n + 1)); [ $n -lt 600 ] || exit; done

        """)
    try folder.write("viewer", note)
    try shell(
      """
      export MULTIGRAD_VIEWER=./viewer
      echo text | multigrad neuron -q --open 2>&1 | cat; touch over
      """)
    #expect(try shown("neuron-after.svg").count == 2)
    #expect(try folder.text("read") == "")
  }

  @Test(arguments: [
    "neuron -o -", "render p.mg --stage after -o -", "plot tanh -o -", "mlp 3,1 --animate -o -",
    "diff p.mg q.mg", "diff p.mg q.mg -o -", "render c.ipynb --cells",
  ])
  func withoutAFileThereIsNothingToOpen(_ words: String) throws {
    let before = folder.files
    let result = try shell("export MULTIGRAD_VIEWER=./viewer; multigrad \(words) --open")
    #expect(result.code == 64, "\(result.errors)")
    #expect(result.text == "")
    #expect(result.errors.hasPrefix("Error: '--open' has no effect here: "), "\(result.errors)")
    #expect(folder.files == before)
  }
}
