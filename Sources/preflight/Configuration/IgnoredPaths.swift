/// The paths that a search of folders passes over: patterns of the configuration in, whether a path is among them out.
import PreflightKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct IgnoredPaths {
  /// Absolute, one component each. A first component `**` means any depth.
  private let patterns: [[String]]

  /// - Parameter patterns: each with the file that wrote it. One without a slash is meant at any depth below that file;
  ///   one that begins with a slash, right beside it.
  init(_ patterns: [(file: String, pattern: String)]) {
    self.patterns = patterns.map { file, pattern in
      let own = pattern.split(separator: "/").map(String.init)
      let isDeep = own.count == 1 && !pattern.hasPrefix("/")
      let folder = Array(components(ofAbsolute: file).dropLast())
      return isDeep ? folder + ["**"] + own : normalized(folder + own)
    }
  }

  /// For what a search came upon: whoever names a file wants it checked. The configuration itself is no campaign.
  func passesOver(_ path: String) -> Bool {
    path == configFileName || path.hasSuffix("/" + configFileName) || contains(path)
  }

  /// A pattern that covers a folder covers all that is in it.
  func contains(_ path: String) -> Bool {
    guard !patterns.isEmpty else { return false }
    let path = components(ofAbsolute: path)
    return patterns.contains { covers($0[...], path[...]) }
  }
}

private func covers(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
  guard let first = pattern.first else { return true }
  if first == "**" {
    return covers(pattern.dropFirst(), path) || (!path.isEmpty && covers(pattern, path.dropFirst()))
  }
  guard let name = path.first, matches(Array(first)[...], Array(name)[...]) else { return false }
  return covers(pattern.dropFirst(), path.dropFirst())
}

/// A path from the root on. Symbolic links are not followed.
private func components(ofAbsolute path: String) -> [String] {
  let whole = path.hasPrefix("/") ? path : workingFolder + "/" + path
  return normalized(whole.split(separator: "/").map(String.init))
}

/// Without `.` and `..`.
private func normalized(_ components: [String]) -> [String] {
  components.reduce(into: []) { parts, part in
    if part == ".." {
      _ = parts.popLast()
    } else if part != "." {
      parts.append(part)
    }
  }
}

private var workingFolder: String {
  guard let buffer = getcwd(nil, 0) else { return "" }
  defer { free(buffer) }
  return String(cString: buffer)
}
