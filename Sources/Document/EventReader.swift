/// Bytes in, YAML events out. The only file that speaks to libyaml; no C type leaves it.
internal import CYAML

/// One step of libyaml's parser, with marks as byte offsets. It is used again for every step: what belongs to
/// another kind is left over from an earlier one, and pointers are valid until the next step.
struct Event: ~Copyable {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  var kind = Kind.streamStart
  /// With tag and anchor.
  var start = 0
  /// As libyaml has it: beyond the true end for block scalars and block collections.
  var end = 0
  var isMultiline = false
  /// A scalar's text, or an alias's name.
  var value = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var style = ScalarStyle.plain
  var isFlow = false
  // Pointers rather than strings: an event without references is free to make and to pass.
  var anchorName: UnsafePointer<UInt8>?
  var tagName: UnsafePointer<UInt8>?

  var anchor: String? { anchorName.map { String(cString: $0) } }
  var tag: String? { tagName.map { String(cString: $0) } }
  var hasProperties: Bool { anchorName != nil || tagName != nil }
  /// A merge key, if it stands where a key does.
  var isMerge: Bool {
    style == .plain && value.count == 2 && value[0] == UInt8(ascii: "<") && value[1] == UInt8(ascii: "<")
      && tagName == nil
  }
}

/// What stopped libyaml, in its own words; offsets are within the file.
struct ParserProblem {
  var problem: String
  var offset: Int
  var context: String?
  var contextOffset: Int?
}

/// A parser over bytes that must outlive it and are not empty.
struct EventReader: ~Copyable {
  // libyaml keeps a pointer to its parser, so both structures need a fixed address.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private var marks: MarkMap

  init?(_ bytes: UnsafeBufferPointer<UInt8>, textStart: Int, isASCII: Bool) {
    let text = UnsafeBufferPointer(rebasing: bytes[textStart...])
    guard let base = text.baseAddress else { return nil }
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, base, text.count)
    self.parser = parser
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    marks = MarkMap(bytes, textStart: textStart, isASCII: isASCII)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Reads the next event into `result`; false when libyaml has stopped at a problem.
  mutating func read(into result: inout Event) -> Bool {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else { return false }
    let (start, end) = (event.pointee.start_mark, event.pointee.end_mark)
    result.start = marks.offset(of: start.index)
    result.end = marks.offset(of: end.index)
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      result.kind = .scalar
      result.isMultiline = start.line != end.line
      readScalar(into: &result)
    case YAML_MAPPING_START_EVENT:
      result.kind = .mappingStart
      let data = event.pointee.data.mapping_start
      result.isFlow = data.style == YAML_FLOW_MAPPING_STYLE
      readProperties(data.anchor, data.tag, into: &result)
    case YAML_SEQUENCE_START_EVENT:
      result.kind = .sequenceStart
      let data = event.pointee.data.sequence_start
      result.isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
      readProperties(data.anchor, data.tag, into: &result)
    case YAML_ALIAS_EVENT:
      result.kind = .alias
      readAlias(into: &result)
    case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
    case YAML_SEQUENCE_END_EVENT: result.kind = .sequenceEnd
    case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
    case YAML_STREAM_END_EVENT: result.kind = .streamEnd
    default: result.kind = .streamStart
    }
    return true
  }

  private func readAlias(into result: inout Event) {
    guard let name = event.pointee.data.alias.anchor else { return }
    result.value = UnsafeBufferPointer(start: name, count: strlen(name))
  }

  private func readScalar(into result: inout Event) {
    let data = event.pointee.data.scalar
    result.value = UnsafeBufferPointer(start: data.value, count: data.length)
    result.style =
      switch data.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    readProperties(data.anchor, data.tag, into: &result)
  }

  private func readProperties(
    _ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?, into result: inout Event
  ) {
    result.anchorName = anchor.map { UnsafePointer($0) }
    result.tagName = tag.map { UnsafePointer($0) }
  }

  /// Why `read(into:)` returned false.
  mutating func problem() -> ParserProblem {
    let state = parser.pointee
    var result = ParserProblem(problem: "not enough memory", offset: 0)
    guard state.error != YAML_MEMORY_ERROR else { return result }
    result.problem = state.problem.map { String(cString: $0) } ?? "not YAML"
    result.offset = marks.offset(of: state.problem_mark.index)
    if state.error == YAML_READER_ERROR { result.offset = marks.textStart + state.problem_offset }
    if let context = state.context {
      result.context = String(cString: context)
      result.contextOffset = marks.offset(of: state.context_mark.index)
    }
    return result
  }
}

/// libyaml's marks count Unicode scalars behind the byte order mark; this makes them byte offsets of the file.
private struct MarkMap {
  let bytes: UnsafeBufferPointer<UInt8>
  let textStart: Int
  let isASCII: Bool
  // The mark last asked for. Marks come nearly in order, so the walk from one to the next is short.
  private var index = 0
  private var offset: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, textStart: Int, isASCII: Bool) {
    self.bytes = bytes
    self.textStart = textStart
    self.isASCII = isASCII
    offset = textStart
  }

  @inline(__always)
  mutating func offset(of mark: Int) -> Int {
    isASCII ? min(mark + textStart, bytes.count) : walk(to: mark)
  }

  private mutating func walk(to mark: Int) -> Int {
    skipASCII(until: mark)
    while index < mark, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    while index > mark, offset > textStart {
      offset -= 1
      while offset > textStart, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      index -= 1
    }
    return offset
  }

  /// Eight bytes a step where all of them are ASCII.
  private mutating func skipASCII(until mark: Int) {
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= mark, offset + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard word & 0x8080_8080_8080_8080 == 0 else { return }
      offset += 8
      index += 8
    }
  }
}
