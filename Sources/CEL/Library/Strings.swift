/// The strings extension. Positions count code points; a position outside of the text is an error.
extension Library {
  /// Searching, cutting, replacing and joining texts.
  package static let strings = Library(
    "strings", functions: searching + cutting + changing + joining + Format.functions)

  // MARK: Searching

  private static let searching = [
    Function(
      "charAt", "The character at a position; nothing at the end.",
      [
        .method("string_char_at_int", on: .string, .int, returns: .string) { text, position in
          with(text, position) { text, position throws(CodePoints.OutOfRange) in
            .string(try CodePoints.character(of: text, at: position))
          }
        }
      ]),
    Function(
      "indexOf", "The position of the first occurrence, or -1; also from a position on.",
      [
        search("string_index_of_string") { text, part throws(CodePoints.OutOfRange) in
          try CodePoints.firstIndex(of: part, in: text)
        }.partly { text, _, arguments in
          // An occurrence in the first piece is the first one; whether the gaps hold any nobody knows.
          guard case .string(let part) = arguments[1],
            let place = try? CodePoints.firstIndex(of: part, in: text.pieces[0]), place >= 0
          else { return nil }
          return .int(place)
        },
        searchFrom("string_index_of_string_int") { text, part, start throws(CodePoints.OutOfRange) in
          try CodePoints.firstIndex(of: part, in: text, from: start)
        },
      ]),
    Function(
      "lastIndexOf", "The position of the last occurrence, or -1; also up to a position.",
      [
        search("string_last_index_of_string") { text, part throws(CodePoints.OutOfRange) in
          try CodePoints.lastIndex(of: part, in: text)
        },
        searchFrom("string_last_index_of_string_int") { text, part, start throws(CodePoints.OutOfRange) in
          try CodePoints.lastIndex(of: part, in: text, from: start)
        },
      ]),
  ]

  private static func search(
    _ id: String, _ find: @escaping @Sendable (String, String) throws(CodePoints.OutOfRange) -> Int64
  ) -> Overload {
    .method(id, on: .string, .string, returns: .int) { text, part in
      guard case .string(let text) = text, case .string(let part) = part else { return text }
      return ranged(text) { () throws(CodePoints.OutOfRange) in .int(try find(text, part)) }
    }.quadratic
  }

  private static func searchFrom(
    _ id: String, _ find: @escaping @Sendable (String, String, Int64) throws(CodePoints.OutOfRange) -> Int64
  ) -> Overload {
    Overload(
      id, isMethod: true, parameters: [.string, .string, .int], result: .int,
      body: { arguments in
        guard case .string(let text) = arguments[0], case .string(let part) = arguments[1],
          let start = arguments[2].integer
        else { return arguments[0] }
        return ranged(text) { () throws(CodePoints.OutOfRange) in .int(try find(text, part, start)) }
      }
    ).quadratic
  }

  // MARK: Cutting

  private static let cutting = [
    Function(
      "substring", "The text from a position to its end, or up to another position.",
      [
        .method("string_substring_int", on: .string, .int, returns: .string) { text, start in
          with(text, start) { text, start throws(CodePoints.OutOfRange) in
            .string(try CodePoints.substring(of: text, from: start))
          }
        }.partly(substringPartly),
        Overload(
          "string_substring_int_int", isMethod: true, [.string, .int, .int], .string, .deep,
          .variadic { arguments in
            guard let end = arguments[2].integer else { return arguments[2] }
            return with(arguments[0], arguments[1]) { text, start throws(CodePoints.OutOfRange) in
              .string(try CodePoints.substring(of: text, from: start, to: end))
            }
          }, ofPartialText: substringPartly),
      ]),
    Function(
      "split", "The parts between a separator; at most so many.",
      [
        .method("string_split_string", on: .string, .string, returns: .list(.string)) { text, separator in
          split(text, separator, limit: -1)
        }.quadratic,
        Overload(
          "string_split_string_int", isMethod: true, parameters: [.string, .string, .int],
          result: .list(.string),
          body: { split($0[0], $0[1], limit: $0[2].integer ?? -1) }
        ).quadratic,
      ]),
    Function(
      "trim", "The text without the white space at both ends.",
      change("string_trim", CodePoints.trim, { $0.trimmed() })),
  ]

  private static func split(_ text: Value, _ separator: Value, limit: Int64) -> Value {
    guard case .string(let text) = text, case .string(let separator) = separator else { return text }
    return .list(CodePoints.split(text, by: separator, limit: limit).map { .string($0) })
  }

  // MARK: Changing

  private static let changing = [
    Function(
      "lowerAscii", "The text with the letters A to Z in lower case.",
      change("string_lower_ascii", CodePoints.lowerASCII, { $0.mapped(CodePoints.lowerASCII) })),
    Function(
      "upperAscii", "The text with the letters a to z in upper case.",
      change("string_upper_ascii", CodePoints.upperASCII, { $0.mapped(CodePoints.upperASCII) })),
    Function(
      "reverse", "The characters from the last to the first.",
      change(
        "string_reverse", CodePoints.reverse, { PartialText($0.pieces.reversed().map(CodePoints.reverse)) })),
    Function(
      "replace", "The text with one part replaced by another, everywhere or so many times.",
      [
        Overload(
          "string_replace_string_string", isMethod: true, [.string, .string, .string], .string, .deep,
          .variadic(replace), ofPartialText: replacePartly
        ).quadratic,
        Overload(
          "string_replace_string_string_int", isMethod: true, [.string, .string, .string, .int], .string,
          .deep, .variadic(replace)
        ).quadratic,
      ]),
    Function(
      "strings.quote", "The text in double quotes, with escapes.",
      .function("strings_quote", .string, returns: .string) { value in
        guard case .string(let text) = value else { return value }
        return .string(Quotation.quote(text))
      }),
  ]

  private static func change(
    _ id: String, _ change: @escaping @Sendable (String) -> String,
    _ changePartly: @escaping @Sendable (PartialText) -> PartialText?
  ) -> Overload {
    Overload.method(id, on: .string, returns: .string) { value in
      guard case .string(let text) = value else { return value }
      return .string(change(text))
    }.partly { text, unknown, _ in .unknown(unknown.with(changePartly(text))) }
  }

  /// The size of the outcome is known to be bounded before it is made.
  @Sendable private static func replace(_ arguments: [Value]) -> Value {
    guard case .string(let text) = arguments[0], case .string(let part) = arguments[1],
      case .string(let other) = arguments[2]
    else { return arguments[0] }
    let limit = arguments.count > 3 ? arguments[3].integer ?? -1 : -1
    let most = text.utf8.count / max(1, part.utf8.count) + 1
    let count = limit < 0 ? most : min(most, Int(clamping: limit))
    if !fits(count, other.utf8.count, beside: text.utf8.count) {
      let exact = CodePoints.split(text, by: part).count
      guard fits(min(exact, count), other.utf8.count, beside: text.utf8.count) else {
        return .failure(.resultTooLarge)
      }
    }
    return .string(CodePoints.replace(part, in: text, with: other, limit: limit))
  }

  private static func fits(_ count: Int, _ size: Int, beside rest: Int) -> Bool {
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    return !overflow && product <= Meter.largestResult - min(rest, Meter.largestResult)
  }

  // MARK: Joining

  private static let joining = [
    Function(
      "join", "The texts of a list in one, with a separator between.",
      [
        Overload("list_join", isMethod: true, [.list(.string)], .string, .deep, .unary { join($0, "") }),
        Overload(
          "list_join_string", isMethod: true, [.list(.string), .string], .string, .deep,
          .binary { list, separator in
            guard case .string(let separator) = separator else { return separator }
            return join(list, separator)
          }),
      ])
  ]

  private static func join(_ value: Value, _ separator: String) -> Value {
    guard case .list(let list) = value else { return value }
    var pieces: [String] = []
    var size = 0
    for element in list.elements {
      guard case .string(let text) = element else {
        return .failure(.noSuchOverload(function: "join", arguments: ["list(\(element.typeValue.name))"]))
      }
      size += text.utf8.count + separator.utf8.count
      if size > Meter.largestResult { return .failure(.resultTooLarge) }
      pieces.append(text)
    }
    return .string(CodePoints.join(pieces, with: separator))
  }

  // MARK: Positions

  private static func with(
    _ value: Value, _ position: Value, _ body: (String, Int64) throws(CodePoints.OutOfRange) -> Value
  ) -> Value {
    guard case .string(let text) = value, let position = position.integer else { return value }
    return ranged(text) { () throws(CodePoints.OutOfRange) in try body(text, position) }
  }

  private static func ranged(_ text: String, _ body: () throws(CodePoints.OutOfRange) -> Value) -> Value {
    do throws(CodePoints.OutOfRange) {
      return try body()
    } catch {
      return .failure(.indexOutOfRange(error.position, count: text.unicodeScalars.count))
    }
  }
}

extension Value {
  var integer: Int64? {
    guard case .int(let value) = self else { return nil }
    return value
  }
}
