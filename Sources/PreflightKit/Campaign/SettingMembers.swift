/// Known members of a setting, as plain values: a name in; a text, a number, a flag or texts out.
import CEL

extension Setting {
  /// The text of a member, if it is known.
  func text(_ name: String) -> String? {
    guard case .string(let text)? = member(name)?.value else { return nil }
    return text
  }

  func number(_ name: String) -> Int? {
    guard case .int(let number)? = member(name)?.value else { return nil }
    return Int(number)
  }

  func flag(_ name: String) -> Bool {
    guard case .bool(let flag)? = member(name)?.value else { return false }
    return flag
  }

  func texts(_ name: String) -> [String] {
    (member(name)?.items ?? []).compactMap { item in
      if case .string(let text) = item.value { text } else { nil }
    }
  }
}
