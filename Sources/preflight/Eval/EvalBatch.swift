/// `eval --batch`: a line of JSON with an expression and all it needs in, a line with what came of it out.
import CEL
import PreflightKit

struct EvalBatch {
  let zones: Library.ZoneLookup

  /// Answers every line that is not blank as soon as it is there, until there are no more or nobody listens.
  func run() throws(ReadFault) -> Int32 {
    var lines = LineReader()
    while let line = try lines.next() {
      guard let answer = answer(line) else { continue }
      let written = StandardStreams.write(answer.line + "\n", to: 1)
      if written != .done { return StandardStreams.exitCode(after: written) }
    }
    return PreflightKit.ExitCode.pass.rawValue
  }

  private func answer(_ line: LineReader.Line) -> JSON? {
    switch line {
    case .tooLong(let limit): error("the line is longer than \(limit) bytes")
    case .bytes(let bytes):
      bytes.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } ? nil : answer(bytes)
    }
  }

  private func answer(_ line: ArraySlice<UInt8>) -> JSON {
    do {
      let request = try JSON(parsing: line)
      guard let text = request["expr"]?.text else { return error("there is no `expr`") }
      return try answer(text, request)
    } catch {
      return self.error("\(error)")
    }
  }

  private func answer(_ text: String, _ request: JSON) throws -> JSON {
    let environment = try environment(request)
    let program: Program
    if request["disable_check"]?.isTrue == true || request["disable_macros"]?.isTrue == true {
      program = try environment.plan(text, macros: request["disable_macros"]?.isTrue != true)
    } else {
      let compilation = environment.compile(text)
      guard let checked = compilation.program else {
        return error(compilation.issues.map(\.message).joined(separator: "; "))
      }
      if request["check_only"]?.isTrue == true {
        return .members(["type": .string(TypeForm.text(compilation.type))])
      }
      program = checked
    }
    var bindings = Bindings(for: environment)
    for member in request["bindings"]?.members ?? [] {
      bindings.set(member.key, to: try ValueForm.read(member.value), in: environment)
    }
    return ValueForm.outcome(program.evaluate(bindings))
  }

  private func error(_ text: String) -> JSON {
    .members(["error": .string(text)])
  }

  /// The standard environment with what the request declares. What is bound and not declared may be anything.
  private func environment(_ request: JSON) throws -> Environment {
    var environment = ExpressionTrial.environment(zones: zones)
    environment.container = request["container"]?.text ?? ""
    for member in request["bindings"]?.members ?? [] {
      environment.declare(variable: member.key, type: .dyn)
    }
    for declaration in request["type_env"]?.items ?? [] {
      guard let name = declaration["name"]?.text else { continue }
      if let ident = declaration["ident"]?.text {
        environment.declare(variable: name, type: try type(ident))
      }
      let overloads = try (declaration["function"]?.items ?? []).map(overload)
      if !overloads.isEmpty { environment.declare(function: Function(name, "", overloads)) }
    }
    return environment
  }

  /// Declared for the checker; it has no body.
  private func overload(_ json: JSON) throws -> Overload {
    let id = json["id"]?.text ?? ""
    return Overload(
      id, isMethod: json["instance"]?.isTrue == true,
      parameters: try (json["params"]?.items ?? []).map { try type($0.text ?? "") },
      result: try type(json["result"]?.text ?? ""),
      body: { _ in .failure(.unboundFunction(id)) })
  }

  private func type(_ text: String) throws(ValueForm.Fault) -> ValueType {
    guard let type = TypeForm.read(text) else { throw .notAValue("the type `\(text)`") }
    return type
  }
}
