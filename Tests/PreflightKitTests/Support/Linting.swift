// What most tests of the linter begin with: a text in, the findings of the built-in rules on a fixed day out.
import CEL
import Document

@testable import PreflightKit

extension Timestamp {
  /// 2026-11-21, the day on which the tests live.
  static let testDay = Timestamp(seconds: 1_795_219_200) ?? .epoch
}

/// Lints a text with the built-in rules, or some of them.
func lint(
  _ text: String, only: [String] = [], variables: [String: String] = [:],
  assumptions: [(name: String, values: [String])] = [], profile: String = Profile.standard
) -> FileReport {
  lint(bytes: Array(text.utf8), only: only, variables: variables, assumptions: assumptions, profile: profile)
}

func lint(
  bytes: [UInt8], only: [String] = [], variables: [String: String] = [:],
  assumptions: [(name: String, values: [String])] = [], profile: String = Profile.standard
) -> FileReport {
  var settings = LintSettings(now: .testDay)
  settings.only = only
  settings.variables = variables
  settings.assumptions = assumptions
  settings.profile = profile
  return Linter(pack: .builtIn(), settings: settings).lint(SourceText(name: "test.yaml", bytes: bytes))
}

/// A campaign with one transport, written in one line.
func campaign(_ transport: String, _ more: String = "") -> String {
  "preflight: campaign/v1\n\(more)\ntransports:\n  - {\(transport)}\n"
}

extension Finding {
  /// The text at the finding's place.
  func cut(from text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[place.range.start.offset..<place.range.end.offset], as: UTF8.self)
  }
}
