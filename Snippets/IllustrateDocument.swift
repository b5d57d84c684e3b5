// A document whose blocks are drawn by the library, without the command.

import MultiGrad

let text = """
  # Squares

  ```multigrad name=square
  x = 3.0
  y = x ** 2
  ```

  At 3 the slope is <!-- multigrad: square x.grad --><!-- /multigrad -->.

  """

let renderer = DocumentationRenderer(version: "1") { request in
  let program = try ExpressionProgram(request.program?.text ?? "", name: request.name)
  let graph = try Tape.current.step {
    GraphSnapshot(root: try program.run(on: .current).root, extent: .wholeTape)
  }
  let picture = Picture(of: [DiagramBuilder(stages: [graph]).diagram(at: 0)])
  return DrawnBlock(
    pictures: [
      DrawnBlock.Picture(
        suffix: nil, fileExtension: "svg", bytes: try picture.svg()[0],
        description: picture.descriptions[0])
    ], inputs: [:]
  ) { _ in "\(graph.nodes[0].gradient ?? 0)" }
}

let document = Document(Array(text.utf8), name: "squares.md", syntax: .markdown, stem: "squares")
let noFiles = PictureFolder(document: "squares.md", picture: { _ in nil }, input: { _ in nil })
let result = renderer.render(document, in: noFiles)
for fault in result.faults { print("squares.md:\(fault.line): \(fault.sentence ?? "")") }
print(String(decoding: result.text, as: UTF8.self))  // with ![…](square.svg), and 6.0
