/// An input with its text: a name in; the text, or why there is none, and what the linter made of it out.
import Document
import PreflightKit

struct LoadedInput: Sendable {
  private let input: Input
  /// Whether somebody named it, rather than a folder that it is in.
  let isNamed: Bool
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

  var source: SourceText? {
    switch text {
    case .failure: nil
    case .success(let source): source
    }
  }

  var holdsCampaign: Bool { source.map(Linter.holdsCampaign) ?? false }

  func questions(for linter: Linter, withLogin: Bool) -> [OpenQuestion] {
    source.map { linter.questions(about: $0, withLogin: withLogin) } ?? []
  }
}
