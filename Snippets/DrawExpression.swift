// Draw an expression before and after backward.

// snippet.readme
import MultiGrad

let a = Value(2, label: "a")
let b = Value(-3, label: "b")
let loss = (a * b + 10).tanh()
loss.label = "loss"
loss.backward()
print(a.gradient!)  // -0.004022851448292

try loss.draw(to: "loss.svg", stage: .pair)
// snippet.end
