// The words for each reason in PatternError: one sentence without a full stop, and what to write instead if
// there is such a thing.

extension PatternError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .missingBracket: "the character class '\(excerpt)' has no closing ']'"
    case .missingParenthesis: "the group '\(excerpt)' has no closing ')'"
    case .unexpectedParenthesis: "this ')' closes no group; a literal one is written '\\)'"
    case .nothingToRepeat: "'\(excerpt)' has nothing to repeat; a literal one is written '\\\(excerpt)'"
    case .stackedRepetition: "'\(excerpt)' repeats a repetition; put the inner one into '(?:…)'"
    case .repetitionTooLarge(let limit):
      "'\(excerpt)' repeats more than \(limit) times, nested repetitions multiplied"
    case .repetitionReversed: "'\(excerpt)' has its larger count first"
    case .reversedRange: "the range '\(excerpt)' runs backwards"
    case .unknownClass: "there is no character class '\(excerpt)'"
    case .unknownProperty:
      "there is no Unicode class '\(excerpt)'; there are categories (\\p{Lu}) and scripts (\\p{Greek})"
    case .unknownEscape: "there is no escape sequence '\(excerpt)'"
    case .trailingBackslash: "the pattern ends in a lone backslash; a literal one is written '\\\\'"
    case .singleByte:
      "'\\C' matches a single byte and could split a character; '(?s:.)' matches any character"
    case .backreference: "'\(excerpt)' refers back to a group, which linear-time matching does not allow"
    case .lookaround: "'\(excerpt)' looks ahead or behind, which linear-time matching does not allow"
    case .unknownGroup: "there is no group '\(excerpt)'"
    case .groupName: "'\(excerpt)' is not a group name: letters, digits and '_'"
    case .patternTooLong(let limit): "the pattern is longer than \(limit) bytes"
    case .patternTooDeep(let limit): "groups are nested deeper than \(limit)"
    case .programTooLarge(let limit):
      "the pattern needs more than \(limit) steps when its repetitions are written out"
    }
  }
}
