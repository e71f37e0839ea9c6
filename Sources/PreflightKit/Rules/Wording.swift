/// A text of a rule, ready to be said of a target: a template and the programs of its expressions in; with the target's
/// values in place out.
import CEL

struct Wording: Sendable {
  private enum Part: Sendable {
    case literal(String)
    /// nil for an expression that cannot be read.
    case value(Program?)
  }

  private let parts: [Part]

  /// - Parameter program: of an expression its program.
  init(_ text: String, _ program: (String) -> Program?) {
    parts = Template(text).parts.map { part in
      switch part {
      case .literal(let text): .literal(text)
      case .expression(let expression, _): .value(program(expression))
      }
    }
  }

  var isEmpty: Bool { parts.isEmpty }

  /// - Parameter unknown: how a value that is not known is said.
  func said(in frame: inout Frame, unknown: (Unknown) -> String) -> String {
    if parts.count == 1, case .literal(let text) = parts[0] { return text }
    var text = ""
    for part in parts {
      switch part {
      case .literal(let words): text += words
      case .value(nil): text += "?"
      case .value(let program?): text += spoken(program.evaluate(in: &frame), unknown: unknown)
      }
    }
    return text
  }
}

/// How a value reads in a sentence.
func spoken(_ value: Value, unknown: (Unknown) -> String) -> String {
  switch value {
  case .null: "nothing"
  case .bool(let flag): flag ? "true" : "false"
  case .int(let number): String(number)
  case .uint(let number): String(number)
  case .double(let number):
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  case .string(let text): text
  case .bytes(let bytes): "\(bytes.count) bytes"
  case .list(let list): list.elements.map { spoken($0, unknown: unknown) }.joined(separator: ", ")
  case .map(let map):
    map.entries.map { "\(spoken($0.key, unknown: unknown)): \(spoken($0.value, unknown: unknown))" }
      .joined(separator: ", ")
  case .timestamp(let time): time.description
  case .duration(let time): time.description
  case .type(let type): type.name
  case .optional(let inner): inner.map { spoken($0, unknown: unknown) } ?? "nothing"
  case .opaque(let opaque): opaque.content.text
  case .unknown(let parts): unknown(parts)
  case .error: "?"
  }
}
