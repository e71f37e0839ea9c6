extension Issue: CustomStringConvertible {
  /// What is wrong and what to do, in one line with no full stop.
  package var message: String {
    "\(kind)"
  }

  /// The message with the suggestion.
  package var description: String { message }
}
