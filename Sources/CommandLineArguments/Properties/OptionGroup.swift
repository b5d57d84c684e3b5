/// A group of arguments shared between commands.
///
/// When a parent command includes a group of the same type, options given to the parent reach
/// the subcommand.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments>: ArgumentGroup {
  private var storage: GroupBox<Value>

  /// Creates a group.
  ///
  /// - Parameter title: The heading in the help; empty puts the options among the others.
  public init(title: String = "") {
    storage = GroupBox(Value(), title: title)
  }

  /// The arguments of the group.
  public var wrappedValue: Value {
    get { storage.value }
    set { storage = GroupBox(newValue, title: storage.title) }
  }

  var box: any AnyGroupBox { storage }
}

// The box is written only while parsing, before the command is handed out; the setter above
// makes a new one.
extension OptionGroup: @unchecked Sendable where Value: Sendable {}

/// A property that holds other arguments.
protocol ArgumentGroup {
  var box: any AnyGroupBox { get }
}

/// The place of a group, whatever its type.
protocol AnyGroupBox: AnyObject {
  var title: String { get }
  var contents: any ParsableArguments { get }

  /// Takes over the arguments of a parent command when they are of the same type.
  func adopt(_ contents: any ParsableArguments)
  func validate() throws
}

/// The place of a group, shared by every copy of the command until one is changed.
final class GroupBox<Value: ParsableArguments>: AnyGroupBox {
  let title: String
  fileprivate(set) var value: Value

  init(_ value: Value, title: String) {
    self.value = value
    self.title = title
  }

  var contents: any ParsableArguments { value }

  func adopt(_ contents: any ParsableArguments) {
    if let contents = contents as? Value { value = contents }
  }

  func validate() throws { try value.validate() }
}
