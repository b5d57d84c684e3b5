internal import CommandLineArguments
internal import NeuralNetworks

/// What `--init` takes.
enum InitializerChoice: String, CaseIterable, ExpressibleByArgument {
  case uniform, small, lecun, he, xavier, zeros

  var initializer: Initializer {
    switch self {
    case .uniform: .uniform
    case .small: .small
    case .lecun: .lecun
    case .he: .he
    case .xavier: .xavier
    case .zeros: .zeros
    }
  }
}
