/// Where a report goes: `FORMAT` or `FORMAT=FILE` in, the rendered text on stdout or in the file out.
import PreflightKit

struct OutputTarget: Sendable, Equatable {
  enum Place: Sendable, Equatable {
    case standardOutput
    case file(String)

    /// nil for stdout.
    var file: String? {
      switch self {
      case .standardOutput: nil
      case .file(let file): file
      }
    }
  }

  var format: Format
  var place: Place

  static let standard = OutputTarget(format: .human, place: .standardOutput)

  init(format: Format, place: Place) {
    self.format = format
    self.place = place
  }

  /// `-` as the file is stdout.
  init(parsing text: String) throws(OptionFault) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let format = Format(rawValue: parts[0]) else {
      throw OptionFault.unknownWord(parts[0], what: "format", known: Format.allCases.map(\.rawValue))
    }
    self.format = format
    switch parts.count > 1 ? parts[1] : "-" {
    case "": throw OptionFault.noFile(text)
    case "-": place = .standardOutput
    case let file: place = .file(file)
    }
  }
}
