import CEL
import Foundation

/// A file of conformance vectors, in the JSON form that cel-conformance/README.md describes.
struct VectorFile: Decodable {
  let name: String
  let tests: [Vector]

  /// The vectors of cel-spec, beside the project; nil when they are not there.
  static let sharedFolder: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.deletingLastPathComponent().appending(path: "shared/cel-conformance")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// The project's own vectors.
  static let ownFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

  static func read(_ name: String, in folder: URL) throws -> VectorFile {
    try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }
}

struct Vector: Decodable {
  let section: String?
  let name: String
  let expr: String
  let disableMacros: Bool?
  let disableCheck: Bool?
  let checkOnly: Bool?
  let container: String?
  let typeEnv: [Declaration]?
  let bindings: [String: JSON]?
  let expect: JSON
  let needs: String?

  enum CodingKeys: String, CodingKey {
    case section, name, expr, container, bindings, expect, needs
    case disableMacros = "disable_macros"
    case disableCheck = "disable_check"
    case checkOnly = "check_only"
    case typeEnv = "type_env"
  }

  struct Declaration: Decodable {
    let name: String
    let ident: String?
    let function: [Form]?

    struct Form: Decodable {
      let id: String
      let params: [String]
      let result: String
      let instance: Bool
    }
  }
}

/// Any JSON.
indirect enum JSON: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  var array: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }
}
