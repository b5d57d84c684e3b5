/// A loss by the name that the command gives it.
public enum Loss: String, CaseIterable, Sendable {
  /// The mean of the squared differences.
  case meanSquaredError = "mse"
  /// The hinge: of one output against targets ±1, or of a score for each class.
  case svm
  /// The hinge squared, which punishes large violations more.
  case squaredSVM = "squared_svm"
  /// Cross-entropy behind a softmax.
  case softmax

  /// What the loss is called in a sentence.
  public var title: String {
    switch self {
    case .meanSquaredError: "mean squared error"
    case .svm: "hinge"
    case .squaredSVM: "squared hinge"
    case .softmax: "softmax cross-entropy"
    }
  }

  /// Whether the last layer gives scores, and so has no activation of its own.
  public var takesScores: Bool { self != .meanSquaredError }
}

/// What the outputs of a network are compared with, row by row.
enum PreparedTargets: Sendable {
  /// A number for each output.
  case numbers([[Double]])
  /// +1 or -1 for the one output.
  case signs([Double])
  /// The class of each row: an output for each.
  case labels([Int])

  /// The targets of a data set in the form that a loss takes for a number of outputs.
  init(_ data: DataSet, loss: Loss, outputs: Int) throws(ObjectiveError) {
    let classified = data.classified()
    let classes = classified.classes ?? []
    let classCount = classified.classCount ?? 0
    if loss == .meanSquaredError, let numbers = data.numbers, outputs == 1 {
      self = .numbers(numbers.map { [$0] })
    } else if outputs == 1 && loss != .softmax {
      do throws(DataSetError) {
        let signs = try data.signs()
        self = loss == .meanSquaredError ? .numbers(signs.map { [$0] }) : .signs(signs)
      } catch {
        throw .data(error)
      }
    } else if outputs != classCount {
      throw .wrongOutputCount(outputs, classes: classCount, loss: loss)
    } else if loss == .meanSquaredError {
      self = .numbers(classes.map { label in (0..<outputs).map { $0 == label ? 1 : 0 } })
    } else {
      self = .labels(classes)
    }
  }
}

/// Why a network, a data set and a loss do not go together.
public enum ObjectiveError: Error, Equatable, Sendable {
  case wrongInputCount(Int, features: Int)
  case wrongOutputCount(Int, classes: Int, loss: Loss)
  case data(DataSetError)
}

extension ObjectiveError: CustomStringConvertible {
  /// What does not fit, and what to do.
  public var description: String {
    switch self {
    case .wrongInputCount(let inputs, let features):
      "the network has \(inputs) inputs, and the data set \(features) features; give a network of "
        + "\(features) inputs"
    case .wrongOutputCount(let outputs, let classes, let loss):
      "the network has \(outputs) outputs, and the data set \(classes) classes; give a network of "
        + "\(classes) outputs"
        + (classes == 2 && loss != .softmax ? ", or of 1 for targets of ±1" : "")
    case .data(let error): error.description
    }
  }
}
