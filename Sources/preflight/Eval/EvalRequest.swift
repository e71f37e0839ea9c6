/// A line of `eval --batch`: JSON in; an expression with all it needs, or what is wrong with the request, out.
import PreflightKit

struct EvalRequest {
  let expression: String
  let container: String
  let bindings: [JSON.Member]
  let declarations: [Declaration]
  let disablesMacros: Bool
  let disablesCheck: Bool
  let checksOnly: Bool

  /// A name that is declared: a variable, a function, or both.
  struct Declaration {
    let name: String
    /// The variable's type.
    let type: String?
    let overloads: [Overload]
  }

  struct Overload {
    let id: String
    let isMethod: Bool
    let parameters: [String]
    let result: String
  }

  struct Fault: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  init(_ json: JSON) throws(Fault) {
    guard let expression = json["expr"]?.text else { throw Fault(description: "there is no `expr`") }
    self.expression = expression
    container = try json.part("container", "a text", \.text) ?? ""
    bindings = try json.part("bindings", "an object", \.fields) ?? []
    declarations = try json.part("type_env", "a list", \.list).map(readDeclarations) ?? []
    disablesMacros = try json.part("disable_macros", "true or false", \.truth) ?? false
    disablesCheck = try json.part("disable_check", "true or false", \.truth) ?? false
    checksOnly = try json.part("check_only", "true or false", \.truth) ?? false
  }
}

private func readDeclarations(_ items: [JSON]) throws(EvalRequest.Fault) -> [EvalRequest.Declaration] {
  var declarations: [EvalRequest.Declaration] = []
  for item in items {
    let type = try item.part("ident", "a type", \.text)
    let overloads = try item.part("function", "a list", \.list)
    guard let name = try item.part("name", "a text", \.text), type != nil || overloads != nil else {
      throw EvalRequest.Fault(description: "in `type_env`, a `name` with `ident` or `function` is missing")
    }
    declarations.append(
      EvalRequest.Declaration(name: name, type: type, overloads: try readOverloads(overloads ?? [])))
  }
  return declarations
}

private func readOverloads(_ items: [JSON]) throws(EvalRequest.Fault) -> [EvalRequest.Overload] {
  var overloads: [EvalRequest.Overload] = []
  for item in items {
    overloads.append(
      EvalRequest.Overload(
        id: try item.part("id", "a text", \.text) ?? "",
        isMethod: try item.part("instance", "true or false", \.truth) ?? false,
        parameters: try item.part("params", "a list of types", \.texts) ?? [],
        result: try item.part("result", "a type", \.text) ?? ""))
  }
  return overloads
}

extension JSON {
  /// A member as what it must be; nil when it is not there.
  fileprivate func part<Part>(
    _ key: String, _ expected: String, _ read: (JSON) -> Part?
  ) throws(EvalRequest.Fault) -> Part? {
    guard let value = self[key], value != .null else { return nil }
    guard let part = read(value) else { throw EvalRequest.Fault(description: "`\(key)` is not \(expected)") }
    return part
  }

  fileprivate var truth: Bool? { if case .bool(let truth) = self { truth } else { nil } }

  fileprivate var list: [JSON]? { if case .array(let items) = self { items } else { nil } }

  fileprivate var fields: [Member]? { if case .object(let members) = self { members } else { nil } }

  fileprivate var texts: [String]? {
    list.flatMap { items in
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    }
  }
}
