/// Functions on texts that are known in parts: a text with gaps and a function in; what the function comes to whatever the
/// gaps hold out, which may be a text with gaps itself.
///
/// The gaps are filled in the ways that people fill them, and what is the same for all of them is known. Between known
/// letters a gap is a word or several labels of a name; where it stands at an end it may be a whole address, a URL or a port.
import CEL

struct Fillings {
  private let text: PartialText
  /// Stands for a gap; no known piece holds it, and no function changes it.
  private let word: String

  init(_ text: PartialText) {
    self.text = text
    let known = text.pieces.joined(separator: " ").lowercased()
    var number = 0
    while known.contains("qzx\(number)") { number += 1 }
    word = "qzx\(number)"
  }

  /// What all fillings agree on; nil if that is nothing.
  ///
  /// - Parameter unknown: what the text depends on, and so does all that is made of it.
  func outcome(of unknown: Unknown, _ function: (String) -> Value) -> Value? {
    let plausible = plausible
    let first = function(plausible[0])
    guard first.isKnown else { return nil }
    if case .bool(let flag) = first {
      let isSettled = (plausible.dropFirst() + hostile).allSatisfy { says(function($0), flag) }
      return isSettled ? first : nil
    }
    // Where a text that is no address is an error, the question is about addresses.
    return agreement([first] + plausible.dropFirst().map(function).filter(\.isKnown), unknown)
  }

  private func says(_ outcome: Value, _ flag: Bool) -> Bool {
    if case .bool(let other) = outcome { other == flag } else { false }
  }

  private func agreement(_ outcomes: [Value], _ unknown: Unknown) -> Value? {
    switch outcomes[0] {
    case .string(let first): agreement(first, outcomes, unknown)
    case .map(let first): agreement(first, outcomes, unknown)
    case let first: outcomes.allSatisfy { $0 == first } ? first : nil
    }
  }

  private func agreement(_ first: String, _ outcomes: [Value], _ unknown: Unknown) -> Value? {
    let pieces = CodePoints.split(first, by: word)
    guard pieces.count > 1 else { return outcomes.allSatisfy { $0 == .string(first) } ? .string(first) : nil }
    guard let text = PartialText(pieces), outcomes.allSatisfy({ $0.couldBe(text) }) else { return nil }
    return .unknown(unknown.with(text))
  }

  /// Of an object each field on its own, if all have the same ones.
  private func agreement(_ first: MapValue, _ outcomes: [Value], _ unknown: Unknown) -> Value? {
    var fields: [(String, Value)] = []
    for (key, _) in first.entries {
      guard case .string(let name) = key else { return nil }
      let values = outcomes.compactMap { $0.field(name) }
      // Whether it is there cannot be left open: the whole is not known then.
      guard values.count == outcomes.count else { return nil }
      fields.append((name, agreement(values, unknown) ?? .unknown(unknown.with(nil))))
    }
    guard outcomes.allSatisfy({ $0.fieldCount == first.count }) else { return nil }
    return .map(MapValue(fields: fields))
  }
}

extension Fillings {
  /// The ways in which people fill such gaps; the word alone is the first.
  private var plausible: [String] {
    var texts = [word, "\(word).example", "\(word).\(word).example"].map(filled)
    let hasAddress = text.pieces.contains { $0.contains("@") }
    for (gap, before) in text.pieces.dropLast().enumerated() where before.isEmpty || opensValue(before) {
      texts.append(filled(gap, with: "https://\(word).example"))
      if !hasAddress { texts.append(filled(gap, with: "\(word)@\(word).example")) }
      if !text.pieces.contains(where: { $0.contains("<") }) {
        texts.append(filled(gap, with: "<\(word)@\(word).example>"))
      }
    }
    for (gap, before) in text.pieces.dropLast().enumerated() where before.utf8.last == UInt8(ascii: ":") {
      texts.append(filled(gap, with: "25"))
    }
    if text.pieces.last?.isEmpty ?? false {
      let gap = text.pieces.count - 2
      texts += [":25", "/\(word)"].map { filled(gap, with: $0) }
      if !hasAddress { texts.append(filled(gap, with: "@\(word).example")) }
    }
    return texts
  }

  /// What could make a test say yes or no that says otherwise of a word.
  private var hostile: [String] {
    [
      "", " ", "\n", ".", "..", "-", "_", "@", ":", "/", "<", ">", "é", "a.b", "a@b.example", "1",
      "127.0.0.1", "::1", "[::1]",
      "localhost", "internal", "test", "com", "{{id}}", "*", String(repeating: "a", count: 300),
    ].map(filled)
  }

  private func filled(with filling: String) -> String { text.pieces.joined(separator: filling) }

  /// One gap filled with this, the others with the word.
  private func filled(_ gap: Int, with filling: String) -> String {
    text.pieces.indices.dropFirst().reduce(into: text.pieces[0]) { filled, index in
      filled += (index - 1 == gap ? filling : word) + text.pieces[index]
    }
  }

  /// Whether a whole address may follow.
  private func opensValue(_ piece: String) -> Bool {
    piece.utf8.last.map { " \t\n<,;".utf8.contains($0) } ?? true
  }
}

extension Value {
  fileprivate func couldBe(_ partial: PartialText) -> Bool {
    if case .string(let text) = self { partial.couldBe(text) } else { false }
  }

  fileprivate var fieldCount: Int {
    if case .map(let map) = self { map.count } else { 0 }
  }

  fileprivate func field(_ name: String) -> Value? {
    if case .map(let map) = self { map[field: name] } else { nil }
  }
}
