/// The colours of a picture that follows its reader's colour scheme, each with a class.
package struct AdaptiveColors: Sendable {
  private struct Pair: Hashable {
    let fill: Color?
    let stroke: Color?
  }

  private var names: [Pair: String] = [:]
  private var rules: [String] = []

  /// No colours yet.
  package init() {}

  /// The class of what is filled and stroked so; empty where neither colour changes.
  package mutating func name(fill: Color?, stroke: Color?) -> String {
    let (darkFill, darkStroke) = (fill?.dark, stroke?.dark)
    if darkFill == nil && darkStroke == nil { return "" }
    let pair = Pair(fill: darkFill, stroke: darkStroke)
    if let name = names[pair] { return name }
    let name = "c\(names.count)"
    names[pair] = name
    let declarations =
      (darkFill.map { ["fill:\($0.hexadecimal)"] } ?? [])
      + (darkStroke.map { ["stroke:\($0.hexadecimal)"] } ?? [])
    rules.append(".\(name){\(declarations.joined(separator: ";"))}")
    return name
  }

  /// What the document needs for them: nothing where no colour changes.
  package var styleSheet: String {
    if rules.isEmpty { return "" }
    return "<style>@media (prefers-color-scheme: dark){\(rules.joined())}</style>\n"
  }
}
