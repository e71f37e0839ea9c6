/// JSON Schema (2020-12) for editors: a shape in, the schema as JSON out. An aid; the linter itself reads the shape.

package func jsonSchema(of shape: ObjectShape, title: String) -> JSON {
  guard case .object(let members) = schema(of: .object(shape)) else { return .null }
  let head: [JSON.Member] = [
    JSON.Member("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    JSON.Member("title", .string(title)),
  ]
  return .object(head + members)
}

private func schema(of shape: Shape) -> JSON {
  switch shape {
  case .object(let object): schema(of: object)
  case .list(let element, _): .members(["type": .string("array"), "items": schema(of: element)])
  case .textMap:
    .members(["type": .string("object"), "additionalProperties": .members(["type": .strings(["string", "number", "boolean"])])])
  case .named(let element): .members(["type": .string("object"), "additionalProperties": schema(of: element)])
  case .portMap(let state): .members(["type": .string("object"), "additionalProperties": schema(of: .scalar(state))])
  case .either(let plain, let rich): .members(["anyOf": .array([schema(of: plain), schema(of: rich)])])
  case .any: .object([])
  case .scalar(let scalar): schema(of: scalar)
  }
}

private func schema(of object: ObjectShape) -> JSON {
  let properties = object.fields.map { field in JSON.Member(field.name, described(field)) }
  var members: [JSON.Member] = [
    JSON.Member("type", .string("object")), JSON.Member("properties", .object(properties)),
    JSON.Member("patternProperties", .members(["^x-": .object([])])),
    JSON.Member("additionalProperties", .bool(false)),
  ]
  let required = object.fields.filter(\.isRequired).map(\.name)
  if !required.isEmpty { members.append(JSON.Member("required", .strings(required))) }
  return .object(members)
}

private func described(_ field: Field) -> JSON {
  let text = field.describe + (field.defaultText.map { " Default: \($0)." } ?? "")
  guard case .object(let members) = schema(of: field.shape) else { return .null }
  var result = [JSON.Member("description", .string(text))] + members
  if case .list(_, let least) = field.shape, least > 0 { result.append(JSON.Member("minItems", .int(least))) }
  return .object(result)
}

/// Every scalar may also be a placeholder, so its own form is one of two.
private func schema(of scalar: ScalarShape) -> JSON {
  switch scalar {
  case .text, .secret: return .members(["type": .strings(["string", "number", "boolean"])])
  case .boolean: return orPlaceholder(.members(["type": .string("boolean")]))
  case .integer(let range):
    return orPlaceholder(
      .members(["type": .string("integer"), "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]))
  case .number(let range):
    return orPlaceholder(
      .members(["type": .string("number"), "minimum": .double(range.lowerBound), "maximum": .double(range.upperBound)]))
  case .duration: return orPlaceholder(.members(["type": .string("string"), "pattern": .string(durationPattern)]))
  case .size(let range):
    return .members([
      "anyOf": .array([
        .members(["type": .string("integer"), "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]),
        .members(["type": .string("string"), "pattern": .string(sizePattern)]), placeholder,
      ])
    ])
  case .choice(let choices):
    return orPlaceholder(
      .members([
        "enum": .strings(choices.map(\.value)),
        "description": .string(choices.map { "\($0.value): \($0.describe)" }.joined(separator: " ")),
      ]))
  }
}

private func orPlaceholder(_ schema: JSON) -> JSON {
  .members(["anyOf": .array([schema, placeholder])])
}

private let placeholder = JSON.members([
  "type": .string("string"), "pattern": .string("\\$\\{|\\{\\{|%env\\("),
])
private let durationPattern = "^([0-9]+(\\.[0-9]+)?(ms|s|sec|m|min|h|d))+$"
private let sizePattern = "^[0-9]+(\\.[0-9]+)? ?([KMGkmg]i?)?[Bb]?$"
