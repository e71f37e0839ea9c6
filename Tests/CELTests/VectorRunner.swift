import CEL
import Foundation

/// Runs one vector: declares, compiles, evaluates, compares.
struct VectorRunner {
  let vector: Vector

  /// Nil when the outcome is the expected one; else what came instead.
  func complaint() -> String? {
    let environment = self.environment()
    let outcome = self.outcome(in: environment)
    return Expectation(vector.expect).complaint(about: outcome)
  }

  enum Outcome {
    case value(Value, ValueType)
    case rejected([Issue])
  }

  private func outcome(in environment: Environment) -> Outcome {
    if vector.disableCheck ?? false {
      do throws(InvalidExpression) {
        let program = try environment.plan(vector.expr, macros: !(vector.disableMacros ?? false))
        return .value(program.evaluate(bindings(in: environment)), .dyn)
      } catch {
        return .rejected(error.issues)
      }
    }
    let compilation = environment.compile(vector.expr)
    guard let program = compilation.program else { return .rejected(compilation.issues) }
    if vector.checkOnly ?? false { return .value(.null, compilation.type) }
    return .value(program.evaluate(bindings(in: environment)), compilation.type)
  }

  private func environment() -> Environment {
    var environment = Environment()
    environment.declare(.time(zones: VectorRunner.zone))
    environment.container = vector.container ?? ""
    for declaration in vector.typeEnv ?? [] {
      if let type = declaration.ident.flatMap(ValueType.init(vector:)) {
        environment.declare(variable: declaration.name, type: type)
      }
      let overloads = (declaration.function ?? []).map { form in
        Overload(
          form.id, isMethod: form.instance, parameters: form.params.compactMap(ValueType.init(vector:)),
          result: ValueType(vector: form.result) ?? .dyn
        ) { _ in .null }
      }
      if !overloads.isEmpty { environment.declare(function: Function(declaration.name, "", overloads)) }
    }
    for name in (vector.bindings ?? [:]).keys.sorted() where environment.slot(of: name) == nil {
      environment.declare(variable: name, type: .dyn)
    }
    return environment
  }

  private func bindings(in environment: Environment) -> Bindings {
    Bindings((vector.bindings ?? [:]).compactMapValues(Value.init(vector:)), in: environment)
  }

  /// The system's own zones: the target reads no files, so a test hands them in as the command does.
  private static let zone: Library.ZoneLookup = { name in
    let isPlain = name.allSatisfy { $0.isLetter || $0 == "/" || $0 == "_" }
    guard isPlain, let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)") else {
      return nil
    }
    return TimeZoneRules(tzif: [UInt8](data))
  }
}

/// What a vector expects.
struct Expectation {
  private let json: JSON

  init(_ json: JSON) {
    self.json = json
  }

  func complaint(about outcome: VectorRunner.Outcome) -> String? {
    if let alternatives = json["any_of"]?.array {
      let complaints = alternatives.map { Expectation($0).complaint(about: outcome) }
      return complaints.contains { $0 == nil }
        ? nil : complaints.compactMap(\.self).joined(separator: " and ")
    }
    switch outcome {
    case .rejected(let issues):
      return json["error"] == nil ? "rejected: \(issues.map(\.message))" : nil
    case .value(let value, let type):
      return complaint(about: type) ?? complaint(about: value)
    }
  }

  private func complaint(about type: ValueType) -> String? {
    guard let text = json["type"]?.string else { return nil }
    guard let wanted = ValueType(vector: text) else { return "cannot read the type \(text)" }
    return wanted == type ? nil : "type \(type), not \(wanted)"
  }

  /// The project's own vectors also say where an evaluation fails.
  private func complaint(about error: EvaluationError) -> String? {
    guard let wanted = json["at"]?.array.compactMap(\.number), wanted.count == 2 else { return nil }
    let found = [error.range?.lowerBound, error.range?.upperBound].map { $0.map(Double.init) }
    return found == wanted ? nil : "\(error.message) at \(found), not \(wanted)"
  }

  private func complaint(about value: Value) -> String? {
    if json["error"] != nil {
      guard case .error(let error) = value else { return "\(value.literalText), not an error" }
      return complaint(about: error)
    }
    if let paths = json["unknown"]?.array {
      if case .unknown(let unknown) = value, unknown == Unknown(paths.compactMap(\.string)) { return nil }
      return "\(value.literalText), not unknown"
    }
    guard let expected = json["value"] else { return nil }
    guard let wanted = Value(vector: expected) else { return "cannot read the value \(expected)" }
    return value.isIdentical(to: wanted) ? nil : "\(value.literalText), not \(wanted.literalText)"
  }
}
