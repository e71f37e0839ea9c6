/// The answer to a question about values of which some may be unknown.
enum Truth {
  case yes
  case no
  case unknown(Unknown)

  init(_ answer: Bool) {
    self = answer ? .yes : .no
  }

  var value: Value {
    switch self {
    case .yes: .bool(true)
    case .no: .bool(false)
    case .unknown(let unknown): .unknown(unknown)
    }
  }

  var negated: Truth {
    switch self {
    case .yes: .no
    case .no: .yes
    case .unknown: self
    }
  }
}

/// What keeps `&&`, `||` and the quantifiers from deciding: the unknowns met so far, and the first error.
/// An unknown outweighs an error, since knowing it could still decide the matter.
struct Undecided {
  private var paths: [String] = []
  /// The unknown, as long as no other one was met: its paths are in order already.
  private var only: Unknown?
  private var failure: EvaluationError?

  var isEmpty: Bool { paths.isEmpty && failure == nil }

  var unknown: Unknown? { paths.isEmpty ? nil : only ?? Unknown(paths) }

  /// The unknown or the error, whichever counts; nil when neither was met.
  var value: Value? {
    if let unknown { return .unknown(unknown) }
    return failure.map { .error($0) }
  }

  mutating func add(_ unknown: Unknown) {
    guard paths.count < Unknown.most, unknown.paths != only?.paths else { return }
    only = paths.isEmpty ? unknown.withoutText : nil
    paths.append(contentsOf: unknown.paths)
  }

  mutating func add(_ error: EvaluationError) {
    if failure == nil { failure = error }
  }
}
