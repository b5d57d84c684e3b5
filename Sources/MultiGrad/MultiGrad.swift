// Everything that a newcomer needs, by one import.
@_exported public import Autograd
@_exported public import ComputationGraph
@_exported public import Diagnosis
@_exported public import Diagrams
@_exported public import Documentation
@_exported public import Drawings
@_exported public import ExpressionPrograms
@_exported public import NeuralNetworks
@_exported public import Plots
@_exported public import Rendering
