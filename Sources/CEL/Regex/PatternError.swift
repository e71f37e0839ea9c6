/// Why a pattern is not accepted, and which bytes of it are to blame. The words are in
/// `PatternErrorText.swift`.
package struct PatternError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case missingBracket
    case missingParenthesis
    case unexpectedParenthesis
    case nothingToRepeat
    case stackedRepetition
    case repetitionTooLarge(limit: Int)
    case repetitionReversed
    case reversedRange
    case unknownClass
    case unknownProperty
    case unknownEscape
    case trailingBackslash
    case singleByte
    case backreference
    case lookaround
    case unknownGroup
    case groupName
    case patternTooLong(limit: Int)
    case patternTooDeep(limit: Int)
    case programTooLarge(limit: Int)
  }

  package let reason: Reason
  /// UTF-8 offsets in the pattern.
  package let range: Range<Int>
  /// The text at fault, as it is written.
  package let excerpt: String

  package init(_ reason: Reason, range: Range<Int>, excerpt: String) {
    self.reason = reason
    self.range = range
    self.excerpt = excerpt
  }
}
