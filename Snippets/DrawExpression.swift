// Draw an expression before and after backward.

// snippet.readme
import MultiGrad

let a = Value(2, label: "a")
let b = Value(-3, label: "b")
let loss = (a * b + 10).tanh()
loss.label = "loss"
loss.backward()
print(a.gradient!)  // -0.00402285204907693

try loss.draw(to: "loss.svg", stage: .pair)
// snippet.end
