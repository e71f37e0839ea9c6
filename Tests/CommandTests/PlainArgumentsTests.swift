import ArgumentParser
import Testing

@testable import preflight

@Suite("The quick way to read lint's arguments")
struct PlainArgumentsTests {
  /// Every option of lint, in both spellings, with good values.
  static let plain: [[String]] = [
    [], ["a.yaml"], ["a.yaml", "-", "b c.yaml"], ["--", "-odd.yaml", "--quiet"],
    ["--output", "json"], ["-o", "compact"], ["--output=json=r.json", "--output", "human=-"],
    ["--fail-on", "never"], ["--fail-on=warning"], ["--max-warnings", "0"], ["--max-warnings=12"],
    ["--on-undetermined", "fail"], ["--rule", "a/b", "--rule=c/d,e/f"], ["--skip", "a/b,c/d"],
    ["--profile", "strict"], ["--rules", "dir", "--rules", "other"],
    ["--env", "A=1", "--env=B=x=y", "--env", "C="],
    ["--env-file", "p.env"], ["--config", "c.yaml"], ["--assume", "A=1,2"], ["--no-ignores"],
    ["--color", "always"],
    ["--color=never"],
    ["--quiet"], ["-q", "x"], ["--stdin-filename", "n", "-"], ["--files-from", "-"], ["-j", "4"],
    ["--jobs=2"],
    ["x.yaml", "--quiet", "y.yaml", "--env", "A=ü 日"],
    ["--live=require", "x.yaml"], ["--live=advise", "--probe-auth", "--insecure-auth"],
    ["--live=advise", "--facts", "f.json", "--save-facts=g.json", "--dry-run"],
    ["--live=advise", "--allow-net", "192.0.2.0/24", "--allow-net=::1/128", "--public-only"],
    ["--live=advise", "--ehlo-name", "mail.example.com"],
  ]

  @Test("reads what ArgumentParser reads", arguments: plain)
  func agrees(_ arguments: [String]) throws {
    let command = try LintCommand.parse(arguments)
    #expect(LintRequest(plain: arguments[...]) == command.request)
  }

  /// Whatever needs an explanation is left to ArgumentParser.
  static let notPlain: [[String]] = [
    ["--help"], ["-h"], ["--version"], ["--nonsense"], ["--output"], ["--output", "jsn"],
    ["--output", "json="],
    ["--fail-on", "warn"], ["--max-warnings", "-1"], ["--max-warnings", "x"], ["--env", "NOVALUE"],
    ["--env", "1A=2"],
    ["--assume", "x"], ["--color", "red"], ["-j", "many"], ["--rule", "--quiet"], ["--quiet=1"], ["-x"],
    ["--on-undetermined", ""],
  ]

  @Test("leaves what is not plain to ArgumentParser, which refuses it or explains", arguments: notPlain)
  func defers(_ arguments: [String]) {
    #expect(LintRequest(plain: arguments[...]) == nil)
    #expect(throws: (any Error).self) { try LintCommand.parse(arguments) }
  }

  @Test("knows every option that ArgumentParser knows")
  func complete() {
    let help = LintCommand.helpMessage()
    let long = help.matches(of: /--[a-z][a-z-]*/).map { String($0.output) }
    let known = Self.plain.joined().filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    let others: Set = ["--help", "--version"]
    #expect(Set(long).subtracting(others).isSubset(of: Set(known)))
  }
}
