/// Values that may be absent: made by `a.?b`, `a[?b]` and `optional.of`, taken apart by `orValue` and its kin.
extension Library {
  /// The functions of the optional type.
  package static let optionals = Library(
    "optionals", functions: makers + readers, types: [("optional_type", .optional(.dyn))])

  private static let content = ValueType.parameter("T")
  private static let optional = ValueType.optional(content)

  private static let makers = [
    Function(
      "optional.of", "An optional with this value.",
      Overload("optional_of", isMethod: false, [content], optional, .shallow, .unary { .optional($0) })),
    Function(
      "optional.ofNonZeroValue", "An optional with this value, or without one if it is zero, empty or null.",
      Overload(
        "optional_ofNonZeroValue", isMethod: false, [content], optional, .shallow,
        .unary { .optional($0.isZero ? nil : $0) })),
    Function(
      "optional.none", "The optional without a value.",
      Overload("optional_none", isMethod: false, [], optional, .shallow, .variadic { _ in .optional(nil) })),
  ]

  private static let readers = [
    Function(
      "hasValue", "Whether there is a value.",
      reader("optional_hasValue", .bool) { .bool($0 != nil) }),
    Function(
      "value", "The value; an error if there is none.",
      reader("optional_value", content) { $0 ?? .failure(.noValue) }),
    Function(
      "orValue", "The value, or the given one if there is none. The given one is evaluated only then.",
      Overload("optional_orValue", isMethod: true, [optional, content], content, .lenient, .builtIn)),
    Function(
      "or", "This optional if it has a value, else the other one, which is evaluated only then.",
      Overload("optional_or", isMethod: true, [optional, optional], optional, .lenient, .builtIn)),
  ]

  private static func reader(
    _ id: String, _ result: ValueType, _ read: @escaping @Sendable (Value?) -> Value
  ) -> Overload {
    Overload(
      id, isMethod: true, [optional], result, .shallow,
      .unary { value in
        guard case .optional(let content) = value else { return value }
        return read(content)
      })
  }
}

extension Value {
  /// Whether it is the zero of its type: what `ofNonZeroValue` leaves out.
  fileprivate var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.count == 0
    case .map(let value): value.count == 0
    case .duration(let value): value == .zero
    case .optional(let value): value == nil
    case .timestamp, .type, .opaque, .unknown, .error: false
    }
  }
}
