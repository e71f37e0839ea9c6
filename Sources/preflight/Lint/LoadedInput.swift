/// An input with its text: a name in; the text, or why there is none; and what the linter makes of it out.
import Document
import PreflightKit

struct LoadedInput: Sendable {
  private let input: Input
  private let isNamed: Bool
  private let text: Result<SourceText, ReadFault>

  struct Judged: Sendable {
    var result: FileReport?
    var fault: InputFault?
  }

  init(_ input: Input) {
    self.input = input
    switch input.origin {
    case .standardInput: isNamed = true
    case .file(let named): isNamed = named
    }
    do throws(ReadFault) {
      text = .success(SourceText(name: input.name, bytes: try Self.bytes(of: input)))
    } catch {
      text = .failure(error)
    }
  }

  private static func bytes(of input: Input) throws(ReadFault) -> [UInt8] {
    switch input.origin {
    case .standardInput: try FileReader().standardInput()
    case .file: try FileReader().read(input.name)
    }
  }

  /// Why there is no text.
  var fault: InputFault? {
    switch text {
    case .failure(let fault): .unreadable(path: input.name, fault)
    case .success: nil
    }
  }

  var holdsCampaign: Bool {
    switch text {
    case .failure: false
    case .success(let source): Linter.holdsCampaign(source)
    }
  }

  func questions(for linter: Linter, withLogin: Bool) -> [OpenQuestion] {
    guard case .success(let source) = text else { return [] }
    return linter.questions(about: source, withLogin: withLogin)
  }

  func judged(by linter: Linter, _ book: FactBook?, with experience: inout Experience) -> Judged {
    switch text {
    case .failure: return Judged(fault: fault)
    case .success(let source):
      var result = linter.lint(source, facts: book, with: &experience)
      result.file.isNamed = isNamed
      return Judged(result: result)
    }
  }
}
