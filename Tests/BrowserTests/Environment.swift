import Foundation

/// Where the tests run.
enum Environment {
  /// Whether this is a machine that must have everything: there, nothing is skipped.
  static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
}
