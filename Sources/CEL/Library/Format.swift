/// `'%s has %.2f'.format([a, b])`: a template and the list of what goes into it.
enum Format {
  static let functions = [
    Function(
      "format",
      "The text with each clause replaced by an element of the list: %s %d %f %e %x %X %o %b, and %% for a percent sign.",
      Overload(
        "string_format_list", isMethod: true, [.string, .list(.dyn)], .string, .deep, .binary(format),
        prepare: prepare))
  ]

  /// A literal template is taken apart once; a bad one is refused.
  @Sendable private static func prepare(_ literals: [Value?]) -> Overload.Prepared {
    guard case .string(let text)? = literals[0] else { return .nothing }
    do throws(FormatTemplate.Fault) {
      let template = try FormatTemplate(text)
      return .body(.binary { _, list in fill(template, list) })
    } catch {
      return .refused(argument: 0, EvaluationError(.custom(message(error))))
    }
  }

  @Sendable private static func format(_ template: Value, _ list: Value) -> Value {
    guard case .string(let text) = template else { return template }
    do throws(FormatTemplate.Fault) {
      return fill(try FormatTemplate(text), list)
    } catch {
      return .failure(.custom(message(error)))
    }
  }

  private static func message(_ fault: FormatTemplate.Fault) -> String {
    switch fault {
    case .unfinished: "the template ends in the middle of a clause; write %% for a percent sign"
    case .unknownDirective(let letter, _): "there is no format clause '%\(letter)'"
    case .precision(let digits, _): "'\(digits)' is no precision from 0 to 1000"
    }
  }

  private static func fill(_ template: FormatTemplate, _ list: Value) -> Value {
    guard case .list(let arguments) = list else { return list }
    var writer = ValueWriter(isLiteral: false)
    var next = 0
    for piece in template.pieces {
      switch piece {
      case .text(let text): writer.append(text)
      case .directive(let directive):
        guard next < arguments.count else {
          return .failure(.indexOutOfRange(Int64(next), count: arguments.count))
        }
        if let error = write(arguments[next], as: directive, to: &writer) { return .failure(error) }
        next += 1
      }
      if writer.isCut { return .failure(.resultTooLarge) }
    }
    return .string(writer.output)
  }

  // MARK: Clauses

  private static func write(
    _ value: Value, as directive: FormatTemplate.Directive, to writer: inout ValueWriter
  ) -> EvaluationError.Kind? {
    if case .string = directive {
      writer.write(value)
      return nil
    }
    guard let text = text(value, directive) else {
      return .custom("\(clause(directive)) does not take a value of type \(value.typeValue.name)")
    }
    writer.append(text)
    return nil
  }

  private static func text(_ value: Value, _ directive: FormatTemplate.Directive) -> String? {
    switch directive {
    case .string: value.text
    case .decimal: decimal(value)
    case .hexadecimal(let isUpperCase): hexadecimal(value, isUpperCase: isUpperCase)
    case .octal: integer(value, radix: 8)
    case .binary: binary(value)
    case .fixed(let decimals): double(value).map { DoubleText.fixed($0, decimals: decimals) }
    case .scientific(let decimals): double(value).map { DoubleText.scientific($0, decimals: decimals) }
    }
  }

  /// A whole number; a double keeps its fraction.
  private static func decimal(_ value: Value) -> String? {
    guard case .double(let number) = value else { return integer(value, radix: 10) }
    return DoubleText.fixed(number, decimals: 6)
  }

  private static func hexadecimal(_ value: Value, isUpperCase: Bool) -> String? {
    switch value {
    case .string(let text): Quotation.hexadecimal(text.utf8, isUpperCase: isUpperCase)
    case .bytes(let bytes): Quotation.hexadecimal(bytes, isUpperCase: isUpperCase)
    case .int(let value): String(value, radix: 16, uppercase: isUpperCase)
    case .uint(let value): String(value, radix: 16, uppercase: isUpperCase)
    default: nil
    }
  }

  private static func binary(_ value: Value) -> String? {
    if case .bool(let value) = value { return value ? "1" : "0" }
    return integer(value, radix: 2)
  }

  private static func integer(_ value: Value, radix: Int) -> String? {
    switch value {
    case .int(let value): String(value, radix: radix)
    case .uint(let value): String(value, radix: radix)
    default: nil
    }
  }

  private static func double(_ value: Value) -> Double? {
    switch value {
    case .double(let value): value
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    default: nil
    }
  }

  private static func clause(_ directive: FormatTemplate.Directive) -> String {
    switch directive {
    case .string: "%s"
    case .decimal: "%d"
    case .hexadecimal(let isUpperCase): isUpperCase ? "%X" : "%x"
    case .octal: "%o"
    case .binary: "%b"
    case .fixed: "%f"
    case .scientific: "%e"
    }
  }
}
