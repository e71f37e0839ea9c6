/// The functions of the standard on texts and sizes.
enum Texts {
  static let functions: [Function] = [
    Function(
      "size", "How many code points, bytes, elements or entries there are.",
      sizes(asMethod: false) + sizes(asMethod: true)),
    Function(
      "contains", "Whether the other text occurs in this one.",
      comparison("contains_string", Text.contains, { $0.contains($1) }).quadratic),
    Function(
      "startsWith", "Whether this text begins with the other.",
      comparison("starts_with_string", Text.hasPrefix, { $0.hasPrefix($1) })),
    Function(
      "endsWith", "Whether this text ends with the other.",
      comparison("ends_with_string", Text.hasSuffix, { $0.hasSuffix($1) })),
    Function(
      "matches",
      "Whether the pattern (RE2 syntax) matches some part of the text; `^` and `$` hold on to its ends.",
      [
        match("matches_string", isMethod: true), match("matches", isMethod: false),
      ]),
  ]

  private static func sizes(asMethod: Bool) -> [Overload] {
    let types: [ValueType] = [
      .string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B")),
    ]
    return zip(["string", "bytes", "list", "map"], types).map { name, type in
      let id = asMethod ? "\(name)_size" : "size_\(name)"
      return Overload(id, isMethod: asMethod, [type], .int, .shallow, .unary(size))
    }
  }

  @Sendable private static func size(_ value: Value) -> Value {
    switch value {
    case .string(let text): .int(CodePoints.count(text))
    default: .int(Int64(value.textLength))
    }
  }

  private static func comparison(
    _ id: String, _ test: @escaping @Sendable (String, String) -> Bool,
    _ testPartly: @escaping @Sendable (PartialText, String) -> Bool?
  ) -> Overload {
    Overload.method(id, on: .string, .string, returns: .bool) { text, part in
      guard case .string(let text) = text, case .string(let part) = part else { return .bool(false) }
      return .bool(test(text, part))
    }.partly { text, _, arguments in
      guard case .string(let part) = arguments[1], part.utf8.count <= PartialText.longest else { return nil }
      return testPartly(text, part).map { .bool($0) }
    }
  }

  // MARK: Patterns

  /// A literal pattern is compiled once, and a bad one is refused before anything is evaluated. What is paid for is what
  /// a pattern comes to, not how it is written: `((a?){30}){30}` is short and large.
  private static func match(_ id: String, isMethod: Bool) -> Overload {
    Overload(id, isMethod: isMethod, [.string, .string], .bool, .deep, .metered(match)) { literals in
      guard case .string(let text)? = literals[1] else { return .nothing }
      do throws(PatternError) {
        let pattern = try Pattern(text)
        guard pattern.isFast else { return .body(.metered { match($0[0], pattern, &$1) }) }
        return .body(
          .binary { text, _ in
            guard case .string(let text) = text else { return text }
            return .bool(pattern.matches(text))
          }, .places(pattern.places), ofPartialText: { text, _, _ in pattern.matches(text).map { .bool($0) } }
        )
      } catch {
        return .refused(argument: 1, EvaluationError(.invalidPattern(error.description)))
      }
    }
  }

  /// A pattern that is made at run time pays for that too.
  @Sendable private static func match(_ arguments: [Value], _ meter: inout Meter) -> Value {
    guard case .string(let source) = arguments[1] else { return arguments[1] }
    do throws(PatternError) {
      let pattern = try Pattern(source)
      let work = pattern.isFast ? Overload.Work.places(pattern.places).steps(arguments[0].textLength, 0) : 0
      guard meter.charge(pattern.steps + work) else { return .failure(.outOfSteps) }
      return match(arguments[0], pattern, &meter)
    } catch {
      return .failure(.invalidPattern(error.description))
    }
  }

  private static func match(_ value: Value, _ pattern: Pattern, _ meter: inout Meter) -> Value {
    guard case .string(let text) = value else { return value }
    let isMatch = pattern.matches(text, paying: &meter)
    return meter.isExhausted ? .failure(.outOfSteps) : .bool(isMatch)
  }
}

extension Library {
  /// The language itself: operators, conversions, sizes, texts.
  package static let standard = Library(
    "standard", functions: Operators.functions + Conversions.functions + Texts.functions,
    types: [
      ("bool", .bool), ("int", .int), ("uint", .uint), ("double", .double), ("string", .string),
      ("bytes", .bytes), ("list", .list(.dyn)), ("map", .map(.dyn, .dyn)), ("null_type", .null),
      ("type", .type(.dyn)), ("google.protobuf.Timestamp", .timestamp),
      ("google.protobuf.Duration", .duration),
    ])
}
