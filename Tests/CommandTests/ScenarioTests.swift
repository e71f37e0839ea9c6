import Foundation
import Testing

@Suite("The command, as a user meets it")
struct ScenarioTests {
  static let isRefreshing = ProcessInfo.processInfo.environment["PREFLIGHT_UPDATE_GOLDEN"] == "1"

  @Test("scenarios are found")
  func found() {
    #expect(Scenario.all.count > 20)
  }

  @Test("does what its scenario says", arguments: Scenario.all)
  func scenario(_ scenario: Scenario) throws {
    let result = try scenario.run()
    if Self.isRefreshing {
      try Data(scenario.refreshed(with: result).utf8).write(to: scenario.file)
      Issue.record(
        "the expectations were rewritten; read the difference, then run again without the variable")
      return
    }
    #expect(
      result.exitCode
        == scenario["exit"].flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
    expect(result.output, scenario["stdout"], contains: scenario["stdout contains"])
    expect(result.errors, scenario["stderr"], contains: scenario["stderr contains"])
  }

  private func expect(_ found: String, _ wanted: String?, contains parts: String?) {
    if let parts {
      for part in parts.split(separator: "\n") { #expect(found.contains(part)) }
    } else {
      #expect(found == wanted ?? "")
    }
  }
}
