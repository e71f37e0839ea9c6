// The README's commands are run and its outputs compared, so that it cannot lie.
import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  struct Session: CustomTestStringConvertible, Sendable {
    var command: String
    var output: String
    var testDescription: String { command }
  }

  /// Every `$ preflight …` line in a console block, with the lines that follow it.
  static let sessions: [Session] = {
    let file = Preflight.repository.appending(path: "README.md")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var sessions: [Session] = []
    var inConsole = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        inConsole = line == "```console"
      } else if inConsole, line.hasPrefix("$ ") {
        sessions.append(Session(command: String(line.dropFirst(2)), output: ""))
      } else if inConsole, !sessions.isEmpty {
        sessions[sessions.count - 1].output += line + "\n"
      }
    }
    return sessions.filter { $0.command.contains("preflight ") }
  }()

  @Test(
    "prints what the command prints",
    .enabled(if: !sessions.isEmpty, "there is no README with a console block"), arguments: sessions)
  func session(_ session: Session) throws {
    let result = try Preflight.run("{ \(session.command)\n} 2>&1", in: Preflight.repository)
    #expect(result.output == session.output)
  }
}
