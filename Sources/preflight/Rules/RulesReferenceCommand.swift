/// `preflight rules reference`: a folder in; the pages of the reference in it, written anew, out.
import ArgumentParser
import CEL
import PreflightKit

struct RulesReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract:
      "Write the reference as Markdown: a page for each group of rules, one for providers, functions and forms."
  )

  @Argument(help: "The folder; it must exist.")
  var folder = "rules/reference"

  func run() throws {
    let pages = referencePages(.builtIn(), now: .epoch)
    for page in pages {
      let path = joined(folder, page.name)
      if let problem = writeFile(page.text, to: path) {
        throw usageError(["cannot write `\(path.displayable)`: \(String(errorNumber: problem))"])
      }
    }
    try say("\(pages.count) pages in \(folder.displayable)\n")
  }
}
