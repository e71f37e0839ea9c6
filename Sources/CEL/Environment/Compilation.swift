/// Text in, program out: parsing, checking and planning in one.
extension Environment {
  /// Parses and checks a text, and plans it if it can run. Every issue is reported, in order of place.
  ///
  /// - Parameters:
  ///   - expecting: the type the result must have, if that matters.
  ///   - assuming: expressions known to be true wherever this one is evaluated; what they guard is guarded
  ///     here.
  ///   - macros: whether `has`, `all` and their like are macros, or functions like any other.
  package func compile(
    _ text: String, expecting: ValueType? = nil, assuming: [String] = [], macros: Bool = true
  ) -> Compilation {
    let parsed = Parser.parse(text, limits: limits, macros: macros)
    return check(parsed, expecting: expecting, assuming: assuming)
  }

  /// Parses and plans a text without checking it: for texts that were checked before, and for dynamic ones.
  /// Names and functions that do not exist become errors when they are reached.
  package func plan(_ text: String, macros: Bool = true) throws(InvalidExpression) -> Program {
    let parsed = Parser.parse(text, limits: limits, macros: macros)
    guard parsed.issues.isEmpty else { throw InvalidExpression(issues: parsed.issues) }
    return Planner.plan(parsed.expression, in: self)
  }

  /// Plans a tree that `ExpressionWriter` wrote.
  ///
  /// - Parameters:
  ///   - place: where it begins.
  ///   - words: those that the writer had for it.
  ///   - firstSlot: the slot of the variable with the number 0.
  ///   - constants: as for `naming`.
  ///   - notesReads: whether anybody wants to know what it reads.
  package func plan(
    _ code: StaticString, at place: Int, words: [String], firstSlot: Int, constants: (any ConstantSource)?,
    notesReads: Bool = false
  ) -> Program {
    let bytes = UnsafeBufferPointer(start: code.utf8Start, count: code.utf8CodeUnitCount)
    return Planner.plan(
      CodeCursor(bytes, words: words, at: place), firstSlot: firstSlot, in: self, constants: constants,
      notesReads: notesReads)
  }

  private func check(
    _ parsed: Parser.Outcome, expecting: ValueType?, assuming: [String]
  ) -> Compilation {
    var checker = Checker(self, assuming: assuming.map { Parser.parse($0, limits: limits).expression })
    let type = checker.check(parsed.expression, expecting: expecting)
    let issues = parsed.issues + checker.issues
    let isUsable = !issues.contains { $0.severity == .error }
    let program = isUsable ? Planner.plan(parsed.expression, in: self) : nil
    let ordered = issues.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    return Compilation(
      program: program, type: type, issues: ordered.map(\.element), expression: parsed.expression,
      variables: checker.slots.sorted().map { variables[$0].name })
  }
}

/// What became of a text.
package struct Compilation: Sendable {
  /// The program; nil when an issue is an error.
  package let program: Program?
  /// The type of its result; `dyn` where that is open, `error` where an issue hides it.
  package let type: ValueType
  /// Everything to say about it, in order of place.
  package let issues: [Issue]
  /// The syntax tree, for who wants to look into it.
  package let expression: Expression
  /// The variables of the environment that it reads, in order of declaration.
  package let variables: [String]
}

/// Why a text could not be planned.
package struct InvalidExpression: Error {
  /// The mistakes, at least one.
  package let issues: [Issue]
}
