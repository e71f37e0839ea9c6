/// The page of a form: a shape in; every key with its type, default and meaning, section by section, out.

func schemaReference(_ shape: ObjectShape, title: String, introduction: String) -> String {
  let sections = keySections(shape, at: "")
  return "# \(title)\n\n\(introduction)\n\n" + sections.joined(separator: "\n")
}

/// The keys of an object, and behind them those of the objects under it.
private func keySections(_ shape: ObjectShape, at path: String) -> [String] {
  let heading = path.isEmpty ? "At the top" : "`\(path)`"
  let rows = shape.fields.map { field in
    let name = field.isRequired ? "**`\(field.name)`**" : "`\(field.name)`"
    let fallback = field.defaultText.map { " Default: \($0)." } ?? ""
    return
      "| \(name) | \(markdown(cell: field.shape.phrase)) | \(markdown(cell: field.describe + fallback)) |"
  }
  let table =
    "## \(heading)\n\n| key | holds | meaning |\n| --- | --- | --- |\n" + rows.joined(separator: "\n") + "\n"
  let inner = shape.fields.flatMap { field in
    field.shape.objects.flatMap { suffix, object in
      keySections(object, at: (path.isEmpty ? "" : path + ".") + field.name + suffix)
    }
  }
  return [table] + inner
}

extension Shape {
  /// The objects in a place of this shape, with what comes behind its key in a path.
  fileprivate var objects: [(suffix: String, object: ObjectShape)] {
    switch self {
    case .object(let object): [("", object)]
    case .list(let element, _): element.objects.map { ("[]" + $0.suffix, $0.object) }
    case .named(let element): element.objects.map { (".NAME" + $0.suffix, $0.object) }
    case .either(let plain, let rich): plain.objects + rich.objects
    case .textMap, .any, .portMap, .scalar: []
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .object: "keys"
    case .list(let element, _): "a list of \(element.phrase)"
    case .textMap: "names and texts"
    case .named(let element): "names, each with \(element.phrase)"
    case .either(let plain, let rich): "\(plain.phrase), or \(rich.phrase)"
    case .any: "anything"
    case .portMap(let state): "ports, each with \(Shape.scalar(state).phrase)"
    case .scalar(let scalar): scalar.phrase
    }
  }
}

extension ScalarShape {
  fileprivate var phrase: String {
    switch self {
    case .text: "a text"
    case .secret: "a secret"
    case .boolean: "true or false"
    case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number: "a number"
    case .duration: "a time such as `30s`"
    case .size: "a size such as `120KB`"
    case .choice(let choices): choices.map { "`\($0.value)`" }.joined(separator: ", ")
    }
  }
}
