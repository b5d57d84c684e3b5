import Testing

@testable import ExpressionPrograms

/// What `template.format(1.5, 42, 'ab', k=7, w=9)` of Python 3.11 gives: rows of template and text.
@Suite struct FormatTemplateTests {
  @Test func templatesBecomeWhatPythonMakesOfThem() throws {
    for (template, expected) in rows(FormatTemplateTests.texts) {
      #expect(try text(of: FormatTemplate(template).pieces) == expected, "\(template)")
    }
  }

  @Test func faultsSayWhatPythonSays() {
    for (template, expected) in rows(FormatTemplateTests.faults) {
      let fault = #expect(throws: FormatTemplate.Fault.self, "\(template)") {
        try FormatTemplate(template)
      }
      #expect(fault?.description == expected, "\(template)")
    }
  }

  @Test func aFieldHasAccessorsAConversionAndASpecification() throws {
    let template = try FormatTemplate("loss {.data[0][key].a b!r:>{}} of {x[}:]}")
    let width = FormatTemplate.Field(name: .automatic(1))
    #expect(
      template.pieces == [
        .text("loss "),
        .field(
          .init(
            name: .automatic(0),
            accessors: [.attribute("data"), .index(0), .key("key"), .attribute("a b")],
            conversion: .representation, specification: [.text(">"), .field(width)])),
        .text(" of "),
        .field(.init(name: .name("x"), accessors: [.key("}:")])),
      ])
  }

  private func rows(_ table: String) -> [(template: String, expected: String)] {
    table.filter { $0 != "\n" }.split(separator: ";").map { row in
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return (cells[0], cells[1])
    }
  }

  private func text(of pieces: [FormatTemplate.Piece]) throws -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .field(let field): result += try text(of: field)
      }
    }
    return result
  }

  private func text(of field: FormatTemplate.Field) throws -> String {
    let arguments: [FormatArgument] = [.float(1.5), .integer(42), .text("ab")]
    var argument =
      switch field.name {
      case .automatic(let index), .index(let index): arguments[index]
      case .name(let name): FormatArgument.integer(name == "k" ? 7 : 9)
      }
    switch field.conversion {
    case .string: argument = .text(argument.plainText)
    case .representation: argument = .text(argument.representation())
    case .ascii: argument = .text(argument.representation(isASCII: true))
    case nil: break
    }
    return try FormatSpecification(text(of: field.specification)).text(of: argument)
  }

  static let texts = #"""
    |;plain|plain;{}|1.5;{} {} {}|1.5 42 ab;{2}{0}|ab1.5;{:.3f}|1.500;{:>{w}}|      1.5;
    {:{}}|                                       1.5;{1:{k}.{k}f}|42.0000000;{{}}|{};{{{}}}|{1.5};
    }}{{|}{;{2!r:>8}|    'ab';{2!a}|'ab';{1!s:5}|42   ;{k:03}{w}|0079;{:{w}.{k}f} {}|1.5000000 42;
    {0:{w}} {0:<{k}}!|      1.5 1.5    !;é{:€>{}}|é€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€1.5;
    {k}{}{w}{}|71.5942;{00}|1.5;{:+.1%}|+150.0%;{1!r:}|42;
    {0:{1}}|                                       1.5;{{{{0:s{}|{{0:s1.5;{w}{k}|97;r}}{}é|r}1.5é;
    {0}|1.5;{{2!a|{2!a;{}{w}|1.59;a{1:>5}[}}!r|a   42[}!r;é{1:>5}|é   42;s{k}{w}|s79;[{{é|[{é;
    {k}|7;r{w}s{}{k}|r9s1.57;{{{w}a|{9a;{w}s|9s;{0:{k:}}|    1.5;{w}!|9!;s{{{}{k}}}]|s{1.57}];
    {1:>5}r{1:>5}|   42r   42;{}|1.5;[{}!!r|[1.5!!r;}}{}s|}1.5s;{k}{1:>5}{k}é!r|7   427é!r;{{!|{!;
    {{{w}{0}|{91.5;{k}[{{|7[{;:{}{w}}}|:1.59};{{]}}{1:>5}!|{]}   42!;[{w}{k}|[97;]{}|]1.5;!{{|!{;
    {w}sr|9sr;!r]!r{}sé]|!r]!r1.5sé];!r{{|!r{;{w}[:{w}]|9[:9];!a}}{w}{}a{w}|!a}91.5a9;{w}é|9é;
    }}{k}!{}{k}|}7!1.57;{w}|9;{1:>5}|   42;!{w}[|!9[;é{{2!a}}|é{2!a};{0:}{2!a}|1.5'ab';
    }}]{1:>5}{0}::|}]   421.5::;!é{0}|!é1.5;s{1:>5}|s   42;{{|{;{w}{0}{0}}}|91.51.5};
    ré{{a{}{{s|ré{a1.5{s;{w}{{{}|9{1.5;és{k}|és7;:}}a{0}|:}a1.5;{k}!{0}|7!1.5;ss{{!r{w}}}|ss{!r9};
    {{{1:>5}|{   42;}}{0}{w}{{|}1.59{;{{{{k:s|{{k:s;{w}a]{{{w}{k}|9a]{97;
    {1:>5}{k}{1:>5}:::[|   427   42:::[;[[{}s|[[1.5s;{1:>5}{1:>5}s{0}|   42   42s1.5;}}]{{|}]{;
    !r{{!rr:é|!r{!rr:é;:{1:>5}|:   42;s!r{0}|s!r1.5;{0}ré|1.5ré;as]s{}|as]s1.5;é{0}}}|é1.5};
    {}{k}!ré|1.57!ré;!r{0}|!r1.5;{k}]|7];:{0}{{!|:1.5{!;!r[{{|!r[{;[[{1:>5}|[[   42;{w}{w}a|99a;
    {w}r|9r;{}]|1.5];!r{}|!r1.5;}}:{0}!r[|}:1.5!r[;é{w}|é9;{1:>5}é!|   42é!;]]{k}{k}}}|]]77};
    a{}|a1.5;{{{w}[|{9[;é!r{{|é!r{;a{w}}}}}}}{}|a9}}}1.5;}}{1:>5}{k}r{1:>5}|}   427r   42;
    """#

  static let faults = #"""
    {1:>5}[a:r{0}{|Single '{' encountered in format string;
    !r{0}{}}|cannot switch from manual field specification to automatic field numbering;
    {{1:>5}{2!a{}[}:|Single '}' encountered in format string;{0:|unmatched '{' in format spec;
    {k:é!r:[{0:|unmatched '{' in format spec;{0:s{k:.{0:{{|unmatched '{' in format spec;
    é{w}{k}{0:{0}{k:{2!aé|unmatched '{' in format spec;é{:.|unmatched '{' in format spec;
    {0:}}{{}}|Single '}' encountered in format string;
    }{0:r{0:r{0:.|Single '}' encountered in format string;{0}{::ra|unmatched '{' in format spec;
    !.{:a{0:}}]é|cannot switch from automatic field numbering to manual field specification;
    }}{2!a{}]{é!|expected ':' after conversion specifier;
    {{[{]{k}:}{{|unexpected '{' in field name;{0}{w}r{.]{a|unexpected '{' in field name;
    {{!}{k}]|Single '}' encountered in format string;
    .é]}{}|Single '}' encountered in format string;
    }}r{0:{0}{}r}}|cannot switch from manual field specification to automatic field numbering;
    }}}é|Single '}' encountered in format string;.{|Single '{' encountered in format string;
    [:{2!a{:é:.|expected ':' after conversion specifier;
    {{:!r{2!a{}!ré{0}|expected ':' after conversion specifier;
    .{!{k:{0:|expected ':' after conversion specifier;a{[|expected '}' before end of string;
    }}{1:>5}{}|cannot switch from manual field specification to automatic field numbering;
    [{2!a{}|expected ':' after conversion specifier;
    ]{2!a{é{0:{2!a{{|expected ':' after conversion specifier;
    {}:}}{w}:]{|Single '{' encountered in format string;
    {1:>5}:{}{{é|cannot switch from manual field specification to automatic field numbering;
    {.{1:>5}|unexpected '{' in field name;[a{0}{|Single '{' encountered in format string;
    {[{0:{k:|expected '}' before end of string;{]{w}{}{2!a{1:>5}|unexpected '{' in field name;
    {}{1:>5}r{2!a|cannot switch from automatic field numbering to manual field specification;
    {1:>5}{}.!s{|cannot switch from manual field specification to automatic field numbering;
    {0}{|Single '{' encountered in format string;[{{{}{|Single '{' encountered in format string;
    {][|expected '}' before end of string;
    ré{0}{}{k}!]|cannot switch from manual field specification to automatic field numbering;
    {.a|expected '}' before end of string;
    .{}{{2!a{0}{0}|cannot switch from automatic field numbering to manual field specification;
    !}}{}[{1:>5}|cannot switch from automatic field numbering to manual field specification;
    {}{0}{1:>5}{k}[|cannot switch from automatic field numbering to manual field specification;
    {{{!|end of string while looking for conversion specifier;
    !s!{s{}{k:{0}|unexpected '{' in field name;
    {}{0}[.é{0}|cannot switch from automatic field numbering to manual field specification;
    {]é{::{:|unexpected '{' in field name;é{k}r{a]|expected '}' before end of string;
    é{.}|Empty attribute in format string;
    sé{}{!|end of string while looking for conversion specifier;
    [{a!|end of string while looking for conversion specifier;
    .éé{0}{!|end of string while looking for conversion specifier;
    ::{rs|expected '}' before end of string;{!}}!r{2!a{2!a!r|Unknown conversion specifier };
    {w}a[{!|end of string while looking for conversion specifier;
    ar{}]{!|end of string while looking for conversion specifier;
    {k:{0:{1:>5}}}s|Max string recursion exceeded;
    {{{k}{{{k:{0:{}}}r|Max string recursion exceeded;{k:{:{w}{}}}{:|Max string recursion exceeded;
    {}é{!}}}}{k}é|Unknown conversion specifier };{:{:{}}}|Max string recursion exceeded;
    {0.}|Empty attribute in format string;{0[]}|Empty attribute in format string;
    {0[0]x}|Only '.' or '[' may follow ']' in format field specifier;
    {0[a}|expected '}' before end of string;
    {0!|end of string while looking for conversion specifier;{0!x}|Unknown conversion specifier x;
    {0!rx}|expected ':' after conversion specifier;
    {99999999999999999999}|Too many decimal digits in format string;
    {0!r|unmatched '{' in format spec;a{|Single '{' encountered in format string;
    {:{{}}}}|Single '}' encountered in format string;
    """#
}
