// swift-tools-version: 6.2
// A package of its own, so that nobody who builds preflight builds this. CEL is linked, not copied.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "expressions",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "CEL", swiftSettings: settings),
    .executableTarget(name: "expressions", dependencies: ["CEL"], swiftSettings: settings),
  ]
)
