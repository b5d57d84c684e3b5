import Foundation
import MultiGrad
import TestSupport
import Testing

/// What a newcomer writes, with one import.
@Suite struct PictureTests {
  private func loss(on tape: Tape) -> Value {
    let a = Value(2, label: "a", on: tape)
    let b = Value(-3, label: "b", on: tape)
    let loss = (a * b + 10).tanh()
    loss.label = "loss"
    return loss
  }

  private func svg(_ bytes: [UInt8]) throws -> SVGStructure {
    try #require(SVGStructure(Data(bytes)))
  }

  @Test func aValueIsDrawnAsItStands() throws {
    let tape = Tape()
    let loss = loss(on: tape)
    let before = try svg(try loss.picture())
    #expect(before.groups("node").count == 6)
    #expect(before.texts.filter { $0 == "–" }.count == 5)
    loss.backward()
    let after = try svg(try loss.picture())
    #expect(!after.texts.contains("–"))
    #expect(try svg(try loss.picture(stage: .before)).texts.filter { $0 == "–" }.count == 5)
    #expect(try svg(try loss.picture(stage: .pair)).groups("node").count == 12)
  }

  @Test func aRoomIsFilled() throws {
    let tape = Tape()
    let loss = loss(on: tape)
    loss.backward()
    for stage in [PictureStage.current, .pair] {
      let slide = try svg(try loss.picture(stage: stage, room: .slide)).all("svg").first
      #expect(slide?.number("width") == 1280 && slide?.number("height") == 720)
    }
    let column = try svg(try loss.picture(room: .column)).all("svg").first
    #expect(try #require(column?.number("width")) <= 415)
  }

  @Test func optionsAreThoseOfThePicture() throws {
    let tape = Tape()
    let loss = loss(on: tape)
    loss.backward()
    let circuit = try svg(
      try loss.picture(.svg, style: .circuit, edges: .local, title: "A title", hasLegend: true))
    #expect(circuit.texts.contains("A title"))
    #expect(circuit.texts.contains("data, above the wire"))
    #expect(circuit.texts.contains("+ 10"))
    // ∂(a · b)/∂a is b.
    #expect(circuit.texts.filter { $0 == "-3" }.count == 2)
    let dark = String(decoding: try loss.picture(theme: .dark), as: UTF8.self)
    #expect(dark.contains(Theme.dark.background.hexadecimal))
    #expect(throws: MissingNetworkError.self) { try loss.picture(style: .network) }
  }

  @Test func theFileHasTheFormatOfItsPath() throws {
    let folder = try TemporaryFolder()
    let tape = Tape()
    let loss = loss(on: tape)
    loss.backward()
    for (name, start) in [
      ("a.svg", "<svg"), ("a.pdf", "%PDF-"), ("a.dot", "digraph"), ("a.json", "{"),
      ("a.gif", "GIF89a"), ("b.PNG", "\u{89}PNG"),
    ] {
      let path = folder.url.appendingPathComponent(name).path
      try loss.draw(to: path)
      let file = try folder.data(name)
      #expect(file.starts(with: start.unicodeScalars.map { UInt8($0.value) }), "\(name)")
    }
    #expect(folder.files.allSatisfy { !$0.contains("tmp") })
    // What the library writes is what the command writes.
    try folder.write(
      "p.mg", "a = Value(2.0)\nb = Value(-3.0)\nloss = tanh(a * b + 10)\nloss.backward()")
    let command = try Command.shell("multigrad render p.mg --stage after -o c.svg", in: folder)
    #expect(command.code == 0)
    #expect(try folder.data("c.svg") == folder.data("a.svg"))
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let folder = try TemporaryFolder()
    let tape = Tape()
    let loss = loss(on: tape)
    for path in ["a", "a.bmp", "svg"] {
      #expect(throws: PictureFileError.unknownExtension(path: path)) { try loss.draw(to: path) }
    }
    let path = folder.url.appendingPathComponent("missing/a.svg").path
    #expect(throws: PictureFileError.unwritable(path: path, reason: "no such file or directory")) {
      try loss.draw(to: path)
    }
    #expect(
      "\(PictureFileError.unknownExtension(path: "a.bmp"))"
        == "The extension of 'a.bmp' is no format. Give one of: svg, png, pdf, gif, dot, json, txt, "
        + "mmd, graphml, model-explorer.json, onnx."
    )
  }
}
