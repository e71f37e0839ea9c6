// Facts as data: trees, JSON there and back, and files that are none.

import CEL
import Foundation
import PreflightKit
import Testing

@testable import Probes

@Suite("facts")
struct FactsTests {
  static var sample: EndpointFacts {
    var facts = EndpointFacts()
    facts.host = "mail.example.com"
    facts.port = 587
    facts.address = "192.0.2.1"
    facts.state = .answered
    facts.phase = .done
    facts.connection = .connected
    facts.mode = .starttls
    facts.greeting = ReplyFacts(code: 220, enhanced: "2.0.0", text: "\"quoted\" \\ é 😀 \\x1b")
    facts.after = Capabilities(
      Reply(code: 250, enhanced: nil, lines: ["a", "AUTH PLAIN", "SIZE 5"].map { Array($0.utf8) }),
      extended: true)
    facts.tls.certificate = CertificateFacts()
    facts.tls.certificate?.defects = [.expired, .nameMismatch]
    facts.tls.certificate?.daysLeft = -3
    facts.auth.outcome = .rejected
    facts.times.total = 12.345
    facts.transcript = [TranscriptLine(milliseconds: 0.5, speaker: .client, text: "EHLO x")]
    return facts
  }

  @Test("what is saved is what is read")
  func roundTrip() throws {
    let answer = Answer(
      Question(host: "mail.example.com", port: 587), addresses: ["192.0.2.1"],
      endpoints: [Self.sample, EndpointFacts()])
    let text = FactsFile(answers: [answer], asked: try Timestamp("2026-11-23T10:00:00Z")).text
    let file = try FactsFile(parsing: Array(text.utf8))
    #expect(file.answers == [answer])
    #expect(file.asked?.description == "2026-11-23T10:00:00Z")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "preflight/facts/v1")
  }

  @Test("facts are old after a week, and never where nobody knows their day")
  func age() throws {
    let now = try Timestamp("2026-11-23T10:00:00Z")
    func isOld(_ asked: String) throws -> Bool {
      FactsFile(answers: [], asked: try Timestamp(asked)).isOld(at: now)
    }
    #expect(try !isOld("2026-11-16T10:00:00Z"))
    #expect(try isOld("2026-11-16T09:59:59Z"))
    // A clock that goes wrong is no reason to warn.
    #expect(try !isOld("2027-01-01T00:00:00Z"))
    #expect(!FactsFile(answers: [], asked: nil).isOld(at: now))
  }

  @Test("what was not learnt is unknown, and what was learnt is not")
  func unknown() {
    let tree = Self.sample.tree
    #expect(tree["mode"] == .string("starttls") && tree["before"] == .unknown)
    #expect(tree["starttls"]?["offered"] == .unknown)
    #expect(tree["after"]?["size_limit"] == .int(5))
    #expect(tree["reason"] == .string(""))
  }

  @Test("every field of every record is named once, typed and documented")
  func fields() {
    func check(_ shape: FactShape) {
      switch shape {
      case .bool, .int, .double, .string: break
      case .list(let element): check(element)
      case .record(_, let fields):
        #expect(Set(fields.map(\.name)).count == fields.count)
        for field in fields {
          #expect(
            !field.documentation.isEmpty
              && field.name.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber })
          check(field.shape)
        }
      }
    }
    check(Answer.shape)
  }

  @Test("a question finds its answer, or one that says there is none")
  func replay() {
    let question = Question(host: "mail.example.com", port: 587)
    let file = FactsFile(answers: [Answer(question, addresses: [], endpoints: [Self.sample])], asked: nil)
    #expect(file.answer(to: question).endpoints == [Self.sample])
    let other = file.answer(to: Question(host: "mail.example.com", port: 465))
    #expect(other.endpoints.map(\.reason) == [.notRecorded] && other.endpoints.map(\.state) == [.skipped])
  }

  @Test(
    "files that hold no facts",
    arguments: [
      ("", FactsFile.Fault.notJSON(JSONFault(offset: 0, problem: "a value is missing"))),
      ("{", .notJSON(JSONFault(offset: 1, problem: "a key in quotes is missing"))),
      ("[1,]", .notJSON(JSONFault(offset: 3, problem: "a value is missing"))),
      ("{} x", .notJSON(JSONFault(offset: 3, problem: "text after the value"))),
      (
        "\"a\nb\"",
        .notJSON(JSONFault(offset: 2, problem: "a control character in a string must be escaped"))
      ),
      ("{}", .mismatch(path: "schema", expected: "preflight/facts/v1")),
      ("{\"schema\": \"preflight/facts/v2\"}", .otherSchema("preflight/facts/v2")),
      ("{\"schema\": \"preflight/facts/v1\"}", .mismatch(path: "answers", expected: "a list")),
      (
        "{\"schema\": \"preflight/facts/v1\", \"asked\": \"yesterday\", \"answers\": []}",
        .mismatch(path: "asked", expected: "a time, such as 2026-11-23T10:00:00Z")
      ),
      (
        "{\"schema\": \"preflight/facts/v1\", \"answers\": [{\"port\": \"x\"}]}",
        .mismatch(path: "answers.[0].port", expected: "a whole number")
      ),
      (
        "{\"schema\": \"preflight/facts/v1\", \"answers\": [{\"endpoints\": [{\"state\": \"fine\"}]}]}",
        .mismatch(path: "answers.[0].endpoints.[0].state", expected: "one of answered, inconclusive, skipped")
      ),
    ])
  func faults(_ text: String, _ fault: FactsFile.Fault) {
    #expect(throws: fault) { try FactsFile(parsing: Array(text.utf8)) }
  }

  @Test("a time that no clock would measure is no time", arguments: [1e300, -1e300, .infinity, .nan])
  func impossibleTimes(_ total: Double) {
    var facts = Self.sample
    facts.times.total = total
    #expect(!facts.headline.contains(" ms"))
    facts.times.total = 41.2
    #expect(facts.headline.contains("(41 ms)"))
  }

  @Test("escapes are read, and what is deep or cut off is refused")
  func json() throws {
    #expect(try JSON(parsing: "\"\\u00e9\\ud83d\\ude00\\n\\/\"".utf8) == .string("é😀\n/"))
    #expect(
      try FactTree(JSON(parsing: " [ -1 , 2.5e1, true , null, 1e999 ] ".utf8))
        == .list([.int(-1), .double(25), .bool(true), .unknown, .unknown]))
    for text in [
      String(repeating: "[", count: 100_000), "\"\\u+123\"", "\"abc", "tru", "+1", ".5", "nan",
      "\"\\x\"",
    ] {
      #expect(throws: JSONFault.self) { try JSON(parsing: text.utf8) }
    }
  }

  @Test("random edits of a file never crash its reader", arguments: 0..<4)
  func fuzz(round: Int) {
    var random = SplitMix(seed: UInt64(round) + 31)
    let answer = Answer(Question(host: "h", port: 1), addresses: ["::1"], endpoints: [Self.sample])
    let text = Array(FactsFile(answers: [answer], asked: .epoch).text.utf8)
    for _ in 0..<40 {
      var broken = text
      for _ in 0..<3 {
        broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? FactsFile(parsing: broken)
    }
  }
}
