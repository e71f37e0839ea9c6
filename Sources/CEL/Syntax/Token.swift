/// What the lexer hands to the parser: a kind and a place. The text of a name or a literal is read from the source
/// only when the parser wants it, so that scanning allocates nothing.
struct Token {
  var kind: Kind
  var span: Span

  enum Kind: UInt8 {
    case end
    case identifier, quotedIdentifier
    case int, uint, double, string, bytes
    case keywordTrue, keywordFalse, keywordNull, keywordIn
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case dot, comma, colon, question
    case plus, minus, star, slash, percent, bang
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case and, or
    /// A literal that the lexer has already reported.
    case broken
  }
}

extension Token.Kind {
  /// The kind as an author would write it in a sentence.
  var description: String {
    switch self {
    case .end: "the end of the expression"
    case .identifier, .quotedIdentifier: "a name"
    case .int, .uint, .double: "a number"
    case .string: "a string"
    case .bytes: "a bytes literal"
    case .keywordTrue: "'true'"
    case .keywordFalse: "'false'"
    case .keywordNull: "'null'"
    case .keywordIn: "'in'"
    case .leftParenthesis: "'('"
    case .rightParenthesis: "')'"
    case .leftBracket: "'['"
    case .rightBracket: "']'"
    case .leftBrace: "'{'"
    case .rightBrace: "'}'"
    case .dot: "'.'"
    case .comma: "','"
    case .colon: "':'"
    case .question: "'?'"
    case .plus: "'+'"
    case .minus: "'-'"
    case .star: "'*'"
    case .slash: "'/'"
    case .percent: "'%'"
    case .bang: "'!'"
    case .equal: "'=='"
    case .notEqual: "'!='"
    case .less: "'<'"
    case .lessOrEqual: "'<='"
    case .greater: "'>'"
    case .greaterOrEqual: "'>='"
    case .and: "'&&'"
    case .or: "'||'"
    case .broken: "a broken literal"
    }
  }
}
