import Testing

@testable import CEL
@testable import PreflightKit

/// The verdict table: `when` down, assertion across.
@Suite("The verdict of when and assert")
struct JudgementTests {
  static let unknown = Value.unknown(path: "a.b")
  static let error = Value.error(EvaluationError(.custom("no")))

  static let table: [(when: Value?, assertion: Value, expected: String)] = [
    (nil, .bool(true), "pass"), (nil, .bool(false), "fail"), (nil, unknown, "undetermined"),
    (nil, error, "error"),
    (.bool(true), .bool(true), "pass"), (.bool(true), .bool(false), "fail"),
    (.bool(true), unknown, "undetermined"), (.bool(true), error, "error"),
    (.bool(false), .bool(true), "not_applicable"), (.bool(false), .bool(false), "not_applicable"),
    (.bool(false), unknown, "not_applicable"), (.bool(false), error, "not_applicable"),
    (unknown, .bool(true), "pass"), (unknown, .bool(false), "undetermined"),
    (unknown, unknown, "undetermined"), (unknown, error, "undetermined"),
    (error, .bool(true), "error"), (error, .bool(false), "error"), (error, unknown, "error"),
    (error, error, "error"),
  ]

  @Test("every cell of the table", arguments: table.indices)
  func cell(index: Int) {
    let row = Self.table[index]
    let judgement = Judgement(when: row.when, assertions: AssertionResult(1) { _ in row.assertion })
    #expect(judgement.described.prefix(5) == row.expected.prefix(5), "\(String(describing: row))")
  }

  @Test("one false assertion decides, whatever the others are")
  func several() {
    let judgement = Judgement(
      when: nil, assertions: AssertionResult(4) { [Self.unknown, Self.error, .bool(false), .bool(true)][$0] })
    guard case .fail(assertion: 2) = judgement else {
      Issue.record("expected the third assertion to fail")
      return
    }
  }
}
