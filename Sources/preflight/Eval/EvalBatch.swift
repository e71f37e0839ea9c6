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
      return try answer(EvalRequest(JSON(parsing: line)))
    } catch {
      return self.error("\(error)")
    }
  }

  private func answer(_ request: EvalRequest) throws -> JSON {
    let environment = try environment(request)
    let program: Program
    if request.disablesCheck || request.disablesMacros {
      program = try environment.plan(request.expression, macros: !request.disablesMacros)
    } else {
      let compilation = environment.compile(request.expression)
      guard let checked = compilation.program else {
        return error(compilation.issues.map(\.message).joined(separator: "; "))
      }
      if request.checksOnly { return .members(["type": .string(TypeForm.text(compilation.type))]) }
      program = checked
    }
    var bindings = Bindings(for: environment)
    for member in request.bindings {
      bindings.set(member.key, to: try ValueForm.read(member.value), in: environment)
    }
    return ValueForm.outcome(program.evaluate(bindings))
  }

  private func error(_ text: String) -> JSON {
    .members(["error": .string(text)])
  }

  /// The standard environment with what the request declares. What is bound and not declared may be anything.
  private func environment(_ request: EvalRequest) throws -> Environment {
    var environment = ExpressionTrial.environment(zones: zones)
    environment.container = request.container
    for member in request.bindings { environment.declare(variable: member.key, type: .dyn) }
    for declaration in request.declarations {
      if let type = declaration.type {
        environment.declare(variable: declaration.name, type: try self.type(type))
      }
      let overloads = try declaration.overloads.map(overload)
      if !overloads.isEmpty { environment.declare(function: Function(declaration.name, "", overloads)) }
    }
    return environment
  }

  /// Declared for the checker; it has no body.
  private func overload(_ declared: EvalRequest.Overload) throws -> Overload {
    Overload(
      declared.id, isMethod: declared.isMethod, parameters: try declared.parameters.map(type),
      result: try type(declared.result), body: { _ in .failure(.unboundFunction(declared.id)) })
  }

  private func type(_ text: String) throws(ValueForm.Fault) -> ValueType {
    guard let type = TypeForm.read(text) else { throw .notAValue("the type `\(text)`") }
    return type
  }
}
