extension ParsableArguments {
  /// The options and flags that the words gave, by the names that they were given by, with dashes, those of groups
  /// included.
  ///
  /// Also one that was given its default value counts. This is not of swift-argument-parser, where
  /// each such option would have to be optional, with its default written twice.
  public var givenOptions: [String] {
    Mirror(reflecting: self).children.flatMap { child -> [String] in
      if let property = child.value as? any ArgumentProperty {
        return property.box.givenName.map { [$0.dashed] } ?? []
      }
      return (child.value as? any ArgumentGroup)?.contents.givenOptions ?? []
    }
  }
}
