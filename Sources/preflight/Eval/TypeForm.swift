/// Types in the notation of the conformance vectors: `list(param(T))`, `abstract(optional_type, int)`,
/// `message(google.protobuf.Duration)`. Text in, type out, and back.
import CEL

enum TypeForm {
  /// nil for what is no type.
  static func read(_ text: String) -> ValueType? {
    var reader = Reader(rest: text[...])
    guard let term = reader.term(depth: 0), reader.isAtEnd else { return nil }
    return type(term)
  }

  static func text(_ type: ValueType) -> String {
    switch type {
    case .list(let element): "list(\(text(element)))"
    case .map(let key, let value): "map(\(text(key)), \(text(value)))"
    case .optional(let value): "abstract(optional_type, \(text(value)))"
    case .type(.dyn): "type"
    case .type(let inner): "type(\(text(inner)))"
    case .object(let name): "message(\(name))"
    case .opaque(let name, let parameters):
      "abstract(\(([name] + parameters.map(text)).joined(separator: ", ")))"
    case .parameter(let name): "param(\(name))"
    case .variable: "dyn"
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .error:
      type.description
    }
  }

  private struct Term {
    var name: String
    var arguments: [Term]
  }

  private static func type(_ term: Term) -> ValueType? {
    let arguments = term.arguments.compactMap(type)
    switch (term.name, term.arguments.count) {
    case ("list", 1): return arguments.first.map { .list($0) }
    case ("map", 2) where arguments.count == 2: return .map(arguments[0], arguments[1])
    case ("type", 0): return .type(.dyn)
    case ("type", 1): return arguments.first.map { .type($0) }
    // A wrapper is its value or null.
    case ("wrapper", 1): return .dyn
    case ("param", 1): return .parameter(term.arguments[0].name)
    case ("message", 1): return message(term.arguments[0].name)
    case ("abstract", 2) where term.arguments[0].name == "optional_type":
      return type(term.arguments[1]).map { .optional($0) }
    case ("abstract", 1...):
      return .opaque(term.arguments[0].name, term.arguments.dropFirst().compactMap(type))
    case (_, 0): return ValueType(term.name)
    default: return nil
    }
  }

  private static func message(_ name: String) -> ValueType {
    switch name {
    case "google.protobuf.Timestamp": .timestamp
    case "google.protobuf.Duration": .duration
    default: .object(name)
    }
  }

  private struct Reader {
    var rest: Substring

    var isAtEnd: Bool { rest.allSatisfy { $0 == " " } }

    mutating func term(depth: Int) -> Term? {
      rest = rest.drop { $0 == " " }
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      guard depth < 32, !name.isEmpty else { return nil }
      rest = rest.dropFirst(name.count)
      var term = Term(name: String(name), arguments: [])
      guard take("(") else { return term }
      repeat {
        guard let argument = self.term(depth: depth + 1) else { return nil }
        term.arguments.append(argument)
      } while take(",")
      return take(")") ? term : nil
    }

    private mutating func take(_ character: Character) -> Bool {
      rest = rest.drop { $0 == " " }
      guard rest.first == character else { return false }
      rest.removeFirst()
      return true
    }
  }
}
