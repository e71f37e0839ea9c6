/// Reads the configuration: a path, or none to search for one, in; everything it and the files it extends set, and every
/// mistake, out.
import Document
import PreflightKit

struct ConfigLoader {
  private(set) var configuration = Configuration()
  private(set) var mistakes: [String] = []
  /// The files that were met, by identity: one path may lead to a file in many ways, and many files to one. True for
  /// those being read, one inside the other.
  private var isOpen: [String: Bool] = [:]

  /// - Parameter path: as `--config` names it; the nearest file on the way up if nil.
  init(_ path: String?) {
    if let path {
      load(path, askedForBy: nil)
    } else if let found = ConfigSearch.find() {
      // An empty pipe would be an empty configuration. Who names one means it.
      if PathKind(found).isSpecial {
        mistakes.append("cannot read `\(found)`: \(ReadFault.isSpecial)")
      } else {
        load(found, askedForBy: nil)
      }
    }
  }

  private mutating func load(_ path: String, askedForBy place: ConfigPlace?) {
    let identity = FileIdentity(path)?.text
    if let identity {
      if let isOpen = isOpen[identity] {
        if isOpen, let place { mistakes.append(ConfigFault(.circle(path), at: place).description) }
        return
      }
      isOpen[identity] = true
    }
    defer { if let identity { isOpen[identity] = false } }
    do throws(ReadFault) {
      let file = ConfigFile(SourceText(name: path, bytes: try FileReader().read(path)))
      mistakes += file.faults.map(\.description)
      if let requires = file.requires, !requires.value.accepts(toolVersion) {
        let kind = ConfigFault.Kind.wrongVersion(required: requires.value.text, actual: toolVersion)
        mistakes.append(ConfigFault(kind, at: requires.place).description)
      }
      for base in file.extends { load(path.sibling(base.value), askedForBy: base.place) }
      configuration.add(file)
    } catch {
      let kind = ConfigFault.Kind.unreadable(path, reason: error.description)
      mistakes.append(
        place.map { ConfigFault(kind, at: $0).description } ?? "cannot read `\(path)`: \(error)")
    }
  }
}

extension Placed<String> {
  /// The path as the working folder sees it: relative to the file that wrote it.
  var path: String { place.file.sibling(value) }
}

extension String {
  /// A path written in the file of this name.
  func sibling(_ path: String) -> String {
    guard !path.hasPrefix("/"), let slash = lastIndex(of: "/") else { return path }
    return String(self[...slash]) + path
  }
}
