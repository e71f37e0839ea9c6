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
  fileprivate let row: Int
  /// How many places that one has; a power of two.
  fileprivate let width: Int
  /// Never 0.
  fileprivate let number: UInt64

  @inline(__always)
  fileprivate init(_ form: Overload, _ asked: Value) {
    let address = UInt(bitPattern: Unmanaged.passUnretained(form).toOpaque())
    // Twice as many as targets are judged together: what one rule asks of all of them, the next one does.
    self.init(of: UInt64(address), width: 128) { $0.add(asked) }
  }

  /// - Parameters:
  ///   - variable: its number among those of the source that all frames share.
  ///   - sight: a number for what it reads.
  @inline(__always)
  init(ofVariable variable: Int, seeing sight: UInt64) {
    // Few, because while a target is judged its frame keeps what its variables came to.
    self.init(of: UInt64(truncatingIfNeeded: variable), width: 32) { $0.add(sight) }
  }

  @inline(__always)
  private init(of owner: UInt64, width: Int, _ add: (inout ExactHash) -> Void) {
    var hash = ExactHash()
    hash.add(owner)
    row = Int(truncatingIfNeeded: hash.number >> 48) & (Memory.rowCount - 1)
    self.width = width
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
  /// In bytes; longer texts are not remembered, nor what was made of them.
  static let longest = 256
  /// In values; what is kept must not hold on to whole campaigns.
  private static let largest = 64

  /// Where a row begins, and how many places it has: as many as whoever asked first wanted.
  private struct Row {
    var start: Int32 = 0
    var width: Int32 = 0
  }

  private var rows = [Row](repeating: Row(), count: Self.rowCount)
  /// Row after row, the numbers of the answers, counted from 1; 0 where there is none.
  private var places: [Int32] = []
  private var answers: [Answer] = []

  @inline(__always)
  func answer(to question: Question) -> Answer? {
    guard let (first, second) = places(of: question) else { return nil }
    return answer(at: first, question.number) ?? answer(at: second, question.number)
  }

  @inline(__always)
  private func answer(at place: Int, _ number: UInt64) -> Answer? {
    let answer = Int(places[place])
    return answer > 0 && answers[answer - 1].number == number ? answers[answer - 1] : nil
  }

  mutating func keep(_ value: consuming Value?, _ question: Question) {
    if let value, !Self.isSmall(value) { return }
    if rows[question.row].width == 0 { beginRow(of: question) }
    guard let (first, second) = places(of: question) else { return }
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

  /// Two, for with one for each question some would keep driving each other out. nil where nothing is kept.
  @inline(__always)
  private func places(of question: Question) -> (Int, Int)? {
    let row = rows[question.row]
    guard row.width > 0 else { return nil }
    let (start, mask) = (Int(row.start), Int(row.width) - 1)
    let number = Int(truncatingIfNeeded: question.number)
    return (start + number & mask, start + (number >> 16) & mask)
  }

  private mutating func beginRow(of question: Question) {
    rows[question.row] = Row(start: Int32(places.count), width: Int32(question.width))
    places += repeatElement(0, count: question.width)
  }
}
