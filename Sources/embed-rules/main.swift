/// Build tool: the folder rules/ in, one Swift file out that holds every file's text and what a start-up needs of it.
/// A rule that cannot be read fails the build with its file and line.
import Document

#if canImport(FoundationEssentials)
  import FoundationEssentials
  import Glibc
#else
  import Foundation
#endif

guard CommandLine.arguments.count == 3 else {
  complain("usage: embed-rules FOLDER OUTPUT")
  exit(2)
}
let folder = CommandLine.arguments[1]
let output = CommandLine.arguments[2]

do {
  let files = try readFolder(folder)
  var rules: [PluckedRule] = []
  var profiles: [PluckedProfile] = []
  var providers: [PluckedProvider] = []
  for file in files {
    switch file.path.split(separator: "/").first {
    case "checks": rules.append(try PluckedRule(file))
    case "profiles": profiles.append(try PluckedProfile(file))
    case "providers": providers.append(try PluckedProvider(file))
    default: continue
    }
  }
  rules.sort { $0.id < $1.id }
  let code = generatedCode(files: files, rules: rules, profiles: profiles, providers: providers)
  try code.write(toFile: output, atomically: true, encoding: .utf8)
} catch let error as PluckError {
  complain("\(folder)/\(error.file):\(error.line):\(error.column): error: \(error.reason)")
  exit(1)
} catch {
  complain("\(folder): error: \(error)")
  exit(1)
}

private func readFolder(_ folder: String) throws -> [RuleFile] {
  let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  return try paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".dat") }.map { path in
    let data = try Data(contentsOf: URL(filePath: folder + "/" + path))
    return RuleFile(path: path, source: SourceText(name: path, bytes: Array(data)))
  }
}

private func complain(_ text: String) {
  let line = text + "\n"
  _ = line.utf8CString.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count - 1) }
}
