// Compute a gradient, without any picture.

// snippet.overview
import Autograd

let x = Value(3, label: "x")
let y = x * x + 2 * x
y.backward()
print(y.data, x.gradient!)  // 15.0 8.0
// snippet.end
