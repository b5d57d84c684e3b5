/// A template of Python's `str.format`, as `'{:.3f} {name[0]!r}'`.
struct FormatTemplate: Equatable {
  /// A part of a template.
  enum Piece: Equatable {
    case text(String)
    case field(Field)
  }

  /// What is formatted, and how.
  struct Field: Equatable {
    var name: Name
    var accessors: [Accessor] = []
    var conversion: Conversion?
    /// What stands after the colon, which may have fields of its own.
    var specification: [Piece] = []
  }

  /// Which argument a field takes.
  enum Name: Equatable {
    /// A field without a name, and which of those it is.
    case automatic(Int)
    case index(Int)
    case name(String)
  }

  /// A way from an argument to what is formatted.
  enum Accessor: Equatable {
    /// `.data`
    case attribute(String)
    /// `[0]`
    case index(Int)
    /// `[key]`
    case key(String)
  }

  /// How a value becomes text before it is formatted.
  enum Conversion: Unicode.Scalar {
    case string = "s"
    case representation = "r"
    case ascii = "a"
  }

  /// Texts and fields in their order.
  let pieces: [Piece]

  /// Reads a template.
  init(_ template: String) throws(Fault) {
    var reader = FormatTemplateReader(template)
    pieces = try reader.pieces(depth: 0)
  }
}

extension FormatTemplate {
  /// Why a template cannot be read.
  enum Fault: Error, Equatable {
    /// A `{` at the end, or a `}` without its `{`.
    case single(Unicode.Scalar)
    /// The template ends before the `}` of a field.
    case unclosedField
    /// The template ends within a specification.
    case unclosedSpecification
    /// A `{` in the name of a field.
    case braceInName
    /// A template that ends after an exclamation mark.
    case missingConversion
    /// Something else than a colon or a brace after a conversion.
    case textAfterConversion
    /// A letter other than `r`, `s` and `a` after an exclamation mark.
    case unknownConversion(Unicode.Scalar)
    /// A dot without a name after it, or `[]`.
    case emptyAccessor
    /// A `[` without its `]`.
    case unclosedBracket
    /// Something else than another accessor after a `]`.
    case textAfterBracket
    /// An index that no list is long enough for.
    case indexTooLarge
    /// A field without a name after one with a number.
    case automaticAfterManual
    /// A field with a number after one without a name.
    case manualAfterAutomatic
    /// A field in the specification of a field of a specification.
    case tooDeep
  }
}

extension FormatTemplate.Fault: CustomStringConvertible {
  /// One sentence as Python says it, without a full stop.
  var description: String {
    switch self {
    case .single(let brace): "Single '\(brace)' encountered in format string"
    case .unclosedField: "expected '}' before end of string"
    case .unclosedSpecification: "unmatched '{' in format spec"
    case .braceInName: "unexpected '{' in field name"
    case .missingConversion: "end of string while looking for conversion specifier"
    case .textAfterConversion: "expected ':' after conversion specifier"
    case .unknownConversion(let letter): "Unknown conversion specifier \(letter)"
    case .emptyAccessor: "Empty attribute in format string"
    case .unclosedBracket: "Missing ']' in format string"
    case .textAfterBracket: "Only '.' or '[' may follow ']' in format field specifier"
    case .indexTooLarge: "Too many decimal digits in format string"
    case .automaticAfterManual:
      "cannot switch from manual field specification to automatic field numbering"
    case .manualAfterAutomatic:
      "cannot switch from automatic field numbering to manual field specification"
    case .tooDeep: "Max string recursion exceeded"
    }
  }
}
