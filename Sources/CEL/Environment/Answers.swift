/// What functions said lately of texts: a form of a function and a text in; what it said of it out, worked out only if it is
/// not remembered. Rules ask the same of few texts again and again, in one campaign and in the next.
///
/// Every thread has its own: threads that share one wait for each other at every look.
package final class Answers {
  private struct Answer {
    let text: String
    let value: Value
  }

  private struct PartialAnswer {
    let form: ObjectIdentifier
    let text: Unknown
    let value: Value?
  }

  /// Each has a row of its own: of what one is asked anew in every campaign, another one need not forget what it said.
  private var forms: [ObjectIdentifier] = []
  /// In the row of its form each at a place that the text leads to; the last one that was led there stays.
  private var answers: [Answer?] = []
  /// The latest last.
  private var partial: [PartialAnswer] = []

  /// In a row; a power of two.
  private static let places = 64
  /// In bytes; longer texts are not remembered.
  private static let longest = 256
  private static let mostPartial = 16

  /// Nothing is remembered yet.
  package init() {}

  /// - Parameter value: the text itself.
  /// - Returns: nil for what is not remembered, such as long texts.
  func answer(of form: Overload, to text: String, _ value: Value) -> Value? {
    guard text.utf8.count <= Self.longest else { return nil }
    var hash = ExactHash(seed: 0)
    hash.add(value)
    let place = row(of: form) * Self.places + Int(hash.number & UInt64(Self.places - 1))
    if let known = answers[place], Text.areSame(known.text, text) { return known.value }
    guard let answer = form.body.unary?(value) else { return nil }
    answers[place] = Answer(text: text, value: answer)
    return answer
  }

  private func row(of form: Overload) -> Int {
    let form = ObjectIdentifier(form)
    if let row = forms.firstIndex(of: form) { return row }
    forms.append(form)
    answers += Array(repeating: nil, count: Self.places)
    return forms.count - 1
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
