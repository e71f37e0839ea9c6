/// Saved facts: answers to JSON text and back (`--save-facts`, `--facts`), so that verdicts can be replayed
/// without a network.
package import CEL

package struct FactsFile: Sendable {
  package static let schema = "preflight/facts/v1"
  package var answers: [Answer]
  /// When the wire was asked; nil where the file does not say.
  package var asked: Timestamp?

  package init(answers: [Answer], asked: Timestamp?) {
    self.answers = answers
    self.asked = asked
  }

  /// Why a file holds no facts.
  package enum Fault: Error, Hashable {
    case notJSON(JSONFault)
    case otherSchema(String)
    case mismatch(path: String, expected: String)
  }

  package init(parsing bytes: [UInt8]) throws(Fault) {
    let tree: FactTree
    do throws(JSONFault) { tree = FactTree(try JSON(parsing: bytes)) } catch { throw .notJSON(error) }
    guard case .string(Self.schema)? = tree["schema"] else {
      if case .string(let other)? = tree["schema"] { throw .otherSchema(other) }
      throw .mismatch(path: "schema", expected: Self.schema)
    }
    switch tree["asked"] {
    case nil, .unknown: asked = nil
    case .string(let text):
      guard let moment = try? Timestamp(text) else { throw Self.askedAtNoTime }
      asked = moment
    case .bool, .int, .double, .list, .record: throw Self.askedAtNoTime
    }
    do throws(FactMismatch) {
      answers = try [Answer](tree: tree["answers"] ?? .unknown)
    } catch {
      throw .mismatch(path: (["answers"] + error.path).joined(separator: "."), expected: error.expected)
    }
  }

  private static let askedAtNoTime = Fault.mismatch(
    path: "asked", expected: "a time, such as 2026-11-23T10:00:00Z")

  package var text: String {
    let moment = asked.map { [JSON.Member("asked", .string($0.description))] } ?? []
    return JSON.object(
      [JSON.Member("schema", .string(Self.schema))] + moment + [JSON.Member("answers", JSON(answers.tree))]
    ).pretty + "\n"
  }

  /// Whether what was learnt may be true no more: certificates end, and servers change.
  package func isOld(at now: Timestamp) -> Bool {
    asked.map { now.seconds - $0.seconds > Self.days * 86_400 } ?? false
  }

  /// So long nobody need be told how old facts are.
  package static let days: Int64 = 7

  /// The recorded answer; one that says so if there is none.
  package func answer(to question: Question) -> Answer {
    answers.first { $0.isAbout(question) } ?? Answer(question, skipped: .notRecorded)
  }
}

extension FactTree {
  /// `null` is what was not learnt, and so is a number that is none.
  package init(_ json: JSON) {
    switch json {
    case .null: self = .unknown
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .double(let number): self = number.isFinite ? .double(number) : .unknown
    case .string(let text): self = .string(text)
    case .array(let items): self = .list(items.map(FactTree.init))
    case .object(let members): self = .record(members.map { FactMember($0.key, FactTree($0.value)) })
    }
  }
}

extension JSON {
  init(_ tree: FactTree) {
    switch tree {
    case .unknown: self = .null
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .list(let items): self = .array(items.map(JSON.init))
    case .record(let members): self = .object(members.map { Member($0.name, JSON($0.value)) })
    }
  }
}
