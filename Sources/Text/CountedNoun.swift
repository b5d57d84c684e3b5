extension Int {
  /// The number with what it counts: "1 node", "2 nodes", "0 biases".
  ///
  /// - Parameters:
  ///   - noun: What is counted, in the singular.
  ///   - plural: The plural, where it is not the noun with an "s".
  package func counted(_ noun: String, plural: String? = nil) -> String {
    "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}
