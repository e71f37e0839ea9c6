/// Who may import whom, and which words no room below the command may use. README.md, "The rooms", says it in prose.
import Testing

/// One target: what its files may import, and what it must not know.
struct Room {
  let name: String
  let mayImport: Set<String>
  /// Whether it reaches the world outside: files, sockets, clocks, the terminal, other threads.
  let isPure: Bool
  /// Words that belong to a room above; not to be found in code or literals, in any case, even as a part of a word.
  let foreign: [String]

  init(_ name: String, mayImport: Set<String>, isPure: Bool, foreign: [String] = []) {
    self.name = name
    self.mayImport = mayImport
    self.isPure = isPure
    self.foreign = foreign
  }
}

extension Room: CustomTestStringConvertible {
  var testDescription: String { name }
}

let rooms = [
  Room(
    "Document", mayImport: ["CYAML"], isPure: true,
    foreign: ["smtp", "mail", "campaign", "transport", "starttls"]),
  Room(
    "CEL", mayImport: [], isPure: true,
    foreign: ["yaml", "smtp", "mail", "campaign", "transport", "starttls"]),
  Room("PreflightKit", mayImport: ["Document", "CEL", "Synchronization"], isPure: true),
  Room(
    "Probes",
    mayImport: [
      "PreflightKit", "NIOCore", "NIOPosix", "NIOConcurrencyHelpers", "NIOSSL", "NIOTLS", "Crypto",
      "SwiftASN1", "X509",
      "Synchronization", "Glibc", "Musl", "Darwin", "CNameserver",
    ],
    isPure: false),
  Room(
    "preflight",
    mayImport: [
      "PreflightKit", "Document", "CEL", "Probes", "ArgumentParser", "FoundationEssentials",
      "Synchronization",
      "Dispatch", "Glibc", "Musl", "Darwin",
      // Only so that the members of `stat` can be seen, which it claims for itself.
      "CoreFoundation",
    ],
    isPure: false),
  Room(
    "embed-rules",
    mayImport: ["Document", "CEL", "FoundationEssentials", "Foundation", "Glibc", "Musl", "Darwin"],
    isPure: false),
  // A plugin runs inside the package manager, which hands it Foundation's types.
  Room("EmbedRules", mayImport: ["Foundation", "PackagePlugin"], isPure: false),
]

/// Rooms that are used to build the others, and are not shipped.
let buildTime: Set = ["embed-rules", "EmbedRules"]

/// What a pure room reaches for none of: the world, the clock, chance, other threads.
let worldly = [
  "async", "await", "Task", "TaskGroup", "print", "debugPrint", "dump", "readLine", "CommandLine",
  "FileManager",
  "FileHandle", "ProcessInfo", "getenv", "fopen", "ContinuousClock", "SuspendingClock", "Date", "random",
  "shuffled",
  "randomElement", "SystemRandomNumberGenerator",
]

/// What would end the program on something a user wrote.
let fatal = ["fatalError", "preconditionFailure", "precondition", "assertionFailure", "abort"]
