// Draw an expression before and after backward.

import MultiGrad

let a = Value(2, label: "a")
let b = Value(-3, label: "b")
let loss = (a * b + 10).tanh()
loss.label = "loss"
loss.backward()

let after = GraphSnapshot(root: loss)
let stages = [after.beforeBackward(), after]
let diagrams = DiagramBuilder(stages: stages).diagrams()
let pictures = try Picture(of: diagrams).svg()
print(String(decoding: pictures[1], as: UTF8.self))
