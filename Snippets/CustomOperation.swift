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

// snippet.length
let length = CustomOperation("length") { v in
  (v[0] * v[0] + v[1] * v[1]).squareRoot()
} derivatives: { v, output in
  [v[0] / output, v[1] / output]
}
let hypotenuse = length(Value(3), Value(4))
print(hypotenuse.data)  // 5.0
// snippet.end
