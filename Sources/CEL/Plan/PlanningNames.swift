/// What names mean in many trees that are planned one after the other: an environment in, programs out. It is held once,
/// because an environment has many parts, and to count them would take as long as a short expression.
package final class PlanningNames: Sendable {
  package let environment: Environment

  package init(_ environment: Environment) {
    self.environment = environment
  }

  /// Plans a tree that `ExpressionWriter` wrote.
  ///
  /// - Parameters:
  ///   - place: where it begins.
  ///   - words: those that the writer had for it.
  ///   - firstSlot: the slot of the variable with the number 0.
  ///   - constants: as for `Environment.naming`.
  package func plan(
    _ code: StaticString, at place: Int, words: [String], firstSlot: Int, constants: (any ConstantSource)?
  ) -> Program {
    let bytes = UnsafeBufferPointer(start: code.utf8Start, count: code.utf8CodeUnitCount)
    return Planner.plan(
      CodeCursor(bytes, words: words, at: place), firstSlot: firstSlot, with: self, constants: constants)
  }
}
