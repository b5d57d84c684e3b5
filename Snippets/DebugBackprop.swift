// Find a wrong derivative, and the place where a NaN is born.

import MultiGrad

// snippet.check
let quickGELU = CustomOperation("quick_gelu") { x in
  x * Activation.sigmoid.value(at: 1.702 * x)
} derivative: { x, _ in
  Activation.sigmoid.value(at: 1.702 * x)  // the other term of the product rule is missing
}

let x = Value(0.5, label: "x")
let loss = quickGELU(x) * 2
loss.label = "loss"
for sentence in loss.check().sentences(from: .wrong) { print(sentence) }
// snippet.end

// snippet.anomaly
do {
  try withAnomalyDetection {
    let p = Value(0, label: "p")
    (p * p.log()).backward()
  }
} catch {
  print(error)
}
// snippet.end

let broken = (Value(0, label: "q").log() * 0).tanh()
for finding in GraphSnapshot(root: broken).diagnose() {
  print(finding.name.rawValue, "–", finding.evidence)
}
