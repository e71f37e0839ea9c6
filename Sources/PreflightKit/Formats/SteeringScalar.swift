/// The one definition of what must not reach a terminal as it is: a scalar of any text in; whether it has to be escaped,
/// out. Controls move the cursor and set titles, format characters turn the direction of the text or hide in it, and
/// line separators begin a line that nobody wrote.

extension Unicode.Scalar {
  package var steersTheTerminal: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }
}
