/// Text as a terminal shows it: any text in, cells of known width out, with nothing in them that steers a terminal.

/// What one user-perceived character looks like.
struct Cell: Sendable {
  var text: String
  var width: Int
}

struct DisplayText: Sendable {
  /// Printable ASCII: every byte is a scalar and a column.
  private let plain: String?
  private var cells: [Cell] = []
  /// For every scalar of the text, and one past its end: the column (from 0) at which its character starts.
  private var starts: [Int] = []
  /// For every scalar of the text: the column after its character.
  private var ends: [Int] = []
  private(set) var width = 0

  init(_ text: String) {
    guard !text.isPlain else {
      plain = text
      width = text.utf8.count
      return
    }
    plain = nil
    for character in text { append(character) }
    starts.append(width)
  }

  /// The columns between two scalars; whole characters, never a part of one.
  func columns(_ scalars: Range<Int>) -> Range<Int> {
    if plain != nil {
      let start = min(max(0, scalars.lowerBound), width)
      return start..<max(start, min(scalars.upperBound, width))
    }
    let start = starts[min(max(0, scalars.lowerBound), starts.count - 1)]
    guard scalars.upperBound > scalars.lowerBound, !ends.isEmpty else { return start..<start }
    return start..<max(start, ends[min(scalars.upperBound, ends.count) - 1])
  }

  /// The text of the characters that lie wholly between two columns.
  func text(in columns: Range<Int>) -> String {
    if let plain {
      if columns == 0..<width { return plain }
      return String(decoding: plain.utf8.dropFirst(columns.lowerBound).prefix(columns.count), as: UTF8.self)
    }
    var text = ""
    var column = 0
    for cell in cells {
      if column >= columns.lowerBound, column + cell.width <= columns.upperBound { text += cell.text }
      column += cell.width
    }
    return text
  }

  private mutating func append(_ character: Character) {
    let cell = Cell(character)
    for _ in character.unicodeScalars {
      starts.append(width)
      ends.append(width + cell.width)
    }
    cells.append(cell)
    width += cell.width
  }
}

extension Cell {
  /// A tab is four columns wherever it stands, so that text and carets below it agree even after a cut.
  private static let tab = Cell(text: "    ", width: 4)

  init(_ character: Character) {
    if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) {
      self.init(text: String(character), width: 1)
    } else if character == "\t" {
      self = Self.tab
    } else if let first = character.unicodeScalars.first, first.steersTheTerminal {
      let escaped = character.unicodeScalars.map(\.escaped).joined()
      self.init(text: escaped, width: escaped.utf8.count)
    } else {
      self.init(text: String(character), width: character.columns)
    }
  }
}

extension String {
  /// Printable ASCII alone.
  var isPlain: Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy { 0x20...0x7E ~= $0 } }
      ?? utf8.allSatisfy { 0x20...0x7E ~= $0 }
  }

  /// One line of plain text, whatever was in it: line breaks, escape sequences and text-direction marks become visible.
  package var displayable: String {
    if isPlain { return self }
    return map { Cell($0 == "\t" ? " " : $0).text }.joined()
  }

  /// As `displayable`, and cut where it would fill more columns. What is beyond is not even looked at.
  func displayable(upTo columns: Int) -> String {
    guard utf8.count > columns else { return displayable }
    let head = String(prefix(columns))
    let shown = DisplayText(head)
    let isWhole = head.utf8.count == utf8.count && shown.width <= columns
    return isWhole ? displayable : shown.text(in: 0..<(columns - 3)) + "..."
  }

  /// So many, none where the number is negative. The library repeats a text character by character.
  static func blanks(_ count: Int) -> String {
    let count = Swift.max(0, count)
    return String(unsafeUninitializedCapacity: count) { bytes in
      for place in 0..<count { bytes[place] = UInt8(ascii: " ") }
      return count
    }
  }

  var displayWidth: Int {
    isPlain ? utf8.count : reduce(0) { $0 + Cell($1).width }
  }
}

extension Character {
  fileprivate var columns: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.contains(where: { $0.value == 0xFE0F }) || first.properties.isEmojiPresentation || first.isWide
    {
      return 2
    }
    return first.hasNoWidth ? 0 : 1
  }
}

extension Unicode.Scalar {
  fileprivate var escaped: String {
    "\\u{\(String(value, radix: 16))}"
  }

  fileprivate var hasNoWidth: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// East Asian Width W or F (UAX #11), emoji aside.
  fileprivate var isWide: Bool {
    value >= 0x1100 && Self.wide.contains { $0.contains(value) }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18CD5, 0x18D00...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
