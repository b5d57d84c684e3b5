import Foundation
import Graphviz
import Testing

/// Calls of Graphviz that fail when memory runs out, and hardly otherwise.
///
/// The functions of these names below come before those of the library, for the whole test program.
enum FailingCall: String, CaseIterable, Codable {
  case agattr, agsafeset, agstrdup_html, agsubnode

  /// What fails now: set in a process of its own.
  nonisolated(unsafe) static var current: FailingCall?

  /// The function of the library.
  func original<Function>(as type: Function.Type) -> Function {
    let next = UnsafeMutableRawPointer(bitPattern: -1)  // RTLD_NEXT
    guard let address = dlsym(next, rawValue) else { fatalError("There is no \(rawValue).") }
    return unsafeBitCast(address, to: type)
  }
}

@Suite struct FailingCallTests {
  @Test(arguments: FailingCall.allCases) func failuresAreErrors(_ call: FailingCall) async {
    await #expect(processExitsWith: .success) { [call] in
      var graph = pair()
      graph.nodes[0].attributes = [Attribute("label", .html("x"))]
      graph.clusters = [.init(name: "c", nodes: [0])]
      precondition(refusal(of: graph) == nil)
      FailingCall.current = call
      let expected: GraphvizError =
        switch call {
        case .agattr: .attributeNotTaken(name: "shape")
        case .agsafeset, .agstrdup_html: .attributeNotTaken(name: "label")
        case .agsubnode: .outOfMemory
        }
      let error = refusal(of: graph)
      guard error == expected else { fatalError("\(String(describing: error))") }
      FailingCall.current = nil
      precondition(refusal(of: graph) == nil)
    }
  }
}

typealias CText = UnsafeMutablePointer<CChar>
typealias CObject = UnsafeMutableRawPointer

@_cdecl("agattr")
func attributeOrNothing(_ graph: CObject?, _ kind: CInt, _ name: CText?, _ value: CText?)
  -> CObject?
{
  typealias Function = @convention(c) (CObject?, CInt, CText?, CText?) -> CObject?
  if FailingCall.current == .agattr { return nil }
  return FailingCall.agattr.original(as: Function.self)(graph, kind, name, value)
}

@_cdecl("agsafeset")
func setOrNot(_ object: CObject?, _ name: CText?, _ value: CText?, _ fallback: CText?) -> CInt {
  typealias Function = @convention(c) (CObject?, CText?, CText?, CText?) -> CInt
  if FailingCall.current == .agsafeset { return -1 }
  return FailingCall.agsafeset.original(as: Function.self)(object, name, value, fallback)
}

@_cdecl("agstrdup_html")
func markupOrNothing(_ graph: CObject?, _ text: CText?) -> CText? {
  typealias Function = @convention(c) (CObject?, CText?) -> CText?
  if FailingCall.current == .agstrdup_html { return nil }
  return FailingCall.agstrdup_html.original(as: Function.self)(graph, text)
}

@_cdecl("agsubnode")
func nodeOrNothing(_ graph: CObject?, _ node: CObject?, _ creates: CInt) -> CObject? {
  typealias Function = @convention(c) (CObject?, CObject?, CInt) -> CObject?
  if FailingCall.current == .agsubnode { return nil }
  return FailingCall.agsubnode.original(as: Function.self)(graph, node, creates)
}
