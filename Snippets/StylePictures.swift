// Give pictures your own colours, your own rows, and only the part that matters.

import MultiGrad

let x = Value(2, label: "x", role: .input)
let w = Value(-3, label: "w", role: .parameter)
let loss = ((x * w + 6.5).tanh() - 1).pow(2)
loss.label = "loss"
loss.backward()

let after = GraphSnapshot(root: loss)
let stages = [after.beforeBackward(), after]

// snippet.theme
// A theme is a value: change what you like of one that is there.
var theme = Theme.light
theme.heads.parameter = Color(0x7CD4C5)
theme.heads.output = Color(0x5A2D82)

let options = DiagramOptions(
  folding: .constants, edges: .local, labels: .math, theme: theme, title: "One weight",
  hasLegend: true)

// Each node can have a style of its own: a colour, an outline, a tag, rows, a link.
let builder = DiagramBuilder(stages: stages, options: options) { node in
  guard node.role == .parameter, let gradient = node.gradient else { return nil }
  return NodeStyle(
    outline: Color(0xD4472F), outlineWidth: 2,
    notes: [.init("next", NumberStyle().text(node.data - 0.1 * gradient))],
    link: "https://example.org/weights#\(node.label ?? "")")
}
let pictures = try Picture(of: builder.diagrams()).svg()
// snippet.end
print("before and after:", pictures.map(\.count), "bytes")

// A part of the graph, a picture that moves, one that follows its reader's colour scheme.
let part = try DiagramBuilder(stages: stages, showing: .path(from: "w", to: "loss"))
print(part.view)
let moving = DiagramBuilder(stages: stages, options: DiagramOptions(theme: .auto)).diagrams()
print("moving:", try Picture(of: moving).animatedSVG().count, "bytes")

// The backward pass, step by step.
let steps = after.backwardSteps()
let walk = DiagramBuilder(stages: steps.indices.map { after.after(steps[...$0]) }, steps: steps)
for diagram in walk.diagrams() {
  print(String(decoding: Picture(of: [diagram]).text()[0], as: UTF8.self))
}
