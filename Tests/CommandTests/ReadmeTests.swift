// The README's commands are run and its outputs compared, so that it cannot lie. PREFLIGHT_UPDATE_GOLDEN=1 writes the
// outputs anew.
import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  /// A `$ …` line of a console block, with the lines that follow it.
  struct Session: CustomTestStringConvertible, Sendable {
    var command: String
    var output: String
    var testDescription: String { command }

    var isOurs: Bool { command.contains("preflight ") }

    func run() throws -> String {
      try Preflight.run("{ \(command)\n} 2>&1", in: Preflight.repository).output
    }
  }

  private enum Part {
    case line(String)
    case session(Session)
  }

  static let file = Preflight.repository.appending(path: "README.md")
  private static let parts = (try? String(contentsOf: file, encoding: .utf8)).map(parts) ?? []
  static let sessions = parts.compactMap { part -> Session? in
    if case .session(let session) = part, session.isOurs { session } else { nil }
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var inConsole = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { inConsole = line == "```console" }
      if inConsole, line.hasPrefix("$ ") {
        parts.append(.session(Session(command: String(line.dropFirst(2)), output: "")))
      } else if inConsole, case .session(var session)? = parts.last {
        session.output += line + "\n"
        parts[parts.count - 1] = .session(session)
      } else {
        parts.append(.line(String(line)))
      }
    }
    return parts
  }

  @Test(
    "prints what the command prints",
    .enabled(if: !sessions.isEmpty && !ScenarioTests.isRefreshing, "there is no README with a console block"),
    arguments: sessions)
  func session(_ session: Session) throws {
    #expect(try session.run() == session.output)
  }

  @Test("can be written anew", .enabled(if: ScenarioTests.isRefreshing, "only where it is asked for"))
  func refresh() throws {
    let text = try Self.parts.map { part in
      switch part {
      case .line(let line): line
      case .session(let session):
        "$ \(session.command)\n" + (session.isOurs ? try session.run() : session.output).dropLast()
      }
    }.joined(separator: "\n")
    try Data(text.utf8).write(to: Self.file)
    Issue.record(
      "the README's outputs were rewritten; read the difference, then run again without the variable")
  }
}
