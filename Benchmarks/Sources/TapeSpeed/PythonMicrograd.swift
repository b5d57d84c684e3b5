import Foundation

/// micrograd in a Python of its own, which stays between runs; `MICROGRAD_PYTHON` names one that has the package.
final class PythonMicrograd {
  private let process = Process()
  private let (input, output) = (Pipe(), Pipe())

  enum Loss: String, Encodable {
    case squares, hinge
  }

  private struct Request: Encodable {
    let loss: Loss
    let steps: Int
    let sizes: [Int32]
    let parameters: [Double]
    let rows: [[Double]]
    let targets: [Double]
    let rate: Double
    let strength = Problem.strength

    private enum CodingKeys: CodingKey {
      case loss, steps, sizes, parameters, rows, targets, rate, strength
    }
  }

  /// The Python that has micrograd, if there is one.
  private static let python: String? = {
    guard let path = ProcessInfo.processInfo.environment["MICROGRAD_PYTHON"] else {
      print("micrograd is not measured; let MICROGRAD_PYTHON name a Python that has it")
      return nil
    }
    let trial = Process()
    trial.executableURL = URL(filePath: path)
    trial.arguments = ["-c", "import micrograd.engine"]
    trial.standardError = FileHandle.nullDevice
    guard (try? trial.run()) != nil else {
      print("micrograd is not measured; \(path) does not run")
      return nil
    }
    trial.waitUntilExit()
    guard trial.terminationStatus == 0 else {
      print("micrograd is not measured; \(path) does not have it")
      return nil
    }
    return path
  }()

  /// `nil` without a Python that has micrograd.
  init?(_ loss: Loss, _ problem: Problem, steps: Int, collectsGarbage: Bool) {
    guard let python = Self.python else { return nil }
    process.executableURL = URL(filePath: python)
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Python/micrograd_steps.py").standardizedFileURL.path
    process.arguments = [script] + (collectsGarbage ? [] : ["--no-gc"])
    (process.standardInput, process.standardOutput) = (input, output)
    let width = problem.inputCount
    let request = Request(
      loss: loss, steps: steps, sizes: problem.sizes, parameters: problem.parameters,
      rows: stride(from: 0, to: problem.rows.count, by: width).map {
        Array(problem.rows[$0..<$0 + width])
      }, targets: problem.targets, rate: problem.rate)
    guard (try? process.run()) != nil, let line = try? JSONEncoder().encode(request) else {
      return nil
    }
    input.fileHandleForWriting.write(line + [10])
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Waits until garbage of the run before is gone.
  func prepare() {
    guard line() == "ready" else { fail() }
  }

  func run() -> Double {
    input.fileHandleForWriting.write(Data([10]))
    guard let sum = Double(line()) else { fail() }
    return sum
  }

  private func line() -> String {
    var bytes = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), let first = byte.first,
      first != 10
    { bytes.append(first) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func fail() -> Never {
    print("micrograd failed; what it says is above")
    exit(1)
  }
}
