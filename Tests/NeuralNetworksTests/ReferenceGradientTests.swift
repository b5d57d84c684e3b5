import Autograd
import Foundation
import NeuralNetworks
import Testing

/// Losses and gradients that PyTorch computed: see Fixtures/generate.py.
struct Reference: Decodable {
  struct Case: Decodable, CustomTestStringConvertible {
    let loss: String
    let activation: String
    let regularizer: String
    let value: Double
    /// Layer by layer and neuron by neuron: the weights, then the bias.
    let gradients: [[[Double]]]

    var testDescription: String { "\(loss) \(activation) \(regularizer)" }
  }

  let l1: Double
  let l2: Double
  let inputs: [[Double]]
  let labels: [Int]
  let signs: [Double]
  let numbers: [[Double]]
  let firstLayer: [[Double]]
  let lastLayers: [String: [[Double]]]
  let cases: [Case]

  static let shared: Reference = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/gradients.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try! decoder.decode(Reference.self, from: Data(contentsOf: file))
  }()
}

@Suite struct ReferenceGradientTests {
  private let reference = Reference.shared
  private let tape = Tape()

  /// Nothing is missing from the file: seven losses, five activations, four regularizers.
  @Test func everyCombinationIsThere() {
    #expect(Set(reference.cases.map(\.testDescription)).count == 7 * 5 * 4)
    #expect(Set(reference.cases.map(\.activation)) == Set(Activation.allCases.map(\.name)))
  }

  @Test(arguments: Reference.shared.cases) func agrees(_ expected: Reference.Case) throws {
    let activation = try #require(Activation.allCases.first { $0.name == expected.activation })
    let isLastLinear = Loss(name: expected.loss)?.takesScores ?? true
    let outputs = expected.gradients[1].count
    let model = MLP(layers: [
      layer(reference.firstLayer, activation),
      layer(
        try #require(reference.lastLayers["\(outputs)"]), isLastLinear ? .identity : activation),
    ])
    let scores = reference.inputs.map { row in model(row.map { Value($0, on: tape) }) }
    let loss = try regularizer(expected.regularizer)
      .adding(to: loss(expected.loss, of: scores), for: model)
    loss.backward()

    #expect(abs(loss.data - expected.value) < 1e-10)
    let gradients = try model.layers.map { layer in
      try layer.neurons.map { neuron in
        try neuron.parameters().map { try #require($0.gradient) }
      }
    }
    #expect(gradients.map { $0.map(\.count) } == expected.gradients.map { $0.map(\.count) })
    for (gradient, wanted) in zip(gradients.joined().joined(), expected.gradients.joined().joined())
    {
      #expect(abs(gradient - wanted) < 1e-10)
    }
  }

  private func layer(_ rows: [[Double]], _ activation: Activation) -> Layer {
    Layer(
      rows.map { row in
        Neuron(weights: row.dropLast(), bias: row[row.count - 1], activation: activation, on: tape)
      })
  }

  private func loss(_ name: String, of scores: [[Value]]) throws -> Value {
    let signs = reference.signs.map { Value($0, on: tape) }
    let numbers = reference.numbers.joined().map { Value($0, on: tape) }
    let flat = scores.flatMap { $0 }
    switch name {
    case "mse": return meanSquaredError(predictions: flat, targets: numbers)
    case "huber": return huberLoss(predictions: flat, targets: numbers)
    case "svm": return multiclassHinge(scores: scores, labels: reference.labels)
    case "squared_svm": return squaredMulticlassHinge(scores: scores, labels: reference.labels)
    case "softmax": return softmaxCrossEntropy(scores: scores, labels: reference.labels)
    case "binary_svm": return binaryHinge(scores: flat, targets: signs)
    case "squared_binary_svm": return squaredBinaryHinge(scores: flat, targets: signs)
    default: throw Unknown(name: name)
    }
  }

  private func regularizer(_ name: String) throws -> Regularizer {
    switch name {
    case "none": return .none
    case "l2": return .l2(reference.l2)
    case "l1": return .l1(reference.l1)
    case "elastic_net": return .elasticNet(l1: reference.l1, l2: reference.l2)
    default: throw Unknown(name: name)
    }
  }

  private struct Unknown: Error {
    let name: String
  }
}
