/// JSON Schema (2020-12) for editors: a shape in, the schema as JSON out. An aid; the linter itself reads the shape, and
/// knows the ranges of quoted numbers, of times and of sizes with a unit, which no pattern can say.

/// - Parameter placeholders: whether `${NAME}` may stand for a value, as it may in a campaign.
package func jsonSchema(of shape: ObjectShape, title: String, placeholders: Bool) -> JSON {
  guard case .object(let members) = SchemaWriter(allowsPlaceholders: placeholders).schema(of: shape) else {
    return .null
  }
  let head: [JSON.Member] = [
    JSON.Member("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    JSON.Member("title", .string(title)),
  ]
  return .object(head + members)
}

private struct SchemaWriter {
  let allowsPlaceholders: Bool

  /// - Parameter isOptional: whether a key without a value is as good as none.
  private func schema(of shape: Shape, isOptional: Bool = false) -> JSON {
    switch shape {
    case .object(let object): schema(of: object, isOptional: isOptional)
    case .list(let element, _): .members(["type": type("array", isOptional), "items": schema(of: element)])
    case .textMap:
      .members([
        "type": type("object", isOptional),
        "additionalProperties": .members(["type": .strings(["string", "number", "boolean"])]),
      ])
    case .named(let element):
      .members([
        "type": type("object", isOptional), "additionalProperties": schema(of: element, isOptional: true),
      ])
    case .portMap(let state):
      .members(["type": .string("object"), "additionalProperties": schema(of: .scalar(state))])
    case .either(let plain, let rich): .members(["anyOf": .array([schema(of: plain), schema(of: rich)])])
    case .any: .object([])
    case .scalar(let scalar): schema(of: scalar)
    }
  }

  private func type(_ name: String, _ isOptional: Bool) -> JSON {
    isOptional ? .strings([name, "null"]) : .string(name)
  }

  func schema(of object: ObjectShape, isOptional: Bool = false) -> JSON {
    let properties = object.fields.map { field in JSON.Member(field.name, described(field)) }
    var members: [JSON.Member] = [
      JSON.Member("type", type("object", isOptional)), JSON.Member("properties", .object(properties)),
      JSON.Member("patternProperties", .members(["^x-": .object([])])),
      JSON.Member("additionalProperties", .bool(false)),
    ]
    let required = object.fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty { members.append(JSON.Member("required", .strings(required))) }
    return .object(members)
  }

  private func described(_ field: Field) -> JSON {
    let text = field.describe + (field.defaultText.map { " Default: \($0)." } ?? "")
    guard case .object(let members) = schema(of: field.shape, isOptional: !field.isRequired) else {
      return .null
    }
    var result = [JSON.Member("description", .string(text))] + members
    if case .list(_, let least) = field.shape, least > 0 {
      result.append(JSON.Member("minItems", .int(least)))
    }
    return .object(result)
  }

  /// The shape decides how a scalar is read, so a number may stand in quotes.
  private func schema(of scalar: ScalarShape) -> JSON {
    switch scalar {
    case .text, .secret: .members(["type": .strings(["string", "number", "boolean"])])
    case .boolean: any(of: [.members(["type": .string("boolean")]), text(truthPattern)])
    case .integer(let range): any(of: [integer(range), text(integerPattern)])
    case .number(let range):
      any(of: [
        .members([
          "type": .string("number"), "minimum": .double(range.lowerBound),
          "maximum": .double(range.upperBound),
        ]), text(numberPattern),
      ])
    case .duration(let range): any(of: [text(durationPattern, mayBeNothing: range.lowerBound == 0)])
    case .size(let range):
      any(of: [integer(range), text(sizePattern, mayBeNothing: range.lowerBound == 0)])
    case .choice(let choices):
      any(of: [
        .members([
          "enum": .array(choices.flatMap(\.spellings)),
          "description": .string(choices.map { "\($0.value): \($0.describe)" }.joined(separator: " ")),
        ])
      ])
    }
  }

  private func any(of schemas: [JSON]) -> JSON {
    let all = schemas + (allowsPlaceholders ? [text(placeholderPattern)] : [])
    return all.count == 1 ? all[0] : .members(["anyOf": .array(all)])
  }

  private func integer(_ range: ClosedRange<Int>) -> JSON {
    .members([
      "type": .string("integer"), "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound),
    ])
  }

  private func text(_ pattern: String, mayBeNothing: Bool = true) -> JSON {
    var members = [JSON.Member("type", .string("string")), JSON.Member("pattern", .string(pattern))]
    if !mayBeNothing { members.append(JSON.Member("not", .members(["pattern": .string(nothingPattern)]))) }
    return .object(members)
  }
}

extension Choice {
  /// `1.2` without quotes is a number to YAML.
  fileprivate var spellings: [JSON] {
    [.string(value)] + [Double(value)].compactMap(\.self).map(JSON.double)
  }
}

private let placeholderPattern = "\\$\\{|\\{\\{|%env\\("
private let truthPattern =
  "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff])$"
private let integerPattern = "^-?(0|[1-9][0-9]*)$"
private let numberPattern = "^-?([0-9]+\\.?[0-9]*|\\.[0-9]+)$"
private let durationPattern = "^([0-9]+(\\.[0-9]+)?(ms|s|sec|m|min|h|d))+$"
private let sizePattern = "^[0-9]+(\\.[0-9]+)? ?([KMGkmg]i?)?[Bb]?$"
/// Digits, none of which counts.
private let nothingPattern = "^[0. A-Za-z]+$"
