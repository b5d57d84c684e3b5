// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "MultiGrad",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "MultiGrad", targets: ["MultiGrad"]),
    .library(name: "Autograd", targets: ["Autograd"]),
    .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
    .executable(name: "multigrad", targets: ["MultiGradCommand"]),
    .plugin(name: "RenderGraphs", targets: ["RenderGraphs"]),
  ],
  targets: [
    // MARK: - The floor

    .target(name: "LibC"),
    .target(name: "Mathematics", dependencies: ["LibC"]),
    .target(name: "Text"),
    .target(name: "JSON", dependencies: ["Text"]),

    // MARK: - From numbers to snapshots, without Graphviz

    .target(name: "Autograd", dependencies: ["LibC", "Mathematics", "Text"]),
    .target(name: "NeuralNetworks", dependencies: ["Autograd", "Mathematics", "Text"]),
    .target(
      name: "ExpressionPrograms",
      dependencies: ["Autograd", "JSON", "LibC", "Mathematics", "NeuralNetworks", "Text"]),
    .target(name: "ComputationGraph", dependencies: ["Autograd", "JSON", "Mathematics", "Text"]),
    .target(
      name: "Diagnosis",
      dependencies: [
        "Autograd", "ComputationGraph", "JSON", "Mathematics", "NeuralNetworks", "Text",
      ]),

    // MARK: - From snapshots to pictures

    .target(
      name: "Diagrams", dependencies: ["Autograd", "ComputationGraph", "Diagnosis", "Text"]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // Homebrew's giflib says nothing to pkg-config; the Makefile makes up for that.
    .systemLibrary(
      name: "CGIF", pkgConfig: "libgif", providers: [.apt(["libgif-dev"]), .brew(["giflib"])]),
    // Where things are, or their pixels: what an engine makes of a graph, without a word of Graphviz.
    .target(name: "Drawings"),
    // Boxes, ordered edges and nested frames to places; knows neither values nor Graphviz.
    .target(name: "LayeredLayout", dependencies: ["Drawings"]),
    .target(name: "Plots", dependencies: ["Diagrams", "Drawings", "Mathematics", "Text"]),
    .target(
      name: "Rendering",
      dependencies: [
        "Autograd", "CGIF", "CZlib", "ComputationGraph", "Diagrams", "Drawings", "Graphviz", "JSON",
        "LayeredLayout", "Plots", "Text",
      ]),

    // Documents as text, with pictures in them.
    .target(name: "Documentation", dependencies: ["JSON", "Rendering", "Text"]),

    // MARK: - The Graphviz library

    // Only carries the flags of pkg-config to the C target; nothing imports it.
    .systemLibrary(
      name: "CGraphvizSystem", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .target(name: "CGraphviz", dependencies: ["CGraphvizSystem"]),
    .target(name: "Graphviz", dependencies: ["CGraphviz", "Drawings", "Text"]),

    // MARK: - The umbrella and the command

    .target(
      name: "MultiGrad",
      dependencies: [
        "Autograd", "NeuralNetworks", "ComputationGraph", "Diagnosis", "ExpressionPrograms",
        "Diagrams", "Documentation", "Drawings", "LibC", "Plots", "Rendering",
      ]),
    .target(name: "CommandLineArguments", dependencies: ["LibC", "Text"]),
    // What a process must do in C: its words as bytes, and signals.
    .target(name: "CProcess"),
    .executableTarget(
      name: "MultiGradCommand",
      dependencies: [
        "Autograd", "CommandLineArguments", "ComputationGraph", "CProcess", "Diagnosis", "Diagrams",
        "Documentation", "ExpressionPrograms", "Graphviz", "JSON", "LayeredLayout", "LibC",
        "NeuralNetworks", "Plots", "Rendering", "Text",
      ]),

    // `swift package render-graphs`, for packages that depend on this one.
    .plugin(
      name: "RenderGraphs",
      capability: .command(
        intent: .custom(
          verb: "render-graphs", description: "Draw the pictures of the package's documents."),
        permissions: [
          .writeToPackageDirectory(
            reason: "It draws the pictures of documents, and puts them into the documents.")
        ]),
      dependencies: ["MultiGradCommand"]),

    // MARK: - Tests

    .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport"),
    .testTarget(name: "TextTests", dependencies: ["Text"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON"]),
    .testTarget(name: "MathematicsTests", dependencies: ["LibC", "Mathematics"]),
    .testTarget(name: "AutogradTests", dependencies: ["Autograd"], exclude: ["Fixtures"]),
    .testTarget(
      name: "NeuralNetworksTests", dependencies: ["Autograd", "NeuralNetworks"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ExpressionProgramsTests",
      dependencies: ["Autograd", "ExpressionPrograms", "TestSupport"]),
    .testTarget(
      name: "ComputationGraphTests",
      dependencies: ["Autograd", "ComputationGraph", "JSON", "Mathematics"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "DiagnosisTests",
      dependencies: [
        "Autograd", "ComputationGraph", "Diagnosis", "ExpressionPrograms", "NeuralNetworks",
        "TestSupport",
      ]),
    .testTarget(
      name: "DiagramsTests",
      dependencies: ["Autograd", "ComputationGraph", "Diagrams", "Mathematics", "Text"]),
    .testTarget(
      name: "LayeredLayoutTests", dependencies: ["Drawings", "LayeredLayout", "Mathematics"]),
    .testTarget(
      name: "GraphvizTests", dependencies: ["Drawings", "Graphviz", "TestSupport"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Autograd", "CGIF", "CZlib", "ComputationGraph", "Diagrams", "Drawings", "Graphviz",
        "NeuralNetworks", "Plots", "Rendering", "TestSupport",
      ]),
    .testTarget(
      name: "PlotsTests",
      dependencies: ["Diagrams", "Drawings", "NeuralNetworks", "Plots", "TestSupport"]),
    .testTarget(
      name: "DocumentationTests",
      dependencies: ["Documentation", "Mathematics", "Rendering", "TestSupport", "Text"]),
    .testTarget(name: "MultiGradTests", dependencies: ["MultiGrad", "TestSupport"]),
    .testTarget(
      name: "CommandLineArgumentsTests", dependencies: ["CommandLineArguments", "TestSupport"]),
    .testTarget(
      name: "MultiGradCommandTests",
      dependencies: [
        "MultiGradCommand", "CommandLineArguments", "Documentation", "Drawings", "Graphviz",
        "Rendering", "TestSupport",
      ]),
    .testTarget(
      name: "BrowserTests", dependencies: ["MultiGradCommand", "TestSupport"],
      exclude: ["measure.js"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where ![.system, .plugin].contains(target.type) {
  // Those in C have no settings of Swift.
  if ["CGraphviz", "CProcess"].contains(target.name) { continue }
  target.swiftSettings = settings
}
