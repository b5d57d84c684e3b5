// Record an operation of your own, with its derivative.

// snippet.square
import MultiGrad

let square = CustomOperation("square") { x in
  x * x
} derivative: { x, _ in
  2 * x
}

let x = Value(3, label: "x")
let y = square(x) + 1
y.backward()
print(x.gradient!)  // 6.0
// snippet.end
