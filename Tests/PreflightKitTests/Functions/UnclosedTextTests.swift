// Openers without closers, of which a text may be full: read in time that grows with the text, not with its square.
import Document
import Testing

@testable import PreflightKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Texts of openers that nothing closes", .serialized)
struct UnclosedTextTests {
  /// How much longer eight times the text takes this thread, whatever else the machine does; the best of three.
  private func growth(
    of piece: String, then end: String = "", upTo most: Int = 32_000, _ body: (String) -> Void
  ) -> Double {
    func time(_ length: Int) -> Double {
      let text = String(repeating: piece, count: length / piece.utf8.count) + end
      return (0..<3).map { _ in
        let start = threadTime()
        body(text)
        return threadTime() - start
      }.min() ?? 0
    }
    return time(most) / time(most / 8)
  }

  @Test(
    "placeholders",
    arguments: [
      ("{{", ""), ("${{", ""), ("%env(", ""), ("%env(", ")"), ("${a:", ""), ("${a:-", "}"), ("${a:{", "}}"),
      ("{", "}"), ("${", ""),
    ])
  func placeholders(piece: String, end: String) {
    #expect(growth(of: piece, then: end) { _ = Interpolation($0) } < 24)
  }

  @Test("placeholders of which a quarter are closed", arguments: ["${a:", "${a:-", "{{"])
  func partlyClosed(piece: String) {
    let growth = growth(of: piece) { text in
      let openers = text.utf8.count / piece.utf8.count
      _ = Interpolation(text + String(repeating: "}", count: openers / 4))
    }
    #expect(growth < 24)
  }

  @Test(
    "words that may hold a password", arguments: ["a://", "a://b:c/", "password:", "token=", "a:b@", "'"])
  func userInformation(piece: String) {
    let growth = growth(of: piece) { text in
      var clean: CleanLines?
      _ = Redaction(SourceText(name: "", text: text), known: [], clean: &clean)
    }
    #expect(growth < 24)
  }

  @Test("blanks to fill in", arguments: [("<", ""), ("<", ">"), ("<a", ">"), ("<a", "."), ("<>", "")])
  func blanks(piece: String, end: String) {
    #expect(growth(of: piece, then: end) { _ = Knowledge.leftovers.contains("a" + $0) } < 24)
  }

  @Test("forms of placeholders", arguments: ["${", "{{", "<%", "%env(", "#{", "ENC(", "$", "vault:"])
  func forms(piece: String) {
    #expect(growth(of: piece) { _ = Knowledge.placeholders.contains($0) } < 24)
  }

  @Test("merge tags", arguments: ["{", "{{{", "<%", "*|", "%%", "[[", "[", "%a", "{a"])
  func mergeTags(piece: String) {
    let tags = MergeTags(Knowledge.text("words/merge-tags.dat"))
    #expect(growth(of: piece, upTo: 4_000) { _ = tags.removed(from: $0) } < 24)
  }

  @Test("an inner placeholder is found where the outer one is not closed")
  func inner() {
    #expect(Interpolation("${A:${B:-1} and {{").placeholders.map(\.name) == ["B"])
    #expect(Interpolation("{ {{a}} {{ %env(B)% {{").placeholders.map(\.name) == ["a", "B"])
    #expect(Interpolation("%env(A) %env(B)% ${{ } ${C}").placeholders.map(\.name) == ["B", "C"])
    #expect(Interpolation("{{}} {{ x }}${D:{}}").placeholders.map(\.name) == ["x", "D"])
  }
}

/// Seconds of work.
private func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
