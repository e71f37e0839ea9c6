// Expressions made at random, compared with cel-cpp (a subprocess of Python) where that is installed.

import CEL
import Foundation
import Testing

@Suite("Expressions beside cel-cpp")
struct PeerTests {
  @Test(
    "random expressions come out as cel-cpp has them",
    .enabled(if: Peer.isInstalled, "python3 cannot import cel_expr_python: pip install cel-expr-python"),
    arguments: [1, 2] as [UInt64])
  func agrees(seed: UInt64) throws {
    var source = RandomExpressions(seed: seed)
    let expressions = (0..<1_000).map { _ in source.next() }.filter { $0.utf8.count < 500 }
    let outcomes = try Peer.evaluate(expressions)
    #expect(outcomes.count == expressions.count)
    for (expression, theirs) in zip(expressions, outcomes) {
      #expect(Self.outcome(of: expression) == theirs, "\(expression)")
    }
  }

  /// A failure to compile counts like one to evaluate: both refuse, at a time that the language leaves open.
  private static func outcome(of text: String) -> String {
    guard let program = environment.compile(text).program else { return "failure" }
    return Self.text(program.evaluate(bindings))
  }

  private static let variables: [(name: String, type: ValueType, value: Value)] = [
    ("i", .int, .int(7)), ("u", .uint, .uint(3)), ("d", .double, .double(2.5)), ("b", .bool, .bool(true)),
    ("s", .string, .string("héllo wörld")),
    ("l", .list(.int), .list([1, 2, 3, 0, -5].map { .int($0) })),
    ("t", .list(.string), .list(["a", "bc", ""].map { .string($0) })),
    ("m", .map(.string, .int), .map(MapValue(fields: [("a", .int(1)), ("b", .int(2))]))),
    ("any", .dyn, .int(5)),
  ]

  private static let environment: Environment = {
    var environment = Environment()
    for variable in variables { environment.declare(variable: variable.name, type: variable.type) }
    return environment
  }()

  private static let bindings = Bindings(
    Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0.value) }), in: environment)

  /// The value in the form of cel_evaluate.py.
  private static func text(_ value: Value) -> String {
    switch value {
    case .error: "failure"
    case .uint(let value): String(value)
    case .double(let value): "double " + (value.isNaN ? "nan" : String(value.bitPattern))
    case .string(let value): "text " + hexadecimal(value.utf8)
    case .bytes(let value): "bytes " + hexadecimal(value)
    case .list(let list): "[" + list.elements.map(text).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.entries.map { text($0.key) + ": " + text($0.value) }.sorted().joined(separator: ", ") + "}"
    case .duration(let span): "duration \(span.seconds * 1_000_000 + Int64(span.nanoseconds) / 1_000)"
    case .timestamp(let moment): "timestamp \(moment.seconds * 1_000_000 + Int64(moment.nanoseconds) / 1_000)"
    case .null, .bool, .int: value.literalText
    case .type, .optional, .opaque, .unknown: "other"
    }
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}

private enum Peer {
  static let isInstalled = (try? run(["-c", "import cel_expr_python"], input: "")) != nil

  static func evaluate(_ expressions: [String]) throws -> [String] {
    let lines = try expressions.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    let script = URL(filePath: "../Peers/cel_evaluate.py", relativeTo: URL(filePath: #filePath)).path
    let output = try run([script], input: lines.joined(separator: "\n"))
    return output.split(separator: "\n").map(String.init)
  }

  private static func run(_ arguments: [String], input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
    return String(decoding: data, as: UTF8.self)
  }
}
