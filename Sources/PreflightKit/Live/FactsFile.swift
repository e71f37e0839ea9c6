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
    do throws(JSONFault) { tree = try JSONText.parse(bytes) } catch { throw .notJSON(error) }
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
    JSONText.write(
      .record([FactMember("schema", .string(Self.schema)), FactMember("answers", answers.tree)]))
  }

  /// The recorded answer; one that says so if there is none.
  package func answer(to question: Question) -> Answer {
    if let answer = answers.first(where: { $0.isAbout(question) }) { return answer }
    var facts = EndpointFacts()
    facts.host = question.host
    facts.port = question.port
    facts.serverName = question.serverName
    facts.state = .skipped
    facts.reason = .notRecorded
    return Answer(question, addresses: [], endpoints: [facts])
  }
}
