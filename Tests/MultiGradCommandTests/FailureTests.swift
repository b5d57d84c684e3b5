import Foundation
import TestSupport
import Testing

/// Wrong words, bad input and outputs that cannot be: the sentence, the exit code, and nothing left
/// behind.
@Suite struct FailureTests {
  @Test(arguments: [
    (["render"], "nothing to draw"), (["render", "a.mg", "-e", "x = 1.0"], "two graphs"),
    (["render", "-e", "x = 1.0", "-o", "-"], "Several pictures do not fit on standard output"),
    (["render", "a.mg", "-o", "a.bmp"], "The extension '.bmp'"),
    (
      ["render", "a.mg", "-f", "bmp"],
      "Choose one of: svg, png, pdf, gif, dot, json, text, mermaid, graphml, model-explorer, onnx."
    ),
    (["render", "a.mg", "--stage", "step"], "Choose one of: before, after, both, pair, steps"),
    (["render", "a.mg", "--sheet"], "A sheet shows the steps"),
    (["render", "a.mg", "--sheet", "--stage", "pair"], "A sheet shows the steps"),
    (["render", "a.mg", "--precision", "0"], "from 1 to 17"),
    (["render", "a.mg", "--precision", "18"], "from 1 to 17"),
    (["render", "a.mg", "--sytle", "cards"], "Did you mean '--style'?"),
    (["rendr"], "Did you mean 'render'?"), (["neuron", "--inputs", "0"], "from 1 to 1000"),
    (["neuron", "--values", "1,2", "--weights", "1"], "'--weights' has 1 number for 2 inputs"),
    (["neuron", "--bias", "many"], "--bias"), (["neuron", "--values", "1,,2"], "--values"),
    (["mlp"], "sizes"), (["mlp", "3"], "sizes"), (["mlp", "3,x,1"], "sizes"),
    (["mlp", "2,4,1"], "name it with --data moons, spirals, iris, or a CSV file"),
    (["mlp", "2,4,1", "--data", "mooons"], "no data set 'mooons'"),
    (["mlp", "3,4,1", "--data", "moons"], "give a network of 2 inputs"),
    (["mlp", "4,8,2", "--data", "iris"], "give a network of 3 outputs"),
    (["mlp", "4,8,1", "--data", "iris", "--loss", "svm"], "need two classes, and there are 3"),
    (["mlp", "2,1", "--data", "moons", "--batch", "101", "--train", "1"], "from 1 to 100"),
    (["mlp", "3,1", "--l2", "-1"], "'--l2'"), (["mlp", "3,1", "--dropout", "0"], "'--dropout'"),
    (["mlp", "3,1", "--test-fraction", "1"], "'--test-fraction'"),
    (["mlp", "3,1", "--momentum", "1"], "'--momentum'"),
    (["check"], "nothing to check"), (["check", "--sanity"], "nothing to check"),
    (["check", "a.mg", "--sanity"], "give one with --mlp"),
    (["check", "a.mg", "--mlp", "3,1"], "two things to check"),
    (
      ["check", "a.mg", "--after-steps", "3"],
      "'--after-steps' has no effect here: it is of a network"
    ),
    (["check", "--mlp", "3,1", "--sanity", "--json"], "'--sanity'"),
    (["check", "a.mg", "--step", "0"], "'--step'"), (["check", "a.mg", "--step", "2"], "'--step'"),
    (["check", "a.mg", "--tolerance", "-1"], "'--tolerance'"),
    (["check", "a.mg", "--sample", "0"], "'--sample'"),
    (["check", "a.mg", "-o", "a.svg"], "'--sweep'"),
    (["check", "a.mg", "--sweep", "-o", "a.png"], "'.png'"),
    (["check", "--mlp", "3,1", "--learning-rate", "1"], "'--after-steps'"),
    (["plot", "tan"], "invalid for '<activation> ...'. Choose one of: tanh"),
    (["mlp", "3,4,1", "--rows", "2..4"], "no row 4"),
    (["mlp", "3,4,1", "--rows", "2..1"], "--rows"),
    (
      ["render", "a.mg", "--animate", "-f", "pdf"],
      "A pdf cannot move. Use --animate with one of: svg, png, gif."
    ),
    (["render", "a.mg", "--animate", "--stage", "steps"], "Leave out --stage or --animate"),
    (["render", "a.mg", "-f", "gif", "--stage", "after"], "Leave out --stage or choose another"),
    (["neuron", "-o", "a.gif", "--animate", "--stage", "both"], "Leave out --stage or choose"),
    (["render", "a.mg", "--stage", "steps", "-f", "json"], "Choose --stage before"),
    (["render", "-e", "x = 1.0; y = x * 2", "--stage", "steps", "-o", "-"], "Several pictures"),
    (["render", "a.mg", "--stage", "worksheet", "-f", "json"], "and no worksheet"),
    (
      ["render", "a.mg", "--stage", "worksheet", "--style", "network"],
      "cards, micrograd or circuit"
    ),
    (["render", "a.mg", "--stage", "worksheet", "--edges", "flow"], "choose local"),
    (["render", "a.mg", "--stage", "worksheet", "--overlay", "health"], "Leave out --overlay"),
    (["render", "a.mg", "--stage", "worksheet", "--animate"], "Leave out --stage or --animate"),
    (
      ["render", "-e", "x = 1.0; y = x * 2", "--stage", "worksheet", "-o", "-"], "Several pictures"
    ),
    (["mlp", "3,4,4,1", "--stage", "worksheet", "-q"], "nothing to fill in"),
    (["diff", "a.mg", "a.mg", "--stage", "worksheet"], "of one stage"),
    (["render", "a.mg", "--theme", "neon"], "light, dark, auto, high-contrast, print"),
    (["render", "a.mg", "--focus", "a", "--path", "a", "b"], "both --focus and --path"),
    (["render", "a.mg", "--path", "a"], "Give two names"),
    (["render", "a.mg", "--path", "a", "-q", "b"], "Unexpected argument 'b'"),
    (["render", "a.mg", "--path", "a", ""], "Give two names"),
    (["render", "a.mg", "--path", "a", "b", "--path", "c"], "Give two names"),
    (["render", "--", "--path", "a", "b"], "Unexpected argument 'a'"),
    (["render", "a.mg", "--radius", "1"], "--focus"),
    (["render", "a.mg", "--depth", "0"], "'--depth'"),
    (["render", "a.mg", "--focus", "a", "--radius", "-1"], "'--radius'"),
    (["render", "a.mg", "--ghosts"], "'--ghosts'"),
    (["render", "a.mg", "--link", "JavaScript:alert(1)"], "no address of the web"),
    (["render", "a.mg", "--link", " data:text/html,x"], "no address of the web"),
    (["diff", "a.mg", "b.mg", "--animate"], "one picture of two whole graphs"),
    (["render", "a.mg", "--scale", "2"], "'--scale' is for pixels, and 'svg' has none"),
    (["neuron", "--shrink", "-f", "pdf"], "'--shrink' is for pixels, and 'pdf' has none"),
    (["mlp", "3,1", "-o", "a.png", "--scale", "0"], "from 0.0105 to 12.5"),
    (["mlp", "3,1", "-o", "a.gif", "--scale", "13"], "from 0.0105 to 12.5"),
    (["diff", "a.mg", "b.mg", "-o", "a.gif"], "A comparison does not move, and a gif does"),
    (["render", "a.mg", "-f", "gif", "--link", "a.html"], "Only an SVG has links"),
    (["diff", "a.mg", "b.mg", "-o", "a.png", "--scale", "nan"], "from 0.0105 to 12.5"),
  ])
  func wrongWordsAre64(_ words: [String], _ part: String) throws {
    let folder = try TemporaryFolder()
    let line = (["multigrad"] + words).map { "'\($0)'" }.joined(separator: " ")
    let result = try Command.shell(line, in: folder)
    #expect(result.code == 64)
    #expect(result.text == "")
    #expect(result.errors.hasPrefix("Error: "))
    #expect(result.errors.contains(part), "\(result.errors)")
    #expect(result.errors.contains("--help' for more information."))
    #expect(folder.files.isEmpty)
  }

  @Test(arguments: [
    ("a.mg", "n = Value(1.0)\no = n.tanhh()\n", "a.mg:2:", "did you mean 'tanh'"),
    ("a.mg", "", "a.mg", "makes no Value"), ("a.mg", "# nothing\n", "a.mg", "makes no Value"),
    ("a.mg", "x = (1.0", "a.mg:1:5: ", "never closed"),
    ("a.mg", "for i in x: y", "a.mg:1:10", "there is no 'x'"),
    ("a.json", "", "a.json:1:1", "-f json writes graph files"),
    ("a.json", "{", "a.json:1:2", "JSON"),
    ("a.json", "{}", "a.json:1:1", "multigrad-graph"),
  ])
  func malformedInputIs65(_ name: String, _ text: String, _ place: String, _ part: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    let result = try Command.multigrad("render", name, in: folder)
    #expect(result.code == 65)
    #expect(result.errors.hasPrefix("Error: \(place)"), "\(result.errors)")
    #expect(result.errors.contains(part), "\(result.errors)")
    #expect(folder.files == [name])
  }

  @Test(arguments: ["a.mg", "a.json"]) func notUTF8Is65(_ name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, Data([0x78, 0x0A, 0x79, 0xC3, 0x28]))
    let result = try Command.multigrad("render", name, in: folder)
    #expect(result.code == 65)
    #expect(result.errors.contains("\(name):2"), "\(result.errors)")
    #expect(result.errors.contains("UTF-8"))
  }

  @Test func missingInputIs66() throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("render", "nowhere.mg", in: folder)
    #expect(result.code == 66)
    #expect(
      result.errors == "Error: nowhere.mg: the input cannot be opened (No such file or directory); "
        + "check the path.\n")
  }

  @Test func aDirectoryAsInputIsNoCrash() throws {
    let folder = try TemporaryFolder()
    let result = try Command.multigrad("render", "/", in: folder)
    #expect(result.code == 74)
    #expect(result.errors.hasPrefix("Error: /: this is a directory"), "\(result.errors)")
  }

  @Test func missingPluginIs69() throws {
    let folder = try TemporaryFolder()
    let none = ["GVBINDIR": folder.url.path]
    for (option, value) in [("-f", "png"), ("-f", "pdf"), ("-f", "gif"), ("--layout", "dot")] {
      let drawn = try Command.multigrad("neuron", option, value, in: folder, environment: none)
      #expect(drawn.code == 69)
      #expect(drawn.errors.contains("apt install"), "\(drawn.errors)")
      #expect(folder.files.isEmpty)
    }
    let doctor = try Command.multigrad("doctor", in: folder, environment: none)
    #expect(doctor.code == 69)
    #expect(doctor.text.contains("missing    png, pdf, gif, --layout dot\n"), "\(doctor.text)")
    // What needs no plugin still works.
    for format in ["svg", "json", "dot", "text"] {
      let drawn = try Command.multigrad("neuron", "-f", format, in: folder, environment: none)
      #expect(drawn.code == 0, "\(format): \(drawn.errors)")
    }
  }

  /// PNG and PDF of our own places need the plugin of `nop2`, and nothing else does.
  @Test func missingNeatoIs69() throws {
    let folder = try TemporaryFolder()
    let plugins = folder.url.appendingPathComponent("plugins")
    try FileManager.default.createDirectory(at: plugins, withIntermediateDirectories: false)
    let place = try Command.multigrad("doctor", in: folder).text
      .split(separator: "\n").first { $0.hasPrefix("plugins") }
    let installed = try #require(place.map { String($0.dropFirst(11)) })
    for file in try FileManager.default.contentsOfDirectory(atPath: installed)
    where file.hasPrefix("libgvplugin_dot_layout.") || file.hasPrefix("libgvplugin_pango.") {
      try FileManager.default.createSymbolicLink(
        atPath: plugins.appendingPathComponent(file).path,
        withDestinationPath: "\(installed)/\(file)")
    }
    let environment = ["GVBINDIR": plugins.path]
    let drawn = try Command.multigrad("neuron", "-f", "png", in: folder, environment: environment)
    #expect(drawn.code == 69)
    #expect(drawn.errors.contains("neato_layout"), "\(drawn.errors)")
    #expect(drawn.errors.contains("--layout dot"), "\(drawn.errors)")
    let other = try Command.multigrad(
      "neuron", "-f", "png", "--layout", "dot", "-o", "a.png", in: folder, environment: environment)
    #expect(other.code == 0, "\(other.errors)")
    let doctor = try Command.multigrad("doctor", in: folder, environment: environment)
    #expect(doctor.code == 69)
    #expect(doctor.text.contains("missing    png, pdf, gif\n"), "\(doctor.text)")
  }

  @Test(arguments: ["file/a.svg", "file/deep/er/a.svg", "/proc/nowhere/a.svg", "folder"])
  func outputThatCannotBeIs73(_ output: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "here first")
    let place = folder.url.appendingPathComponent("folder-before.svg")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    let result = try Command.multigrad("neuron", "-o", output, in: folder)
    #expect(result.code == 73)
    #expect(result.errors.contains("the output cannot be created"), "\(result.errors)")
    #expect(folder.files == ["file"])
    #expect(try folder.text("file") == "here first")
  }

  /// What is no regular file is written to as it is, and a link stays a link.
  @Test func linksPipesAndDevicesStayWhatTheyAre() throws {
    let folder = try TemporaryFolder()
    try folder.write("real.svg", "old")
    let script = """
      ln -s real.svg link.svg
      mkfifo pipe.svg
      cat pipe.svg > read.svg &
      multigrad neuron --stage after -q -o link.svg
      multigrad neuron --stage after -q -o pipe.svg
      multigrad neuron --stage after -q -o /dev/null
      wait
      chmod 600 real.svg
      multigrad neuron --stage after -q -o real.svg
      test -L link.svg && test -p pipe.svg && test -c /dev/null
      """
    let result = try Command.shell(script, in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(SVGStructure(try folder.data("real.svg")) != nil)
    #expect(try folder.data("read.svg") == folder.data("real.svg"))
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.url.appendingPathComponent("real.svg").path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(!folder.files.contains { $0.hasSuffix(".tmp") })
  }

  @Test func unwritableDirectoryIs73() throws {
    let folder = try TemporaryFolder()
    let locked = folder.url.appendingPathComponent("locked")
    try FileManager.default.createDirectory(at: locked, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: locked.path)
    let result = try Command.multigrad("neuron", "-o", "locked/a.svg", in: folder)
    // The administrator may write everywhere.
    #expect(result.code == (geteuid() == 0 ? 0 : 73))
  }

  /// A limit on the size of files is met as a full disk is: a write that fails on the way.
  @Test func aFullDiskLeavesNothingBehind() throws {
    let folder = try TemporaryFolder()
    try folder.write("a-after.svg", "here first")
    let result = try Command.shell("ulimit -f 8; multigrad neuron -o a.svg", in: folder)
    #expect(result.code == 74)
    #expect(result.errors.contains("writing failed"), "\(result.errors)")
    #expect(folder.files == ["a-after.svg"])
    #expect(try folder.text("a-after.svg") == "here first")
  }

  @Test func aFullDeviceIs74() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try TemporaryFolder()
    let picture = try Command.shell("multigrad neuron --stage after -o - > /dev/full", in: folder)
    #expect(picture.code == 74)
    #expect(picture.errors.contains("standard output: writing failed"))
    #expect(try Command.shell("multigrad doctor > /dev/full", in: folder).code == 74)
    #expect(try Command.shell("multigrad --help > /dev/full", in: folder).code == 74)
  }

  /// A reader that goes away ends the command as it ends others, by SIGPIPE and without a word; where
  /// whoever started it ignores that signal, by exit code 74.
  @Test(arguments: [
    "mlp 3,2,1 --stage after -o -", "--help", "doctor", "neuron -q -o a.svg 2>&1",
    "nonsense 2>&1", "check -e 'x=1.0;y=x*2'", "render -e 'x=1.0;y=x*2' -f json --stage after -o -",
  ])
  func aReaderThatGoesAwayEndsTheCommand(_ words: String) throws {
    let folder = try TemporaryFolder()
    let isSilent = words.contains("-q")
    // The reader is gone before the first word is written.
    func line(_ before: String) -> String {
      "\(before) { sleep 0.3; multigrad \(words); echo $? >&3; } 3>&2 2> errors | true; cat errors >&2"
    }
    #expect(try Command.shell(line(""), in: folder).errors == (isSilent ? "0\n" : "141\n"))
    let ignoring = try Command.shell(line("trap '' PIPE;"), in: folder).errors
    #expect(ignoring == (isSilent ? "0\n" : words.hasPrefix("nonsense") ? "64\n" : "74\n"))
    #expect(folder.files == (isSilent ? ["a-after.svg", "a-before.svg", "errors"] : ["errors"]))
  }

  /// Files that are opened do not take the place of streams that are closed.
  @Test func closedStreamsAreNotFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", "x = 1.0; y = x.exp()")
    for closed in ["<&-", "2>&-", "<&- 2>&-", ">&-", "<&- >&- 2>&-"] {
      let drawn = try Command.shell("multigrad render a.mg -o b.svg \(closed)", in: folder)
      #expect(drawn.code == 0, "\(closed)")
      #expect(SVGStructure(try folder.data("b-before.svg")) != nil, "\(closed)")
      #expect(try folder.text("a.mg") == "x = 1.0; y = x.exp()")
    }
    #expect(try Command.shell("multigrad check a.mg >&-", in: folder).code == 74)
    #expect(try Command.shell("multigrad check nosuch.mg 2>&-", in: folder).code == 66)
    #expect(try Command.shell("multigrad render - <&-", in: folder).code == 74)
  }

  @Test(arguments: [
    ("a,b\n1,2,3\n", "data.csv:2:"), ("a,b\n1,2\nx,3\n4,5\n", "data.csv:3:1"), ("", "data.csv:1:1"),
    ("a,b\n", "data.csv:"), ("1,yes\n2,yes\n", "data.csv:"), ("1,a\nNaN,b\n", "data.csv:2:1"),
    ("1,a\n,b\n", "data.csv:2:1"), ("1,\"a\n", "data.csv:1:"),
  ])
  func malformedDataIs65(_ text: String, _ place: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("data.csv", text)
    let result = try Command.multigrad(
      "mlp", "1,2", "--data", "data.csv", "--loss", "softmax", in: folder)
    #expect(result.code == 65, "\(result.errors)")
    #expect(result.errors.hasPrefix("Error: \(place)"), "\(result.errors)")
    #expect(folder.files == ["data.csv"])
  }

  /// A set of one class is malformed whether the loss is named or follows from the data.
  @Test(arguments: ["", "--loss softmax", "--loss svm"])
  func oneClassIs65(_ loss: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("data.csv", "height,kind\n1,yes\n2,yes\n3,yes\n")
    let result = try Command.shell("multigrad mlp 1,2 --data data.csv \(loss)", in: folder)
    #expect(result.code == 65)
    #expect(result.errors.hasPrefix("Error: data.csv:2:"), "\(result.errors)")
    #expect(result.errors.contains("'yes'"))
  }

  @Test func missingDataIs66() throws {
    let result = try Command.multigrad(
      "mlp", "1,2", "--data", "nowhere.csv", in: TemporaryFolder())
    #expect(result.code == 66)
  }

  /// Floods are refused by what they are, before they take memory: half of what they would.
  @Test(arguments: [
    ("a.mg", "(", "4000000 words and marks"), ("a.mg", "[", "4000000 words and marks"),
    ("a.mg", "\\000", "byte 0"), ("a.json", "[", "nest too deep"),
    ("a.json", "{\"a\":", "nest too deep"),
  ])
  func floodsAreRefused(_ name: String, _ part: String, _ sentence: String) throws {
    let folder = try TemporaryFolder()
    let limit = Command.path(of: "prlimit") == nil ? "" : "ulimit -v 600000;"
    let script = """
      yes '\(part)' | tr -d '\\n' | head -c 6000000 > \(name)
      test '\(part)' = '\\000' && head -c 6000000 /dev/zero > \(name)
      \(limit) multigrad render \(name)
      """
    let result = try Command.shell(script, in: folder)
    #expect(result.code == 65, "\(result.errors)")
    #expect(result.errors.contains(sentence), "\(result.errors)")
    #expect(result.errors.utf8.count < 2000)
  }

  #if os(Linux)
    @Test func tooLittleMemoryIs74() throws {
      let folder = try TemporaryFolder()
      let script = """
        { printf 'x=1.0;y='; yes 'x+' | tr -d '\\n' | head -c 2400000; echo 1; } > a.mg
        ulimit -v 350000; multigrad render a.mg -o new/a.svg
        """
      let result = try Command.shell(script, in: folder)
      #expect(result.code == 74, "\(result.errors)")
      #expect(result.errors.contains("not enough memory; "), "\(result.errors)")
      #expect(folder.files == ["a.mg"])
    }
  #endif

  @Test func groupsOfAHundredThousandLevels() throws {
    let folder = try TemporaryFolder()
    let group = Array(repeating: "g", count: 100_000).joined(separator: "/")
    try folder.write(
      "a.json",
      """
      { "format": "multigrad-graph", "version": 1, "stage": "after", "root": 1, "nodes": [
        { "id": 0, "op": "leaf", "label": "x", "data": 0, "grad": 1, "inputs": [], "group": "\(group)" },
        { "id": 1, "op": "tanh", "label": "y", "data": 0, "grad": 1, "inputs": [0], "local": [1],
          "group": "\(group)/h" } ] }
      """)
    for words in [
      "render a.json -o a.svg", "render a.json -o a.png", "check a.json", "diff a.json a.json",
    ] {
      let result = try Command.shell("multigrad \(words)", in: folder)
      #expect(result.code == 0, "\(result.errors.prefix(500))")
      let lines = result.text.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count < 1100 })
    }
  }

  @Test func tooLongAChainSaysSo() throws {
    let folder = try TemporaryFolder()
    let chain = "x = 1.0; y = x" + String(repeating: ".tanh()", count: 40_000)
    try folder.write("chain.mg", chain)
    let result = try Command.multigrad(
      "render", "chain.mg", "--stage", "after", "--collapse", "none", "--layout", "dot", in: folder)
    #expect(result.code == 73, "\(result.errors.prefix(200))")
    #expect(result.errors.contains("--layout layered"), "\(result.errors)")
    #expect(folder.files == ["chain.mg"])
    // It is folded, and nothing is too long for that.
    let folded = try Command.multigrad(
      "render", "chain.mg", "--stage", "after", "--collapse", "none", "-o", "a.svg", in: folder)
    #expect(folded.code == 0, "\(folded.errors)")
  }

  @Test func tooLargeAPNGSaysWhatFits() throws {
    let folder = try TemporaryFolder()
    let chain = "x = 1.0; y = x" + String(repeating: ".tanh()", count: 400)
    let result = try Command.multigrad(
      "render", "-e", chain, "-f", "png", "--collapse", "none", "--layout", "dot", in: folder)
    #expect(result.code == 73)
    #expect(result.errors.contains("32767"), "\(result.errors)")
    #expect(result.errors.contains("--shrink"))
    #expect(folder.files.isEmpty)
    // The scale that the sentence names does fit.
    let words = result.errors.split(separator: " ").map(String.init)
    let scale = try #require(words.firstIndex(of: "most").map { words[$0 + 1] })
    let smaller = try Command.multigrad(
      "render", "-e", chain, "--stage", "after", "--collapse", "none", "--layout", "dot", "--scale",
      scale,
      "-o", "a.png", in: folder)
    #expect(smaller.code == 0, "\(smaller.errors)")
    let fitted = try Command.multigrad(
      "render", "-e", chain, "--stage", "after", "--collapse", "none", "--layout", "dot",
      "--shrink",
      "-o",
      "b.png", in: folder)
    #expect(fitted.code == 0)
    #expect(fitted.errors.contains("drawn at a scale of \(scale), the largest that fits."))
    #expect(try folder.data("a.png") == folder.data("b.png"))
  }
}
