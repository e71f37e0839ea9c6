/// What functions said lately of texts: a form of a function and a text in; what it said of it out, worked out only if it is
/// not remembered. Rules ask the same of few texts again and again, in one campaign and in the next.
///
/// Every thread has its own: threads that share one wait for each other at every look.
package final class Answers {
  // One value, because every access to a property of a class is watched. While a function works its answer out, memory
  // is taken: functions see values alone, so none can come back here.
  private var memory = Memory()

  /// Nothing is remembered yet.
  package init() {}

  /// - Parameter value: the text itself.
  /// - Returns: nil for what is not remembered, such as long texts.
  func answer(of form: Overload, to text: String, _ value: Value) -> Value? {
    memory.answer(of: form, to: text, value)
  }

  /// The same for a text that is known in parts, of which the answer takes as long as those of forty texts. nil where
  /// nothing is known of the answer.
  func answer(of form: Overload, to text: Unknown, _ workOut: () -> Value?) -> Value? {
    memory.answer(of: form, to: text, workOut)
  }
}

private struct Memory {
  private struct Answer {
    let text: String
    let value: Value
  }

  private struct PartialAnswer {
    let form: ObjectIdentifier
    let text: Unknown
    let value: Value?
  }

  /// Each has a row of places of its own: of what one is asked anew in every campaign, another one need not forget what
  /// it said.
  private var forms: [ObjectIdentifier] = []
  /// Row after row, the numbers of the answers, counted from 1; 0 where there is none.
  private var places: [Int32] = []
  private var answers: [Answer] = []
  /// The latest last.
  private var partial: [PartialAnswer] = []

  /// The places of a row; a power of two.
  private static let width = 64
  /// In bytes; longer texts are not remembered.
  private static let longest = 256
  private static let mostPartial = 16

  mutating func answer(of form: Overload, to text: String, _ value: Value) -> Value? {
    guard text.utf8.count <= Self.longest else { return nil }
    // Two places, for with one for each text some would keep driving each other out.
    let (row, number) = (row(of: form) * Self.width, value.ownNumber)
    let first = row + Int(number & UInt64(Self.width - 1))
    if let known = answer(at: first, to: text) { return known }
    let second = row + Int(number >> 16 & UInt64(Self.width - 1))
    if let known = answer(at: second, to: text) { return known }
    guard let answer = form.body.unary?(value) else { return nil }
    let isFirst = places[first] == 0 || places[second] != 0 && number >> 32 & 1 == 0
    keep(Answer(text: text, value: answer), at: isFirst ? first : second)
    return answer
  }

  private func answer(at place: Int, to text: String) -> Value? {
    let number = Int(places[place])
    guard number > 0, Text.areSame(answers[number - 1].text, text) else { return nil }
    return answers[number - 1].value
  }

  private mutating func keep(_ answer: Answer, at place: Int) {
    if places[place] > 0 {
      answers[Int(places[place]) - 1] = answer
    } else {
      answers.append(answer)
      places[place] = Int32(answers.count)
    }
  }

  private mutating func row(of form: Overload) -> Int {
    let form = ObjectIdentifier(form)
    if let row = forms.firstIndex(of: form) { return row }
    forms.append(form)
    places += repeatElement(0, count: Self.width)
    return forms.count - 1
  }

  mutating func answer(of form: Overload, to text: Unknown, _ workOut: () -> Value?) -> Value? {
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
