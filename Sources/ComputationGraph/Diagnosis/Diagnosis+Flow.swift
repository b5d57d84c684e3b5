internal import Autograd
internal import Mathematics
internal import Text

/// Gradients that fade or grow on their way.
extension Diagnosis {
  /// How many times smaller or greater the gradients of a layer may be than those of the last: 1e5.
  ///
  /// All layers take steps of one learning rate, so that one of them would learn a hundred thousand
  /// times as slowly as another. In networks of three layers it was within 1e4, even with weights of
  /// 0.01.
  static let layerRatio = 1e5

  /// How far a gradient may be from that of the root, without its largest steps: 1e6.
  static let depthRatio = 1e6

  /// Of layers where the graph has two or more, else by depth.
  func gradientFlow() -> [Finding] {
    var parameters: [Int: [Int]] = [:]
    var operations: [Int: [Int]] = [:]
    for (place, node) in graph.nodes.enumerated() where reachesRoot[place] {
      guard let layer = node.layer else { continue }
      if node.isParameter { parameters[layer, default: []].append(place) }
      if !node.inputs.isEmpty { operations[layer, default: []].append(place) }
    }
    if parameters.count < 2 { return byDepth() }
    // The operations hold the gradient as it comes by; parameters have it times their inputs.
    let isMeasurable = operations.count == parameters.count
    return byLayer(parameters, measured: isMeasurable ? operations : parameters)
  }

  private func byLayer(_ layers: [Int: [Int]], measured: [Int: [Int]]) -> [Finding] {
    let norms = measured.keys.sorted().map { layer in
      (layer, rootMeanSquare((measured[layer] ?? []).compactMap { gradients[$0] }))
    }
    guard let (last, reference) = norms.last, reference > 0, reference.isFinite else { return [] }
    // A layer without any gradient is another finding's.
    let others = norms.dropLast().filter { $0.1 > 0 && $0.1.isFinite }
    func finding(_ name: Finding.Name, _ found: (Int, Double)?) -> [Finding] {
      guard let (layer, norm) = found, let places = layers[layer] else { return [] }
      let isVanishing = name == .vanishingGradient
      guard (isVanishing ? reference / norm : norm / reference) > Diagnosis.layerRatio else {
        return []
      }
      let path = path(from: places[0])
      return [
        Finding(
          name, nodes: places, node: graph.nodes[places[0]].id, label: "layer \(layer)",
          place: "layer \(layer)",
          evidence: "the gradients in layer \(layer) have a root mean square of \(norm.brief), "
            + "those in layer \(last) \(reference.brief): \((norm / reference).brief) times",
          advice: isVanishing ? Diagnosis.vanishingAdvice : Diagnosis.explodingAdvice,
          path: path, pathWords: pathWords(path))
      ]
    }
    return finding(.vanishingGradient, others.min { $0.1 < $1.1 })
      + finding(.explodingGradient, others.max { $0.1 < $1.1 })
  }

  private static let vanishingAdvice =
    "Use fewer layers, an activation with slopes near 1, or weights drawn for the number of inputs."
  private static let explodingAdvice =
    "Use smaller weights (drawn for the number of inputs) or fewer layers, or clip the gradients."

  private func rootMeanSquare(_ numbers: [Double]) -> Double {
    // Scaled, since squares of very small numbers would be 0.
    let greatest = numbers.reduce(0) { max($0, $1.magnitude) }
    if greatest == 0 || !greatest.isFinite { return greatest }
    let sum = numbers.reduce(0) { $0 + ($1 / greatest) * ($1 / greatest) }
    return greatest * (sum / Double(numbers.count)).squareRoot()
  }

  /// The leaf whose gradient faded or grew the most, if it did so over many nodes.
  ///
  /// The five largest steps on the way are left out, so that a large number or two in a shallow
  /// program are not taken for depth: what is left has grown or faded bit by bit.
  private func byDepth() -> [Finding] {
    var growth = [Steps](repeating: Steps(), count: graph.nodes.count)
    var fading = growth
    var most: (growth: Double, fading: Double) = (
      logarithm(Diagnosis.depthRatio), logarithm(Diagnosis.depthRatio)
    )
    var found: (growth: Int?, fading: Int?) = (nil, nil)
    for place in stride(from: graph.root, through: 0, by: -1) {
      guard let gradient = gradients[place]?.magnitude, gradient > 0, gradient.isFinite else {
        continue
      }
      if let user = mainUser[place], let above = gradients[user]?.magnitude, above > 0 {
        let step = logarithm(gradient) - logarithm(above)
        growth[place] = growth[user].with(step)
        fading[place] = fading[user].with(-step)
      }
      guard graph.nodes[place].isParameter || underflows(at: place) else { continue }
      let grown = logarithm(gradient) - growth[place].sum
      let faded = -logarithm(gradient) - fading[place].sum
      if grown > most.growth { (most.growth, found.growth) = (grown, place) }
      if faded > most.fading { (most.fading, found.fading) = (faded, place) }
    }
    func finding(_ name: Finding.Name, _ place: Int?, advice: String) -> [Finding] {
      guard let place, let gradient = gradients[place] else { return [] }
      let path = path(from: place)
      return [
        self.finding(
          name, at: place,
          evidence: "its gradient is \(gradient.brief) after \(path.count - 1) nodes from the root",
          advice: advice, path: path)
      ]
    }
    return finding(.vanishingGradient, found.fading, advice: Diagnosis.vanishingAdvice)
      + finding(.explodingGradient, found.growth, advice: Diagnosis.explodingAdvice)
  }

  private func logarithm(_ x: Double) -> Double { LibM.log(x) }

  /// Whether a gradient becomes 0 below a node for no other reason than its size.
  private func underflows(at place: Int) -> Bool {
    guard let gradient = gradients[place], gradient != 0 else { return false }
    return slopes[place].contains { $0 != 0 && gradient * $0 == 0 }
  }

  /// The largest steps on a way, as logarithms.
  private struct Steps {
    private var largest = SIMD8<Double>(repeating: 0)
    private static let count = 5

    var sum: Double { largest.sum() }

    func with(_ step: Double) -> Steps {
      var result = self
      var least = 0
      for place in 1..<Steps.count where largest[place] < largest[least] { least = place }
      if step > largest[least] { result.largest[least] = step }
      return result
    }
  }
}
