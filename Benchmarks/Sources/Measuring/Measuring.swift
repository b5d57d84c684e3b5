import Foundation

/// How long something takes, in seconds.
public func seconds(_ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .seconds(1)
}

/// The value in the middle; of an even number of values, the upper one of two.
public func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// A number with two decimals.
public func text(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  let decimals = String(hundredths % 100)
  return "\(hundredths / 100)." + (decimals.count == 1 ? "0" : "") + decimals
}

/// The seconds from spawning a program to its end, where it must not fail; what it prints is thrown away.
public func seconds(
  running executable: URL, _ words: [String], in folder: URL
) throws -> Double {
  let process = Process()
  process.executableURL = executable
  process.arguments = words
  process.currentDirectoryURL = folder
  process.standardOutput = FileHandle.nullDevice
  let duration = try seconds {
    try process.run()
    process.waitUntilExit()
  }
  if process.terminationStatus != 0 {
    print("\(executable.path) failed")
    exit(1)
  }
  return duration
}
