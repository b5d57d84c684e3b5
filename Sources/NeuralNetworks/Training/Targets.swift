internal import Text
internal import Autograd

/// The targets of a data set in the form that a loss takes, with the loss of one row and the mean
/// loss of guessing.
enum Targets: Sendable {
  /// A number for each output.
  case numbers(
    [[Double]], loss: @Sendable (Value, Value) -> Value, guessing: @Sendable (Double) -> Double)
  /// +1 or -1 for the one output.
  case signs([Double], loss: @Sendable (Value, Value) -> Value)
  /// The class of each row: an output for each.
  case labels([Int], loss: @Sendable ([Value], Int) -> Value, guessing: Double)

  /// The targets that a loss takes for a number of outputs.
  ///
  /// - Parameter scale: How targets that are numbers are standardized; `nil` where they are not.
  init(
    _ data: DataSet, loss: Loss, outputs: Int, scale: TargetScale?
  ) throws(ObjectiveError) {
    switch loss.comparison {
    case .numbers(let compare, let guessing):
      let rows: [[Double]]
      if let numbers = data.numbers {
        if outputs > 1 { throw .severalOutputs(outputs) }
        rows = numbers.map { [scale?.standardized($0) ?? $0] }
      } else if outputs > 1 {
        let labels = try Targets.labels(of: data, loss: loss, outputs: outputs)
        rows = labels.map { label in (0..<outputs).map { $0 == label ? 1 : 0 } }
      } else {
        rows = try Targets.signs(of: data).map { [$0] }
      }
      self = .numbers(rows, loss: compare, guessing: guessing)
    case .classes(let sign?, _, _) where outputs == 1:
      self = .signs(try Targets.signs(of: data), loss: sign)
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
    // All targets stand before all losses.
    let wanted = rows.map { self.wanted(at: $0).map(target) }
    return meanOverExamples(
      zip(zip(outputs, wanted), rows).flatMap { losses(of: $0.0, wanted: $0.1, row: $1) })
  }

  /// The losses of one row, of which those of all rows are averaged: one for each number.
  ///
  /// - Parameters:
  ///   - outputs: What the network gave for it.
  ///   - row: Its index in the data set.
  ///   - target: Records a target.
  func losses(of outputs: [Value], row: Int, target: (Double) -> Value) -> [Value] {
    losses(of: outputs, wanted: wanted(at: row).map(target), row: row)
  }

  /// The numbers that the outputs of a row are compared with; none where they are compared with a
  /// class.
  private func wanted(at row: Int) -> [Double] {
    switch self {
    case .numbers(let numbers, _, _): numbers[row]
    case .signs(let signs, _): [signs[row]]
    case .labels: []
    }
  }

  private func losses(of outputs: [Value], wanted: [Value], row: Int) -> [Value] {
    switch self {
    case .numbers(_, let loss, _): zip(outputs, wanted).map(loss)
    case .signs(_, let loss): [loss(outputs[0], wanted[0])]
    case .labels(let labels, let loss, _): [loss(outputs, labels[row])]
    }
  }

  /// How many losses a row has.
  var lossesOfRow: Int {
    switch self {
    case .numbers(let numbers, _, _): numbers[0].count
    case .signs, .labels: 1
    }
  }

  /// The mean loss of a network that gives the same output for every row.
  func lossOfGuessing(_ output: Double) -> Double {
    switch self {
    case .labels(_, _, let guessing): return guessing
    case .signs(let signs, let loss):
      let tape = Tape()
      defer { withExtendedLifetime(tape) {} }
      func cost(of sign: Double) -> Double {
        loss(Value(output, on: tape), Value(sign, on: tape)).data
      }
      let positive = Double(signs.count { $0 > 0 }) / Double(signs.count)
      return positive * cost(of: 1) + (1 - positive) * cost(of: -1)
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
    case .numbers: data.classes != nil || data.numbersAreSigns
    }
  }

  /// Whether the outputs for a row name its class, where the targets are classes.
  func isRight(_ outputs: [Double], row: Int) -> Bool {
    var highest: Int? { outputs.indices.max { outputs[$0] < outputs[$1] } }
    return switch self {
    case .signs(let signs, _): (outputs[0] > 0) == (signs[row] > 0)
    case .labels(let labels, _, _): highest == labels[row]
    case .numbers(let numbers, _, _) where numbers[row].count == 1:
      (outputs[0] > 0) == (numbers[row][0] > 0)
    case .numbers(let numbers, _, _): highest.map { numbers[row][$0] } == 1
    }
  }

  /// The number that the one output of a row is compared with; `nil` where it is a class.
  func number(at row: Int) -> Double? {
    if case .numbers(let numbers, _, _) = self { numbers[row].first } else { nil }
  }

  /// The least and the greatest number that an output is to give; `nil` where scores may be of any
  /// size.
  var range: ClosedRange<Double>? {
    guard case .numbers(let numbers, _, _) = self else { return nil }
    let all = numbers.joined()
    guard let least = all.min(), let greatest = all.max() else { return nil }
    return least...greatest
  }
}

/// Why a network, a data set and a loss do not go together.
public enum ObjectiveError: Error, Equatable, Sendable {
  case wrongInputCount(Int, features: Int)
  case wrongOutputCount(Int, classes: Int, loss: Loss)
  /// The targets are numbers, one a row, and there are several outputs.
  case severalOutputs(Int)
  case data(DataSetError)
}

extension ObjectiveError: CustomStringConvertible {
  /// What does not fit, and what to do.
  public var description: String {
    switch self {
    case .wrongInputCount(let inputs, let features):
      "the network has \(inputs.counted("input")), and the data set "
        + "\(features.counted("feature")); give a network of \(features.counted("input"))"
    case .wrongOutputCount(let outputs, let classes, let loss):
      "the network has \(outputs.counted("output")), and the data set "
        + "\(classes.counted("class", plural: "classes")); give a network of \(classes.counted("output"))"
        + (classes == 2 && loss.takesSigns ? ", or of 1 for targets of ±1" : "")
    case .severalOutputs(let outputs):
      "the network has \(outputs.counted("output")), and the data set one number a row to "
        + "predict; give a network of 1 output, or a loss on classes"
    case .data(let error): error.description
    }
  }
}
