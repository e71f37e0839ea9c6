import CEL
import Synchronization
import Testing

/// What functions said of texts is remembered by those who lend a place for it, and is what they would say again.
@Suite("Answers that are remembered")
struct AnswersTests {
  /// An environment with `text.doubled()`, and how often it was worked out.
  private final class Doubling: Sendable {
    private let calls = Atomic(0)

    var count: Int { calls.load(ordering: .relaxed) }

    func environment() -> Environment {
      var environment = Environment()
      environment.declare(variable: "text", type: .string)
      environment.declare(
        function: Function(
          "doubled", "The text twice.",
          .method("string_doubled", on: .string, returns: .string, isRemembered: true) { value in
            guard case .string(let text) = value else { return value }
            self.calls.add(1, ordering: .relaxed)
            return .string(text + text)
          }))
      return environment
    }
  }

  private func value(of text: String, _ program: Program, _ answers: Answers?, in environment: Environment)
    -> Value
  {
    var frame = Frame(Bindings(["text": .string(text)], in: environment), answers: answers)
    return program.evaluate(in: &frame)
  }

  @Test(
    "a text is worked out once, in whatever frame it is asked about; without a place for answers each time")
  func once() throws {
    let doubling = Doubling()
    let environment = doubling.environment()
    let program = try environment.plan("text.doubled() + text.doubled()")
    let answers = Answers()
    for _ in 0..<3 {
      #expect(value(of: "ab", program, answers, in: environment) == .string("abababab"))
    }
    #expect(doubling.count == 1)
    #expect(value(of: "ab", program, nil, in: environment) == .string("abababab"))
    #expect(doubling.count == 3)
  }

  @Test(
    "more texts than there is room for, long ones, and ones that only Swift takes for equal have their own answers"
  )
  func manyTexts() throws {
    let environment = Doubling().environment()
    let program = try environment.plan("text.doubled()")
    let answers = Answers()
    let odd = [
      "", "\u{e9}", "e\u{301}", String(repeating: "x", count: 256), String(repeating: "x", count: 257),
    ]
    let texts = (0..<1_000).map { "text number \($0)" } + odd
    for text in texts + texts.reversed() {
      guard case .string(let doubled) = value(of: text, program, answers, in: environment) else {
        Issue.record("no answer for \(text)")
        continue
      }
      #expect(doubled.utf8.elementsEqual((text + text).utf8))
    }
  }
}
