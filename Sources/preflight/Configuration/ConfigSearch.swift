/// Where the configuration is: the working folder in; the path of the nearest `.preflight.yaml` on the way up to the
/// repository's root out.
import PreflightKit

enum ConfigSearch {
  /// Relative to the working folder, as messages show it. Without a repository the way ends at the file system's root.
  /// Whatever bears the name is meant, a link that leads nowhere too: another file further up would be laxer, perhaps.
  static func find() -> String? {
    var folder = ""
    var seen: [FileIdentity] = []
    while case .folder(let identity) = PathKind(folder.isEmpty ? "." : folder), !seen.contains(identity) {
      seen.append(identity)
      let path = folder + configFileName
      if isThere(path) { return path }
      // A worktree has a file of that name, a repository a folder.
      if case .missing = PathKind(folder + ".git") {} else { return nil }
      folder += "../"
    }
    return nil
  }
}
