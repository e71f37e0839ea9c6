// swift-tools-version: 6.2
// The house: one column of targets, arrows run down only. README.md, "The rooms", says what each is for.
import PackageDescription

let package = Package(
  name: "preflight",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "preflight", targets: ["preflight"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .target(name: "Document", dependencies: ["CYAML"]),
    .target(name: "CEL"),
    .target(
      name: "PreflightKit",
      dependencies: ["Document", "CEL"],
      exclude: ["rules"],
      plugins: ["EmbedRules"]
    ),
    .plugin(
      name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"], path: "Sources/EmbedRules"),
    .executableTarget(name: "embed-rules", dependencies: ["Document"]),
    .executableTarget(
      name: "preflight",
      dependencies: [
        "PreflightKit", "Document", "CEL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "DocumentTests", dependencies: ["Document"]),
    .testTarget(name: "CELTests", dependencies: ["CEL"], exclude: ["Vectors"]),
    .testTarget(name: "PreflightKitTests", dependencies: ["PreflightKit", "Document", "CEL"]),
    .testTarget(name: "CommandTests", dependencies: ["preflight"], exclude: ["Scenarios"]),
  ]
)

for target in package.targets where target.type != .system && target.type != .plugin {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}
