internal import CommandLineArguments
internal import NeuralNetworks

/// What `--loss` takes.
enum LossChoice: String, CaseIterable, ExpressibleByArgument {
  case mse, svm
  case squaredSVM = "squared_svm"
  case softmax

  var loss: Loss {
    switch self {
    case .mse: .meanSquaredError
    case .svm: .svm
    case .squaredSVM: .squaredSVM
    case .softmax: .softmax
    }
  }
}
