import Foundation

/// Where the tests run.
package enum Environment {
  /// Whether this is a machine that must have everything: there, nothing is skipped.
  package static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
}
