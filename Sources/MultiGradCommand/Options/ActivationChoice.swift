internal import CommandLineArguments
internal import NeuralNetworks

/// What `--activation` takes.
enum ActivationChoice: String, CaseIterable, ExpressibleByArgument {
  case tanh, sigmoid, relu
  case leakyReLU = "leaky_relu"
  case identity

  var activation: Activation {
    switch self {
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .relu: .relu
    case .leakyReLU: .leakyReLU(slope: 0.01)
    case .identity: .identity
    }
  }
}
