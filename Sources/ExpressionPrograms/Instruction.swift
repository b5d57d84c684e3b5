/// One step of a program that has been parsed: a stack machine over Values.
///
/// A flat list and not a tree, so that neither parsing nor running recurses at any depth.
enum Instruction: BitwiseCopyable {
  case constant(Double)
  case leaf(Double)
  /// A leaf with a label of its own, by the label's number.
  case labelledLeaf(Double, label: Int)
  case load(name: Int)
  case negate
  case unary(UnaryFunction)
  case binary(BinaryOperation)
  case power(Double)
  case leakyReLU(slope: Double)
  /// Folds so many values from the left.
  case fold(BinaryOperation, count: Int)
  case sum(count: Int)
  case bind(name: Int)
  case label(name: Int, label: Int)
  case backward(name: Int)
}
