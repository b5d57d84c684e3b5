internal import Autograd

/// The targets of a data set in the form that a loss takes, with the loss of one row and the mean
/// loss of guessing.
enum Targets: Sendable {
  /// A number for each output.
  case numbers(
    [[Double]], loss: @Sendable (Value, Value) -> Value, guessing: @Sendable (Double) -> Double)
  /// +1 or -1 for the one output.
  case signs([Double], loss: @Sendable (Value, Value) -> Value, guessing: Double)
  /// The class of each row: an output for each.
  case labels([Int], loss: @Sendable ([Value], Int) -> Value, guessing: Double)

  /// The targets that a loss takes for a number of outputs.
  init(_ data: DataSet, loss: Loss, outputs: Int) throws(ObjectiveError) {
    switch loss.comparison {
    case .numbers(let compare, let guessing):
      let rows: [[Double]]
      if outputs > 1 {
        let labels = try Targets.labels(of: data, loss: loss, outputs: outputs)
        rows = labels.map { label in (0..<outputs).map { $0 == label ? 1 : 0 } }
      } else if let numbers = data.numbers {
        rows = numbers.map { [$0] }
      } else {
        rows = try Targets.signs(of: data).map { [$0] }
      }
      self = .numbers(rows, loss: compare, guessing: guessing)
    case .classes(let sign?, _, let guessing) where outputs == 1:
      self = .signs(try Targets.signs(of: data), loss: sign, guessing: guessing(outputs))
    case .classes(_, let label, let guessing):
      let labels = try Targets.labels(of: data, loss: loss, outputs: outputs)
      self = .labels(labels, loss: label, guessing: guessing(outputs))
    }
  }

  private static func signs(of data: DataSet) throws(ObjectiveError) -> [Double] {
    do throws(DataSetError) { return try data.signs() } catch { throw .data(error) }
  }

  private static func labels(
    of data: DataSet, loss: Loss, outputs: Int
  ) throws(ObjectiveError) -> [Int] {
    let data = data.classified()
    guard case .classes(let labels, let names) = data.targets, names.count == outputs else {
      throw .wrongOutputCount(outputs, classes: data.classCount ?? 0, loss: loss)
    }
    return labels
  }

  /// The mean loss over some rows.
  ///
  /// - Parameters:
  ///   - outputs: What the network gave for each of the rows.
  ///   - rows: Their indices in the data set.
  ///   - target: Records a target.
  func meanLoss(
    of outputs: [[Value]], rows: some Collection<Int>, target: (Double) -> Value
  ) -> Value {
    switch self {
    case .numbers(let numbers, let loss, _):
      meanOverExamples(
        outputs.flatMap { $0 }, rows.flatMap { numbers[$0].map(target) }, of: loss)
    case .signs(let signs, let loss, _):
      meanOverExamples(outputs.map { $0[0] }, rows.map { target(signs[$0]) }, of: loss)
    case .labels(let labels, let loss, _):
      meanOverExamples(outputs, rows.map { labels[$0] }, of: loss)
    }
  }

  /// The mean loss of a network that gives the same output for every row.
  func lossOfGuessing(_ output: Double) -> Double {
    switch self {
    case .signs(_, _, let guessing), .labels(_, _, let guessing): return guessing
    case .numbers(let numbers, _, let guessing):
      let costs = numbers.joined().map { guessing($0 - output) }
      return costs.reduce(0, +) / Double(costs.count)
    }
  }

  /// Whether a right output can be told from a wrong one: the targets are classes, or ±1 as in
  /// micrograd's samples.
  func areClasses(of data: DataSet) -> Bool {
    switch self {
    case .signs, .labels: true
    case .numbers(let numbers, _, _):
      data.classes != nil || numbers.allSatisfy { $0.count == 1 && $0[0].magnitude == 1 }
    }
  }

  /// Whether the outputs for a row name its class, where the targets are classes.
  func isRight(_ outputs: [Value], row: Int) -> Bool {
    var highest: Int? { outputs.indices.max { outputs[$0].data < outputs[$1].data } }
    return switch self {
    case .signs(let signs, _, _): (outputs[0].data > 0) == (signs[row] > 0)
    case .labels(let labels, _, _): highest == labels[row]
    case .numbers(let numbers, _, _) where numbers[row].count == 1:
      (outputs[0].data > 0) == (numbers[row][0] > 0)
    case .numbers(let numbers, _, _): highest.map { numbers[row][$0] } == 1
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
        + (classes == 2 && loss.takesSigns ? ", or of 1 for targets of ±1" : "")
    case .data(let error): error.description
    }
  }
}
