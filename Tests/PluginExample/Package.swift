// swift-tools-version: 6.2
import PackageDescription

// A package as its author has it who depends on MultiGrad; `make plugin` draws its pictures.
let package = Package(
  name: "Example",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "MultiGrad", path: "../..")],
  targets: [.target(name: "Example")]
)
