/// A team's own rules: folders in; the built-in pack with their rules in it, and what is wrong with them, out.
import Document
import PreflightKit

extension RulePack {
  static func builtIn(with folders: [String], _ mistakes: inout [String]) -> RulePack {
    var pack = RulePack.builtIn()
    guard !folders.isEmpty else { return pack }
    for fault in pack.add(ruleFiles: ruleFiles(in: folders, &mistakes)) {
      let start = fault.range.start
      mistakes.append("\(fault.file.displayable):\(start.line):\(start.column): \(fault.message.displayable)")
    }
    return pack
  }
}

/// The texts of rule files, named or found in folders.
func ruleFiles(in paths: [String], _ mistakes: inout [String]) -> [SourceText] {
  let search = InputSearch(paths)
  mistakes += search.faults.map(\.description)
  mistakes += search.emptyFolders.map { "there is no rule file in `\($0.displayable)`" }
  var files: [SourceText] = []
  for input in search.inputs {
    do throws(ReadFault) {
      files.append(SourceText(name: input.name, bytes: try FileReader().read(input.name)))
    } catch {
      mistakes.append(InputFault.unreadable(path: input.name, error).description)
    }
  }
  return files
}
