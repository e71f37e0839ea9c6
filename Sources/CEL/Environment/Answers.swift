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

  /// - Parameters:
  ///   - asked: a text, or an unknown of which parts of the text are known.
  ///   - workOut: what the function says; nil where nothing is known of that, which is remembered too.
  func answer(of form: Overload, to asked: Value, _ workOut: () -> Value?) -> Value? {
    memory.answer(of: form, to: asked, workOut)
  }
}

private struct Memory {
  private struct Answer {
    let asked: Value
    let value: Value?
  }

  /// Each has a row of places of its own: of what one is asked anew in every campaign, another one need not forget what
  /// it said.
  private var forms: [ObjectIdentifier] = []
  /// Row after row, the numbers of the answers, counted from 1; 0 where there is none.
  private var places: [Int32] = []
  private var answers: [Answer] = []

  /// The places of a row; a power of two, and twice as many as targets are judged together.
  private static let width = 128
  /// In bytes; longer texts are not remembered.
  private static let longest = 256

  mutating func answer(of form: Overload, to asked: Value, _ workOut: () -> Value?) -> Value? {
    guard asked.textLength <= Self.longest else { return workOut() }
    // Two places, for with one for each text some would keep driving each other out.
    let (row, number) = (row(of: form) * Self.width, asked.ownNumber)
    let first = row + Int(number & UInt64(Self.width - 1))
    if let known = known(at: first, asked) { return known.value }
    let second = row + Int(number >> 16 & UInt64(Self.width - 1))
    if let known = known(at: second, asked) { return known.value }
    let answer = Answer(asked: asked, value: workOut())
    let isFirst = places[first] == 0 || places[second] != 0 && number >> 32 & 1 == 0
    keep(answer, at: isFirst ? first : second)
    return answer.value
  }

  private func known(at place: Int, _ asked: Value) -> Answer? {
    let number = Int(places[place])
    guard number > 0, Self.areSame(answers[number - 1].asked, asked) else { return nil }
    return answers[number - 1]
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

  /// By the code points, as the functions see them.
  private static func areSame(_ first: Value, _ second: Value) -> Bool {
    switch (first, second) {
    case (.string(let first), .string(let second)): Text.areSame(first, second)
    case (.unknown(let first), .unknown(let second)):
      areSame(first.paths, second.paths) && areSame(first.text?.pieces ?? [], second.text?.pieces ?? [])
    default: false
    }
  }

  private static func areSame(_ first: [String], _ second: [String]) -> Bool {
    first.count == second.count && zip(first, second).allSatisfy { Text.areSame($0, $1) }
  }
}
