/// What functions said lately of texts: a form of a function and a text in; what it said of it out, worked out only if it is
/// not remembered. Rules ask the same of few texts again and again, in one campaign and in the next.
///
/// Every thread has its own: threads that share one wait for each other at every look.
package final class Answers {
  private struct Answer {
    let form: ObjectIdentifier
    let text: String
    let value: Value
  }

  private struct PartialAnswer {
    let form: ObjectIdentifier
    let text: Unknown
    let value: Value?
  }

  /// Each at a place that its form and its text lead to; the last one that was led there stays.
  private var answers: [Answer?] = []
  /// The latest last.
  private var partial: [PartialAnswer] = []

  /// A power of two.
  private static let places = 256
  /// In bytes; longer texts are not remembered.
  private static let longest = 256
  private static let mostPartial = 16

  /// Nothing is remembered yet.
  package init() {}

  /// - Parameter value: the text itself.
  /// - Returns: nil for what is not remembered, such as long texts.
  func answer(of form: Overload, to text: String, _ value: Value) -> Value? {
    guard text.utf8.count <= Self.longest else { return nil }
    let name = ObjectIdentifier(form)
    var hash = ExactHash(seed: UInt64(UInt(bitPattern: name)))
    hash.add(value)
    let place = Int(hash.number & UInt64(Self.places - 1))
    if answers.isEmpty { answers = Array(repeating: nil, count: Self.places) }
    if let known = answers[place], known.form == name, Text.areSame(known.text, text) { return known.value }
    guard let answer = form.body.unary?(value) else { return nil }
    answers[place] = Answer(form: name, text: text, value: answer)
    return answer
  }

  /// The same for a text that is known in parts, of which the answer takes as long as those of forty texts. nil where
  /// nothing is known of the answer.
  func answer(of form: Overload, to text: Unknown, _ workOut: () -> Value?) -> Value? {
    let form = ObjectIdentifier(form)
    if let known = partial.last(where: { $0.form == form && Self.areSame($0.text, text) }) {
      return known.value
    }
    let value = workOut()
    if partial.count == Self.mostPartial { partial.removeFirst() }
    partial.append(PartialAnswer(form: form, text: text, value: value))
    return value
  }

  /// By the code points, as the functions see them.
  private static func areSame(_ first: Unknown, _ second: Unknown) -> Bool {
    areSame(first.paths, second.paths) && areSame(first.text?.pieces ?? [], second.text?.pieces ?? [])
  }

  private static func areSame(_ first: [String], _ second: [String]) -> Bool {
    first.count == second.count && zip(first, second).allSatisfy { Text.areSame($0, $1) }
  }
}
