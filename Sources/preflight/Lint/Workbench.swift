/// A linter with what it has learnt, one thread's own: loaded inputs in; what was made of each out.
import Document
import PreflightKit

struct Workbench {
  private let linter: Linter
  private let book: FactBook?
  private var experience: Experience

  /// Texts that are judged together may have so many bytes; all that is made of them is kept as long.
  private static let most = 256 << 10

  /// - Parameters:
  ///   - number: the thread's; the first one takes the linter as it is.
  ///   - count: of the files of all threads.
  init(_ number: Int, _ linter: Linter, _ book: FactBook?, expecting count: Int) {
    self.linter = number == 0 ? linter : linter.another()
    self.book = book
    experience = Experience(expecting: count)
  }

  mutating func judge(_ inputs: some Sequence<LoadedInput>) -> [LoadedInput.Judged] {
    var judged: [LoadedInput.Judged] = []
    var handful: [LoadedInput] = []
    var size = 0
    for input in inputs {
      let inputSize = input.source?.bytes.count ?? 0
      if size + inputSize > Self.most {
        judged += judge(together: handful)
        (handful, size) = ([], 0)
      }
      handful.append(input)
      size += inputSize
    }
    return judged + judge(together: handful)
  }

  private mutating func judge(together inputs: [LoadedInput]) -> [LoadedInput.Judged] {
    var reports = linter.lint(inputs.compactMap(\.source), facts: book, with: &experience)[...]
    return inputs.map { input in
      guard input.fault == nil, var report = reports.popFirst() else {
        return LoadedInput.Judged(fault: input.fault)
      }
      report.file.isNamed = input.isNamed
      return LoadedInput.Judged(result: report)
    }
  }
}
