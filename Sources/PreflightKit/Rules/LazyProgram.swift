/// An expression of a rule, planned when it is first evaluated: text or a prepared tree in, a program out. A run asks few
/// of the pack's expressions, and planning them all would cost more than to judge a file.
import CEL

final class LazyProgram: Sendable {
  private enum Source: Sendable {
    case text(String)
    /// A place in the trees that the build prepared.
    case prepared(Int)
  }

  private let source: Source
  private let names: RuleNames
  private let planned = MadeOnce<Program>()

  init(_ text: String, names: RuleNames) {
    source = .text(text)
    self.names = names
  }

  init(prepared place: Int, names: RuleNames) {
    source = .prepared(place)
    self.names = names
  }

  func evaluate(in frame: inout Frame) -> Value {
    (planned.known ?? planned.unmanaged(plan))._withUnsafeGuaranteedRef { $0.evaluate(in: &frame) }
  }

  /// The variables and paths that its value can depend on. Whoever asks before it was planned has it planned.
  var reads: [Read] {
    switch source {
    case .text(let text): return names.environment.reads(of: text)
    case .prepared(let place):
      func noting() -> Program { names.plan(preparedAt: place, notesReads: true) }
      return planned.value(noting).reads ?? noting().reads ?? []
    }
  }

  private func plan() -> Program {
    switch source {
    case .text(let text):
      do throws(InvalidExpression) {
        return try names.environment.plan(text)
      } catch {
        return Program(failing: "its expressions cannot be read")
      }
    case .prepared(let place): return names.plan(preparedAt: place)
    }
  }
}
