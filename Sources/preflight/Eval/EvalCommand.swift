/// `preflight eval`: an expression in, its value out; on nothing, on bindings, or on a campaign file.
import ArgumentParser
import CEL
import Document
import PreflightKit

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate an expression of the rules' language, on a campaign if one is given.",
    discussion: """
      With --batch, standard input holds one JSON object a line: {"expr", "bindings", "type_env", "container", \
      "disable_macros", "disable_check", "check_only"}; each is answered with one line: {"value"}, {"error"}, \
      {"unknown"} or {"type"}.
      """)

  @Argument(help: "The expression, such as 'transport.port == 25'.")
  var expression: String?

  @Argument(
    help: "A campaign: `config` is the document, `transport` each of its transports; `-` for standard input.")
  var file: String?

  @Option(
    help: ArgumentHelp(
      "A JSON object with the values of variables; `-` for standard input.", valueName: "file"))
  var bindings: String?

  @Flag(help: "Print the value with its types, and errors and unknowns in the same form.")
  var typed = false

  @Flag(help: "Answer requests from standard input.")
  var batch = false

  @Option(
    help: ArgumentHelp("What a variable of the file holds; repeatable.", valueName: "n=v"),
    transform: Assignment.init(parsing:))
  var env: [Assignment] = []

  @Option(help: ArgumentHelp("The profile in force.", valueName: "name"), transform: profileName)
  var profile: String = Profile.standard

  func validate() throws {
    if batch == (expression != nil) { throw ValidationError("Give an expression, or --batch.") }
    if file != nil, bindings != nil { throw ValidationError("Give a file or --bindings, not both.") }
  }

  func run() throws {
    if batch {
      try answerBatch()
    } else if let file, let expression {
      try evaluate(expression, on: file)
    } else if let expression {
      try evaluate(expression)
    }
  }

  private func answerBatch() throws {
    let code: Int32
    do throws(ReadFault) {
      code = try EvalBatch(zones: TimeZones.lookup).run()
    } catch {
      throw usageError([InputFault.unreadable(path: "-", error).description])
    }
    if code != 0 { throw ArgumentParser.ExitCode(code) }
  }

  private func evaluate(_ text: String, on file: String) throws {
    let trial = ExpressionTrial(text, zones: TimeZones.lookup)
    guard let program = trial.compilation.program else { return try refuse(text, trial.compilation.issues) }
    let variables = Dictionary(env.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    let source = SourceText(name: file, bytes: try read(file))
    let subjects = trial.subjects(in: source, variables: variables, profile: profile, now: currentTime())
    if subjects.isEmpty { throw usageError([lackOfSubjects(source)]) }
    try answer(text, subjects.map { ($0.name, program.evaluate($0.bindings)) })
  }

  private func lackOfSubjects(_ source: SourceText) -> String {
    guard let fault = YAMLStream(parsing: source).faults.first(where: \.endsReading) else {
      return "`\(source.name.displayable)` holds nothing that the expression speaks of"
    }
    let start = SourceRange(fault.range, in: source).start
    return "\(source.name.displayable):\(start.line):\(start.column): \(fault.message.displayable)"
  }

  private func evaluate(_ text: String) throws {
    let values = try bindings.map(boundValues) ?? []
    var environment = ExpressionTrial.environment(zones: TimeZones.lookup)
    for (name, _) in values { environment.declare(variable: name, type: .dyn) }
    let compilation = environment.compile(text)
    guard let program = compilation.program else { return try refuse(text, compilation.issues) }
    var bindings = Bindings(for: environment)
    for (name, value) in values { bindings.set(name, to: value, in: environment) }
    try answer(text, [(nil, program.evaluate(bindings))])
  }

  private func boundValues(_ file: String) throws -> [(String, Value)] {
    do {
      guard case .object(let members) = try JSON(parsing: try read(file)) else {
        throw usageError(["`\(file.displayable)` is not a JSON object with the values of variables"])
      }
      return try members.map { ($0.key, try ValueForm.read($0.value)) }
    } catch let fault as JSONFault {
      throw usageError(["`\(file.displayable)`: \(fault)"])
    }
  }

  private func read(_ path: String) throws -> [UInt8] {
    do throws(ReadFault) {
      return try FileReader().whole(path)
    } catch {
      throw usageError([InputFault.unreadable(path: path, error).description])
    }
  }

  /// A value on stdout; what keeps it from being one on stderr, unless the form has a place for it.
  private func answer(_ text: String, _ values: [(name: String?, value: Value)]) throws {
    var failed = false
    for (name, value) in values {
      let label = name.map { "\($0): " } ?? ""
      if typed {
        try say(ValueForm.outcome(value).line + "\n")
      } else if case .error(let error) = value {
        failed = true
        StandardStreams.warn("\(label)error: \(error.message.displayable)")
        StandardStreams.warn(underlined(text, error.range ?? 0..<text.utf8.count))
      } else if case .unknown(let unknown) = value {
        try say("\(label)unknown: \(unknown.paths.joined(separator: ", ").displayable)\n")
      } else {
        try say(label + ValueForm.plain(value).line + "\n")
      }
    }
    if failed { throw PreflightKit.ExitCode.findings.thrown }
  }

  /// Every issue of the expression, with carets under it.
  private func refuse(_ text: String, _ issues: [Issue]) throws {
    if typed {
      return try say(
        JSON.members(["error": .string(issues.map(\.message).joined(separator: "; "))]).line + "\n")
    }
    for issue in issues {
      let suggestion = issue.suggestion.map { ", did you mean `\($0.displayable)`?" } ?? ""
      StandardStreams.warn("error: \(issue.message.displayable)\(suggestion)")
      StandardStreams.warn(underlined(text, issue.range))
    }
    throw PreflightKit.ExitCode.usage.thrown
  }

  private func underlined(_ text: String, _ range: Range<Int>) -> String {
    let source = SourceText(name: "expression", bytes: Array(text.utf8))
    let range = SourceRange(TextRange(start: range.lowerBound, end: range.upperBound), in: source)
    let finding = Finding(
      rule: "", severity: .error, message: "", place: Place(file: "", document: 0, path: "", range: range))
    return Snippet(finding, text: MaskedText(source, covering: []), style: .plain)?.lines.joined(
      separator: "\n") ?? ""
  }
}

private func profileName(_ text: String) throws(OptionFault) -> String {
  guard Profile.all.contains(text) else { throw .unknownWord(text, what: "profile", known: Profile.all) }
  return text
}
