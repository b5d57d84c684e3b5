internal import Text

/// What a program imports, binds and calls, before any code is written.
extension Compiler {
  mutating func findImportsAndClasses(in statements: [Statement]) {
    for statement in statements {
      if case .importing(let imported) = statement.kind { bind(imported) }
      if case .classDefinition(let name, _, _) = statement.kind { classNames.insert(name) }
      for block in statement.blocks { findImportsAndClasses(in: block) }
    }
  }

  mutating func bind(_ imported: Import) {
    for binding in imported.bindings {
      let module = ProgramModule(path: binding.module)
      usesPackage =
        usesPackage || module == .networks || (module == .micrograd && binding.member == "nn")
      switch binding.member {
      case nil:
        // `import a.b` binds a, and a.b is found in it.
        let package = String(binding.module.prefix { $0 != "." })
        let path = binding.name == package ? package : binding.module
        modules[binding.name] = ProgramModule(path: path)
      case "*": bindAll(of: module)
      case let member?:
        switch module[member] {
        case .module(let inner): modules[binding.name] = inner
        case let known?: members[binding.name] = known
        case nil:
          if case .skipped = module {
            skippedNames.insert(binding.name)
          } else {
            let inner = ProgramModule(path: "\(binding.module).\(member)")
            switch inner {
            case .foreign: foreign[binding.name] = binding.module
            default: modules[binding.name] = inner
            }
          }
        }
      }
    }
  }

  mutating func bindAll(of module: ProgramModule) {
    switch module {
    case .math:
      for name in ["pi", "e", "tau", "inf", "nan"] + MathFunction.allCases.map(\.rawValue) {
        members[name] = module[name]
      }
    case .random:
      for function in RandomFunction.allCases {
        members[function.rawValue] = module[function.rawValue]
      }
    case .networks:
      for name in ["Neuron", "Layer", "MLP"] { members[name] = module[name] }
    default: break
    }
  }

  /// Every name that the top level binds is a variable of the program.
  mutating func bindGlobals() {
    analysis.isSkipped = { [self] in skippedText(of: $0) != nil }
    let use = analysis.use(of: statements)
    for name in use.binds.sorted() where !skippedNames.contains(name) {
      globals[name] = globalNames.count
      globalNames.append(name)
    }
  }

  /// Follows the calls from the top level, to see which definitions are used at all.
  mutating func findLiveDefinitions() {
    var direct = NameAnalysis()
    direct.entersDefinitions = false
    direct.isSkipped = { [self] in skippedText(of: $0) != nil }
    var definitions: [String: [FunctionDefinition]] = [:]
    Compiler.collectDefinitions(in: statements, into: &definitions)
    var pending = Array(direct.use(of: statements).reads)
    while let name = pending.popLast() {
      guard live.insert(name).inserted else { continue }
      for function in definitions[name] ?? [] { pending += direct.use(of: function).reads }
    }
  }

  static func collectDefinitions(
    in statements: [Statement], into definitions: inout [String: [FunctionDefinition]]
  ) {
    for statement in statements {
      if case .definition(let function) = statement.kind, let name = function.name {
        definitions[name, default: []].append(function)
      }
      for block in statement.blocks { collectDefinitions(in: block, into: &definitions) }
    }
  }

  /// Whether the program makes Values by one of the words for it.
  func makesValues() -> Bool {
    live.contains { name in
      if globals[name] != nil { return false }
      if modules[name].map({ [.micrograd, .engine, .networks].contains($0) }) == true {
        return true
      }
      switch members[name] ?? Builtin(name: name).map({ .builtin($0) }) {
      case .builtin(.value), .builtin(.neuron), .builtin(.layer), .builtin(.mlp): return true
      default: return false
      }
    }
  }

  /// Skipped statements need not be right.
  mutating func dropFaultsOfWhatIsSkipped() {
    var ranges: [Range<Int>] = []
    func collect(_ statements: [Statement]) {
      for (index, statement) in statements.enumerated() {
        let isDead =
          switch statement.kind {
          case .definition(let function): !live.contains(function.name ?? "")
          case .classDefinition(let name, _, _): name == "Value" || !live.contains(name)
          default: false
          }
        if isDead || skippedText(of: statement) != nil {
          let next = index + 1 < statements.count ? statements[index + 1].range.lowerBound : nil
          ranges.append(statement.range.lowerBound..<(next ?? statement.end))
        } else {
          for block in statement.blocks { collect(block) }
        }
      }
    }
    collect(statements)
    faults.removeAll { fault in
      switch fault.kind {
      // These take the lines that follow with them.
      case .unclosedBracket, .unterminatedString, .indentation: false
      default: ranges.contains { $0.contains(fault.range.lowerBound) }
      }
    }
  }
}
