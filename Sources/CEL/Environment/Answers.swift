/// What was worked out lately: what functions said of texts, and what variables came to that saw the same. A question in; the
/// value out, if it is remembered. Rules ask the same again and again, in one campaign and in the next.
///
/// Every thread has its own: threads that share one wait for each other at every look.
package final class Answers {
  // One value, because every access to a property of a class is watched unless it says that it need not be. This one need
  // not: nothing is worked out while memory is looked at or changed.
  @exclusivity(unchecked) private var memory = Memory()

  /// Nothing is remembered yet.
  package init() {}

  /// What a form of a function says of a text.
  ///
  /// - Parameters:
  ///   - asked: a text, or an unknown of which parts of the text are known.
  ///   - workOut: what the function says; nil where nothing is known of that, which is remembered too.
  @inline(__always)
  func answer(of form: Overload, to asked: Value, _ workOut: () -> Value?) -> Value? {
    guard asked.textLength <= Memory.longest else { return workOut() }
    let question = Question(form, asked)
    if let known = memory.answer(to: question) { return known.value }
    let value = workOut()
    memory.keep(value, question)
    return value
  }

  /// The value that was kept.
  @inline(__always)
  func value(of question: Question) -> Value? { memory.answer(to: question)?.value }

  func keep(_ value: Value, _ question: Question) { memory.keep(value, question) }
}

/// Who is asked about what. Neither is kept, only a number made of both; that two questions share one by chance is as likely
/// as a fault of the machine.
struct Question {
  /// Of who is asked.
  let row: Int
  /// Never 0.
  let number: UInt64

  @inline(__always)
  fileprivate init(_ form: Overload, _ asked: Value) {
    let address = UInt(bitPattern: Unmanaged.passUnretained(form).toOpaque())
    self.init(of: UInt64(address)) { $0.add(asked) }
  }

  /// - Parameters:
  ///   - variable: its number among those of the source that all frames share.
  ///   - sight: a number for what it reads.
  @inline(__always)
  init(ofVariable variable: Int, seeing sight: UInt64) {
    self.init(of: UInt64(truncatingIfNeeded: variable)) { $0.add(sight) }
  }

  @inline(__always)
  private init(of owner: UInt64, _ add: (inout ExactHash) -> Void) {
    var hash = ExactHash()
    hash.add(owner)
    row = Int(truncatingIfNeeded: hash.number >> 48) & (Memory.rowCount - 1)
    add(&hash)
    number = max(hash.number, 1)
  }
}

private struct Memory {
  struct Answer {
    let number: UInt64
    let value: Value?
  }

  /// A power of two, and so many that few share one: of what one is asked anew in every campaign, another one need not
  /// forget what it said.
  static let rowCount = 512
  /// The places of a row; a power of two, and twice as many as targets are judged together.
  private static let width = 128
  /// In bytes; longer texts are not remembered, nor what was made of them.
  static let longest = 256
  /// In values; what is kept must not hold on to whole campaigns.
  private static let largest = 64

  /// Of each row the first of its places; -1 as long as nothing is in it.
  private var rows: [Int32] = Array(repeating: -1, count: Self.rowCount)
  /// Row after row, the numbers of the answers, counted from 1; 0 where there is none.
  private var places: [Int32] = []
  private var answers: [Answer] = []

  @inline(__always)
  func answer(to question: Question) -> Answer? {
    let row = Int(rows[question.row])
    guard row >= 0 else { return nil }
    let (first, second) = Self.places(of: question, row)
    return answer(at: first, question.number) ?? answer(at: second, question.number)
  }

  @inline(__always)
  private func answer(at place: Int, _ number: UInt64) -> Answer? {
    let answer = Int(places[place])
    return answer > 0 && answers[answer - 1].number == number ? answers[answer - 1] : nil
  }

  mutating func keep(_ value: consuming Value?, _ question: Question) {
    if let value, !Self.isSmall(value) { return }
    let (first, second) = Self.places(of: question, start(ofRow: question.row))
    let isFirst = places[first] == 0 || places[second] != 0 && question.number >> 32 & 1 == 0
    keep(Answer(number: question.number, value: value), at: isFirst ? first : second)
  }

  private mutating func keep(_ answer: consuming Answer, at place: Int) {
    if places[place] > 0 {
      answers[Int(places[place]) - 1] = answer
    } else {
      answers.append(answer)
      places[place] = Int32(answers.count)
    }
  }

  private static func isSmall(_ value: Value) -> Bool {
    value.weight <= largest && value.textLength <= longest
  }

  /// Two, for with one for each question some would keep driving each other out.
  @inline(__always)
  private static func places(of question: Question, _ row: Int) -> (Int, Int) {
    let number = Int(truncatingIfNeeded: question.number)
    return (row + number & (width - 1), row + (number >> 16) & (width - 1))
  }

  private mutating func start(ofRow index: Int) -> Int {
    if rows[index] < 0 {
      rows[index] = Int32(places.count)
      places += repeatElement(0, count: Self.width)
    }
    return Int(rows[index])
  }
}
