import Testing

@testable import CEL

/// What an expression can depend on, and the numbers by which a change of it is noticed.
@Suite("Reads")
struct ReadTests {
  private static let environment = {
    var environment = Environment()
    for name in ["a", "b"] { environment.declare(variable: name, type: .dyn) }
    return environment
  }()

  @Test(
    "an expression reads the paths that it names, and presence where it only asks for that",
    arguments: [
      ("1 + 2", []), ("a", ["a"]), ("a.x.y + b.z", ["a.x.y", "b.z"]),
      ("has(a.x.y) && a.x.y > 1", ["a.x.y?", "a.x.y"]), ("a.?x.?y.orValue(b)", ["a.x.y", "b"]),
      ("a.x[b.y].z", ["a.x", "b.y"]), ("a.x.exists(e, e.y == b.z && has(e.w))", ["a.x", "b.z"]),
      ("[a.x].map(a, a.z)", ["a.x"]), ("a.x.size() > 0 ? a.y : b", ["a.x", "a.y", "b"]),
      ("has(a[b].c)", ["a", "b"]),
      ("{'k': a.x}.k.l", ["a.x"]),
    ] as [(String, [String])])
  func reads(text: String, expected: [String]) {
    let names = Self.environment.reads(of: text).map { read in
      ([Self.environment.variables[read.slot].name] + read.fields).joined(separator: ".")
        + (read.isOfPresence ? "?" : "")
    }
    #expect(names == expected)
  }

  /// Values that some expression can tell apart, each from all others.
  private static let different: [Value?] =
    [
      nil, .null, .bool(false), .bool(true), .int(0), .int(1), .uint(1), .double(1), .double(0),
      .double(-0.0),
      .string(""), .string("a"), .string("a\0"), .string("\0a"), .string("eightlet"), .string("eightlet\0"),
      .string("e\u{301}"), .string("\u{E9}"), .bytes([]), .bytes([97]), .bytes([97, 0]), .list([]),
      .list([.null]), .list([.string("ab"), .string("c")]), .list([.string("a"), .string("bc")]),
      .list([.list([]), .null]), .list([.list([.null])]), .optional(nil), .optional(.null),
      .map(MapValue(fields: [])), .map(MapValue(fields: [("x", .int(1))])),
      .map(MapValue(fields: [("x", .int(1)), ("y", .int(2))])),
      .map(MapValue(fields: [("y", .int(2)), ("x", .int(1))])), .map(MapValue(entries: [(.int(1), .null)])),
      .map(MapValue(entries: [(.uint(1), .null)])), .timestamp(.epoch), .duration(.zero), .type(.int),
      .type(.uint),
      .unknown(path: "p"), .unknown(path: "q"), .unknown(Unknown(["p", "q"])),
      .opaque(OpaqueValue(IPAddress(v4: 1))), .opaque(OpaqueValue(IPAddress(v4: 2))),
    ]

  @Test("what an expression can tell apart has different numbers, and the same has the same")
  func numbers() {
    let tree = ReadTree([Read(slot: 0), Read(slot: 0, field: "x")])
    func numbers(_ value: Value?) -> [UInt64] {
      var bindings = Bindings(for: Self.environment)
      bindings[0] = value
      var numbers: [UInt64] = [0, 0]
      tree.look(at: bindings, into: &numbers)
      return numbers
    }
    for (place, value) in Self.different.enumerated() {
      #expect(numbers(value) == numbers(value))
      for other in Self.different[(place + 1)...] {
        #expect(
          numbers(value)[0] != numbers(other)[0], "\(String(describing: value)), \(String(describing: other))"
        )
      }
    }
  }

  @Test("the end of a path is told from the same value higher up, and presence from absence alone")
  func paths() {
    let texts = ["has(a.x.y)", "a.x.y", "a.x"]
    let tree = ReadTree(texts.flatMap { Self.environment.reads(of: $0) })
    #expect(tree.count == 3)
    func numbers(_ x: Value?) -> [UInt64] {
      var bindings = Bindings(for: Self.environment)
      bindings[0] = .map(MapValue(fields: x.map { [("w", .null), ("x", $0)] } ?? [("w", .null)]))
      var numbers: [UInt64] = [0, 0, 0]
      tree.look(at: bindings, into: &numbers)
      return numbers
    }
    func y(_ value: Value) -> Value { .map(MapValue(fields: [("y", value)])) }
    let one = numbers(y(.int(1)))
    let two = numbers(y(.int(2)))
    #expect(one[0] == two[0] && one[1] != two[1] && one[2] != two[2])
    let others = [
      numbers(.int(1)), numbers(nil), numbers(y(.unknown(path: "p"))), numbers(.map(MapValue(fields: []))),
    ]
    #expect(Set(([one] + others).map { $0[1] }).count == 5)
    #expect(Set(([one] + others).map { $0[0] }).count == 4, "an unknown value is there")
    #expect(one[0] == others[2][0])
  }
}
