/// Saved facts: answers to JSON text and back (`--save-facts`, `--facts`), so that verdicts can be replayed
/// without a network.

package struct FactsFile: Sendable {
  package static let schema = "preflight/facts/v1"
  package var answers: [Answer]

  package init(answers: [Answer]) { self.answers = answers }

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
    do throws(FactMismatch) {
      answers = try [Answer](tree: tree["answers"] ?? .unknown)
    } catch {
      throw .mismatch(path: (["answers"] + error.path).joined(separator: "."), expected: error.expected)
    }
  }

  package var text: String {
    JSON.members(["schema": .string(Self.schema), "answers": JSON(answers.tree)]).pretty + "\n"
  }

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
