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

extension ParsableArguments {
  /// The long names of the flags, without dashes, those of groups included.
  ///
  /// Where options are not written as words of a command line, one has to know which of them take no
  /// value. This is not of swift-argument-parser either.
  public var flagNames: [String] {
    Mirror(reflecting: self).children.flatMap { child -> [String] in
      guard let property = child.value as? any ArgumentProperty else {
        return (child.value as? any ArgumentGroup)?.contents.flagNames ?? []
      }
      var definition = property.box.definition
      if definition.kind != .flag { return [] }
      definition.name(after: String((child.label ?? "_").dropFirst()))
      return definition.names.compactMap(\.long)
    }
  }
}
