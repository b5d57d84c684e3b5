extension Int {
  /// The number with a noun, which is singular for one: "1 row", "2 rows".
  package func counted(_ noun: String, _ plural: String? = nil) -> String {
    "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}
