import Foundation
import TestSupport
import Testing

@Suite struct PlotCommandTests {
  @Test func outputNames() throws {
    let folder = try TemporaryFolder()
    func run(_ words: String) throws -> Command.Result {
      let result = try Command.shell("multigrad plot \(words)", in: folder)
      #expect(result.code == 0, "\(result.errors)")
      return result
    }
    #expect(try run("tanh").errors == "output/tanh.svg\n")
    #expect(try run("leaky_relu -o d/").errors == "d/leaky_relu.svg\n")
    #expect(try run("relu -o new/dir/a.svg").errors == "new/dir/a.svg\n")
    #expect(try run("relu -o b").errors == "b\n")
    #expect(try run("relu -o c.SVG -q").errors == "")
    #expect(try run("tanh sigmoid -o e/ -f png").errors == "e/tanh-sigmoid.png\n")
    #expect(try run("tanh sigmoid relu").errors == "output/tanh-sigmoid-relu.svg\n")
    let piped = try run("tanh -o -")
    #expect(piped.errors == "")
    #expect(piped.output == (try folder.data("output/tanh.svg")))
    #expect(
      folder.files == [
        "b", "c.SVG", "d/leaky_relu.svg", "e/tanh-sigmoid.png", "new/dir/a.svg",
        "output/tanh-sigmoid-relu.svg", "output/tanh.svg",
      ])
    #expect(try run("tanh").text == "")
  }

  @Test(arguments: [
    ("", "<activation>"), ("tnah", "Choose one of: tanh, sigmoid, relu, leaky_relu, identity"),
    ("tanh relu tanh", "'tanh' is given twice"),
    ("tanh -o a.gif", "'.gif' of 'a.gif' is no format of plots. Give one of: svg, png, pdf"),
    ("tanh -o a.dot", "The extension '.dot'"), ("tanh -f dot", "Choose one of: svg, png, pdf"),
    ("tanh --scale 2", "'--scale' is for pixels, and 'svg' has none"),
    ("tanh -o a.pdf --scale 1", "'--scale' is for pixels"),
    ("tanh -o a.png -f svg --scale 1", "'--scale' is for pixels"),
    ("tanh -o a.png --scale 0.0104", "'--scale'"), ("tanh -o a.png --scale 12.51", "'--scale'"),
    ("tanh --from 3 --to 3", "nothing to plot"), ("tanh --from 3 --to -3", "nothing to plot"),
    ("tanh --from nan", "'--from'"), ("tanh --to inf", "'--to'"), ("tanh --to x", "--to"),
    ("tanh --from 1 --to 1.0000000001", "nothing to plot"), ("tanh -f", "-f"),
  ])
  func wrongWordsAre64(_ words: String, _ part: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.shell("multigrad plot \(words)", in: folder)
    #expect(result.code == 64)
    #expect(result.text == "")
    #expect(result.errors.contains(part), "\(result.errors)")
    #expect(folder.files.isEmpty)
  }

  @Test func anOutputThatCannotBeIs73() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "here first")
    let result = try Command.multigrad("plot", "tanh", "-o", "file/a.svg", in: folder)
    #expect(result.code == 73)
    #expect(folder.files == ["file"])
    #expect(try Command.shell("multigrad plot tanh -o - > /dev/full", in: folder).code == 74)
  }

  /// By the extension, or by `-f`, which wins.
  @Test func formats() throws {
    let folder = try TemporaryFolder()
    let words = [
      "-o a.svg": "<svg", "-o a.PNG": "\u{89}PNG", "-o a.pdf": "%PDF", "-o b.svg -f pdf": "%PDF",
      "-f png -o -": "\u{89}PNG", "-o c": "<svg",
    ]
    for (words, magic) in words {
      for activations in ["tanh", "tanh relu"] {
        let line = "multigrad plot \(activations) \(words) -q"
        let result = try Command.shell(line, in: folder)
        #expect(result.code == 0 && result.errors == "", "\(result.errors)")
        let name = words.split(separator: " ").last.map(String.init) ?? ""
        let path = words.contains("-o -") ? nil : words.contains("b.svg") ? "b.svg" : name
        let file = try path.map(folder.data) ?? result.output
        #expect(file.starts(with: magic.unicodeScalars.map { UInt8($0.value) }), "\(words)")
        #expect(
          try Command.shell(line, in: folder).output == result.output
            && (try path.map(folder.data) ?? file) == file)
      }
    }
  }

  @Test func scales() throws {
    let folder = try TemporaryFolder()
    func header(_ words: String) throws -> PNGHeader {
      let result = try Command.shell("multigrad plot tanh -f png -o - \(words)", in: folder)
      return try #require(PNGHeader(result.output))
    }
    let usual = try header("")
    let double = try header("--scale 2")
    #expect(abs(usual.width - 640 * 4 / 3) <= 1 && abs(double.width - 2 * usual.width) <= 1)
    #expect(abs(double.height - 2 * usual.height) <= 1)
    // The bounds themselves are taken; the greater, which takes long to draw, up to where that begins.
    #expect(try header("--scale 0.0105").width == 9)
    let largest = try Command.multigrad(
      "plot", "tanh", "-f", "png", "--scale", "12.5", in: folder,
      environment: ["GVBINDIR": folder.url.path])
    #expect(largest.code == 69)
  }

  @Test func titles() throws {
    let usual = try Picture("tanh sigmoid relu").structure
    #expect(usual.texts[0] == "tanh, sigmoid and relu, and their derivatives")
    let own = try Picture("tanh --title 'Squashing & more'").structure
    #expect(own.texts[0] == "Squashing & more" && own.all("title")[0].text == "Squashing & more")
  }

  /// PNG and PDF need Graphviz's plugins, and an SVG does not.
  @Test func missingPluginIs69() throws {
    let folder = try TemporaryFolder()
    let none = ["GVBINDIR": folder.url.path]
    for format in ["png", "pdf"] {
      let result = try Command.multigrad(
        "plot", "tanh", "-f", format, in: folder, environment: none)
      #expect(result.code == 69)
      #expect(result.errors.contains("apt install"), "\(result.errors)")
      #expect(result.errors.contains("-f svg does without it"), "\(result.errors)")
      #expect(folder.files.isEmpty)
    }
    #expect(try Command.multigrad("plot", "tanh", in: folder, environment: none).code == 0)
  }

  @Test func helpHasExamples() throws {
    let folder = try TemporaryFolder()
    let help = try Command.multigrad("plot", "--help", in: folder)
    #expect(help.code == 0)
    #expect(help.text.contains("multigrad plot tanh\n"))
    #expect(try Command.multigrad("--help", in: folder).text.contains("\n  plot "))
  }

  /// A picture, and from its labels the numbers of its places.
  private struct Picture {
    let structure: SVGStructure
    let area: SVGStructure.Element

    init(_ words: String) throws {
      let folder = try TemporaryFolder()
      let result = try Command.shell("multigrad plot \(words) -o -", in: folder)
      structure = try #require(SVGStructure(result.output))
      area = try #require(structure.all("rect").first { $0.classes == ["area"] })
    }

    /// The number at a place between two labels of an axis, which are equally far from their marks.
    private func number(at place: Double, anchor: String, attribute: String) throws -> Double {
      let labels = structure.all("text").filter {
        $0.attributes["text-anchor"] == anchor && Double($0.text) != nil
      }
      let (first, last) = (try #require(labels.first), try #require(labels.last))
      let shift = attribute == "y" ? -0.35 * 11 : 0
      let (start, end) = (first.number(attribute)! + shift, last.number(attribute)! + shift)
      let (low, high) = (Double(first.text)!, Double(last.text)!)
      return low + (place - start) / (end - start) * (high - low)
    }

    func x(_ place: Double) throws -> Double {
      try number(at: place, anchor: "middle", attribute: "x")
    }

    func y(_ place: Double) throws -> Double {
      try number(at: place, anchor: "end", attribute: "y")
    }

    /// The numbers of each line; the first is the function, the second its derivative.
    func lines() throws -> [[(x: Double, y: Double)]] {
      try structure.all("path").filter {
        $0.attributes["stroke-width"] == "2" && !$0.classes.contains("sample")
      }.map { path in
        try path.attributes["d"]!.split { "ML ".contains($0) }.map { pair in
          let numbers = pair.split(separator: ",").map { Double($0)! }
          return (try x(numbers[0]), try y(numbers[1]))
        }
      }
    }

    func zones() throws -> [ClosedRange<Double>] {
      try structure.all("rect").filter(\.classes.isEmpty)
        .map { try x($0.number("x")!)...x($0.number("x")! + $0.number("width")!) }
    }
  }

  /// Against the C library and the derivatives of the textbook.
  @Test(arguments: ["tanh", "sigmoid", "relu", "leaky_relu", "identity"])
  func curves(_ name: String) throws {
    func function(_ x: Double) -> Double {
      switch name {
      case "tanh": Foundation.tanh(x)
      case "sigmoid": 1 / (1 + Foundation.exp(-x))
      case "relu": Swift.max(0, x)
      case "leaky_relu": Swift.max(0.01 * x, x)
      default: x
      }
    }
    func derivative(_ x: Double) -> Double {
      switch name {
      case "tanh": 1 / (Foundation.cosh(x) * Foundation.cosh(x))
      case "sigmoid": function(x) * (1 - function(x))
      case "relu": x > 0 ? 1 : 0
      case "leaky_relu": x > 0 ? 1 : 0.01
      default: 1
      }
    }
    let picture = try Picture(name)
    let lines = try picture.lines()
    #expect(lines.count == 2)
    #expect(lines[0].count > 100 && lines[1].count > 100)
    // Places are written to a hundredth of a point.
    let precision = try abs(picture.y(0) - picture.y(0.02)) + abs(picture.x(0) - picture.x(0.02))
    for (x, y) in lines[0] { #expect(abs(y - function(x)) < precision) }
    for (x, y) in lines[1] where abs(x) > precision {
      #expect(abs(y - derivative(x)) < precision)
    }
    let places = lines[0].map(\.x)
    #expect(abs(try #require(places.min()) + 8) < precision)
    #expect(abs(try #require(places.max()) - 8) < precision)
  }

  /// Of several, the functions are above and the derivatives below, told apart without colours.
  @Test func severalActivations() throws {
    let picture = try Picture("tanh sigmoid relu leaky_relu identity").structure
    #expect(picture.groups("panel").count == 2 && picture.groups("zone").isEmpty)
    let lines = picture.all("path").filter {
      $0.attributes["stroke-width"] == "2" && $0.classes.isEmpty
    }
    try #require(lines.count == 10)
    for panel in [lines[..<5], lines[5...]] {
      #expect(Set(panel.map { $0.attributes["stroke-dasharray"] ?? "" }).count == 5)
      #expect(Set(panel.map { $0.attributes["stroke"] ?? "" }).count == 5)
    }
    // A line has the look of its sample, and both panels have the same ones.
    let samples = picture.all("path").filter { $0.classes == ["sample"] }
    for (sample, line) in zip(samples, lines) {
      for name in ["stroke", "stroke-dasharray"] {
        #expect(sample.attributes[name] == line.attributes[name])
      }
    }
    let colors = samples.map { $0.attributes["stroke"] }
    #expect(colors[..<5] == colors[5...])
    let names = picture.texts
    for name in ["tanh", "sigmoid", "relu", "identity"] {
      #expect(names.contains("\(name)(x)") && names.contains("\(name)′(x)"))
    }
    let description = try #require(picture.all("desc").first?.text)
    #expect(description.contains("sigmoid is saturated, with a derivative below 1 %"))
    #expect(description.contains("leaky_relu does not saturate here"))
  }

  /// What grows without end leaves the panel of those that do not: half of their height beyond them.
  @Test(arguments: [
    ("tanh relu", -1.18, 2.18), ("sigmoid relu", -0.09, 1.59), ("tanh identity", -2.24, 2.24),
    ("tanh relu --from -1 --to 1.5", -0.7616 - 0.06 * 2.2616, 1.5 + 0.06 * 2.2616),
    ("tanh sigmoid", -1.12, 1.12), ("relu identity", -8.96, 8.96),
    ("tanh identity --from 5 --to 8", 0.5794, 8.4205),
  ])
  func windows(_ words: String, _ bottom: Double, _ top: Double) throws {
    let structure = try Picture(words).structure
    let area = try #require(structure.all("rect").first { $0.classes == ["area"] })
    let ticks = structure.all("text").filter {
      $0.attributes["text-anchor"] == "end" && $0.number("y")! < 310
    }
    let (first, last) = (try #require(ticks.first), try #require(ticks.last))
    let (low, high) = (Double(first.text)!, Double(last.text)!)
    let unit = (first.number("y")! - last.number("y")!) / (high - low)
    func value(_ y: Double) -> Double { low + (first.number("y")! - 0.35 * 11 - y) / unit }
    let y = area.number("y")!
    #expect(abs(value(y) - top) < 0.01 * (top - bottom))
    #expect(abs(value(y + area.number("height")!) - bottom) < 0.01 * (top - bottom))
  }

  /// The derivative of a kinked activation jumps: no line connects its sides.
  @Test(arguments: [
    ("tanh", 1), ("sigmoid", 1), ("relu", 2), ("leaky_relu", 2), ("identity", 1),
    ("relu --from 0", 2), ("relu --from 1", 1), ("relu --to 0", 1), ("relu --to -1", 1),
  ])
  func jumps(_ words: String, _ pieces: Int) throws {
    let paths = try Picture(words).structure.all("path").filter {
      $0.attributes["stroke-dasharray"] == "7 5" && $0.classes.isEmpty
    }
    #expect(paths[0].attributes["d"]?.count { $0 == "M" } == pieces)
  }

  /// Solved by hand: 1 - tanh² = 1/100 at tanh = √0.99, and σ(1 - σ) = 1/400 at twice that x.
  @Test func saturation() throws {
    let edge = Foundation.atanh(0.99.squareRoot())
    let expected = [
      "tanh": [-8 ... -edge, edge...8], "sigmoid": [-8 ... -2 * edge, 2 * edge...8],
      "relu": [-8...0], "leaky_relu": [], "identity": [], "tanh --from -2 --to 2": [],
      "tanh --from 4 --to 6": [4...6], "relu --from 1 --to 6": [],
      "relu --from 0 --to 6": [],
    ]
    for (words, zones) in expected {
      let picture = try Picture(words)
      let found = try picture.zones()
      #expect(found.count == zones.count, "\(words)")
      for (zone, edges) in zip(found, zones) {
        #expect(abs(zone.lowerBound - edges.lowerBound) < 0.001, "\(words)")
        #expect(abs(zone.upperBound - edges.upperBound) < 0.001, "\(words)")
      }
      let says = picture.structure.texts.contains { $0.contains("1 % of its greatest") }
      #expect(says == !zones.isEmpty, "\(words)")
      let description = picture.structure.all("desc").first?.text
      #expect(description?.contains("It is saturated") == !zones.isEmpty, "\(words)")
    }
    let description = try Picture("tanh").structure.all("desc").first?.text
    #expect(description?.contains("from -8 to -2.993 and from 2.993 to 8") == true)
  }
}
