// swift-tools-version: 6.2
// The house: one column of targets, arrows run down only. README.md, "The rooms", says what each is for.
import PackageDescription

/// `PREFLIGHT_WITHOUT_LIVE=1` leaves out whatever needs SwiftNIO, whose first build takes minutes: the tests of the other
/// rooms build without it.
let withLive = Context.environment["PREFLIGHT_WITHOUT_LIVE"] == nil

#if os(Linux)
  /// The compiler finds libyaml where the system has it. pkg-config would name that folder before ours, in which the linker is
  /// led to the static library.
  let yamlPackage: String? = nil
#else
  let yamlPackage: String? = "yaml-0.1"
#endif

let package = Package(
  name: "preflight",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CYAML",
      pkgConfig: yamlPackage,
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
    .executableTarget(name: "embed-rules", dependencies: ["Document", "CEL"]),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "DocumentTests", dependencies: ["Document"]),
    .testTarget(name: "CELTests", dependencies: ["CEL"], exclude: ["Vectors"]),
    .testTarget(name: "PreflightKitTests", dependencies: ["PreflightKit", "Document", "CEL"]),
  ]
)

if withLive {
  package.products = [.executable(name: "preflight", targets: ["preflight"])]
  package.dependencies += [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
  ]
  let wire: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "X509", package: "swift-certificates"),
    .product(name: "SwiftASN1", package: "swift-asn1"),
    .product(name: "Crypto", package: "swift-crypto"),
  ]
  let linkingRuntimes = [
    "-use-ld=lld", "-L\(Context.packageDirectory)/Sources/preflight/Linking", "-Xclang-linker",
    "-static-libgcc",
  ]
  package.targets += [
    .target(
      name: "Probes",
      dependencies: ["PreflightKit"] + wire),
    .executableTarget(
      name: "preflight",
      dependencies: [
        "Probes", "PreflightKit", "Document", "CEL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Linking"],
      linkerSettings: [
        // Swift's static linking exports every symbol. Nothing looks them up, and a start pays for the table.
        .unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(platforms: [.linux])),
        // The runtimes of C and C++ and libyaml belong into the binary as well: loading them is a fifth of a start, and the
        // binary runs where libyaml is not installed.
        .unsafeFlags(linkingRuntimes, .when(platforms: [.linux], configuration: .release)),
      ]
    ),
    .testTarget(name: "ProbesTests", dependencies: ["Probes", "PreflightKit"] + wire),
    .testTarget(name: "CommandTests", dependencies: ["preflight"], exclude: ["Scenarios"]),
  ]
}

for target in package.targets where target.type != .system && target.type != .plugin {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // A generic type by its mangled name is smaller in the binary, and slow to find: that was a tenth of a start.
    .unsafeFlags(
      ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
      .when(configuration: .release)),
  ]
}
