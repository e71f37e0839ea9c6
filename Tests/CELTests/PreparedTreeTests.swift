import Testing

@testable import CEL

@Suite("Prepared trees")
struct PreparedTreeTests {
  @Test("a tree comes back as it was written", arguments: FuzzTests.seeds)
  func comesBack(_ text: String) {
    let expression = Expression(parsing: text)
    var writer = ExpressionWriter()
    _ = writer.add(Expression(parsing: "another && expression"), variables: [:])
    let place = writer.add(expression, variables: [:])
    let read = Self.read(writer, at: place)
    #expect(read.unparsed == expression.unparsed)
    #expect(Self.spans(read) == Self.spans(expression))
    #expect(writer.bytes.allSatisfy { $0 < 0x80 })
  }

  @Test("random trees come back as they were written", arguments: 1...4)
  func randomTrees(seed: UInt64) {
    var random = RandomExpressions(seed: seed)
    for _ in 0..<2_000 {
      let expression = Expression(parsing: random.next())
      var writer = ExpressionWriter()
      let place = writer.add(expression, variables: [:])
      #expect(Self.read(writer, at: place).unparsed == expression.unparsed)
    }
  }

  @Test("names of variables become slots, unless a macro's own variable hides them")
  func slots() {
    var writer = ExpressionWriter()
    let text = "vars.host != '' && [1].exists(vars, vars.host == 1) && other.vars.host"
    let place = writer.add(Expression(parsing: text), variables: ["vars.host": 3])
    let read = Self.read(writer, at: place, firstSlot: 10)
    #expect(read.unparsed == "_13 != '' && [1].exists(vars, vars.host == 1) && other.vars.host")
  }

  @Test("what was cut off or changed is read without a crash", arguments: FuzzTests.seeds)
  func damaged(_ text: String) {
    var writer = ExpressionWriter()
    let place = writer.add(Expression(parsing: text), variables: [:])
    for count in 0..<writer.bytes.count {
      _ = Self.read(Array(writer.bytes[..<count]), writer.words, at: place).unparsed
      var changed = writer.bytes
      changed[count] ^= 0x15
      _ = Self.read(changed, writer.words, at: place).unparsed
    }
  }

  private static func read(_ writer: ExpressionWriter, at place: Int, firstSlot: Int = 0) -> Expression {
    read(writer.bytes, writer.words, at: place, firstSlot: firstSlot)
  }

  private static func read(
    _ bytes: [UInt8], _ words: [String], at place: Int, firstSlot: Int = 0
  ) -> Expression {
    bytes.withUnsafeBufferPointer {
      ExpressionReader.read($0, at: place, words: words, firstSlot: firstSlot)
    }
  }

  private static func spans(_ expression: Expression) -> [Span] {
    [expression.span] + expression.parts.flatMap(spans)
  }
}
