public import Autograd

/// How the outputs of a network are compared with targets, and all that depends on it.
///
/// A loss is a value. Each is defined in a file of its own, with its forms on values and on
/// matrices; a new loss is such a file and its name in ``allCases``.
public struct Loss: Sendable {
  /// What the command calls it, as "mse".
  public let name: String
  /// What it is called in a sentence.
  public let title: String
  /// What outputs are compared with, and how.
  public let comparison: Comparison
  /// Whether a violation twice as large costs four times as much.
  public let growsAsSquare: Bool
  private let usualRate: @Sendable (_ outputs: Int) -> Double
  private let curvature: @Sendable (_ outputs: Int) -> Double

  /// The loss of one example.
  ///
  /// That of a batch is the mean over its examples.
  public enum Comparison: Sendable {
    /// Each output with a number, which may be ±1 for two classes, or 1 for the right class of
    /// several and 0 for the others.
    ///
    /// - Parameters:
    ///   - loss: The loss of one output.
    ///   - guessing: What it costs to be wrong by some difference, target less prediction.
    case numbers(
      loss: @Sendable (_ prediction: Value, _ target: Value) -> Value,
      guessing: @Sendable (_ difference: Double) -> Double)
    /// The scores of an example with its class. They may be of any size, so that the last layer is
    /// linear.
    ///
    /// - Parameters:
    ///   - sign: The loss of a single score against 1 or -1; `nil` where every class needs a score.
    ///   - label: The loss of a score for each class.
    ///   - guessing: What scores of 0 cost, by how many there are.
    case classes(
      sign: (@Sendable (_ score: Value, _ target: Value) -> Value)?,
      label: @Sendable (_ scores: [Value], _ label: Int) -> Value,
      guessing: @Sendable (_ outputs: Int) -> Double)
  }

  /// A loss of your own.
  ///
  /// - Parameters:
  ///   - name: What the command calls it.
  ///   - title: What it is called in a sentence.
  ///   - comparison: What outputs are compared with, and how.
  ///   - growsAsSquare: Whether a violation twice as large costs four times as much.
  ///   - curvature: The greatest second derivative of the loss by the outputs, by their number: how
  ///     fast the slope changes on the way of a step. A small number where there is none to speak of.
  ///   - usualLearningRate: The rate that training starts with unless another is given, by the
  ///     number of outputs.
  public init(
    name: String, title: String, comparison: Comparison, growsAsSquare: Bool,
    curvature: @escaping @Sendable (_ outputs: Int) -> Double = { _ in 0 },
    usualLearningRate: @escaping @Sendable (_ outputs: Int) -> Double
  ) {
    self.name = name
    self.title = title
    self.comparison = comparison
    self.growsAsSquare = growsAsSquare
    usualRate = usualLearningRate
    self.curvature = curvature
  }
}

extension Loss: CaseIterable {
  /// The losses of the library, in the order in which the command lists them.
  public static let allCases: [Loss] = [.meanSquaredError, .huber, .svm, .squaredSVM, .softmax]

  /// The loss of the library that has a name, if there is one.
  public init?(name: String) {
    guard let loss = Loss.allCases.first(where: { $0.name == name }) else { return nil }
    self = loss
  }
}

extension Loss: Equatable {
  /// Whether both have the same name.
  public static func == (a: Loss, b: Loss) -> Bool { a.name == b.name }
}

extension Loss {
  /// The learning rate that training starts with unless another is given, and less where it would go
  /// too far.
  ///
  /// A step of rate η changes a score by η times the energy that goes into the last layer, and the
  /// slope there by the curvature times that. With 1 as the most that this may be, half of what makes
  /// a straight descent go astray, every network of usual sizes learns; with one rate for all of them,
  /// the big ones diverge or the small ones stand still. (It is the normalized step of Widrow and
  /// Hoff, 1960.) The rate is one that people write: 1, 2 or 5 times a power of ten.
  ///
  /// - Parameters:
  ///   - outputs: How many scores there are.
  ///   - energy: The mean over the rows of the sum of the squares that the last layer is given, 1 for
  ///     its bias included.
  public func usualLearningRate(outputs: Int, energy: Double = 1) -> Double {
    let usual = usualRate(outputs)
    let greatest = 1 / (curvature(outputs) * energy)
    return greatest < usual ? Loss.roundedDown(greatest) : usual
  }

  /// The greatest of 1, 2 and 5 times a power of ten that is no greater than a number above 0.
  private static func roundedDown(_ number: Double) -> Double {
    var power = 1.0
    while power > number, power > .leastNormalMagnitude { power /= 10 }
    return ([5, 2].first { $0 * power <= number } ?? 1) * power
  }

  /// Whether outputs are scores of classes, which may be of any size.
  public var takesScores: Bool {
    switch comparison {
    case .numbers: false
    case .classes: true
    }
  }

  /// Whether two classes can do with one output, whose target is 1 or -1.
  public var takesSigns: Bool {
    switch comparison {
    case .numbers: true
    case .classes(let sign, _, _): sign != nil
    }
  }
}
