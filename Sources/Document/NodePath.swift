/// The way from a document's root to a node, written as `transports[0].tls.mode`.
package enum PathStep: Hashable, Sendable {
  case key(String)
  case index(Int)
}

package struct NodePath: Hashable, Sendable, CustomStringConvertible {
  package var steps: [PathStep]

  package init(_ steps: [PathStep] = []) {
    self.steps = steps
  }

  package func appending(_ step: PathStep) -> NodePath {
    NodePath(steps + [step])
  }

  package func appending(key: String) -> NodePath { appending(.key(key)) }
  package func appending(index: Int) -> NodePath { appending(.index(index)) }

  package var parent: NodePath? {
    steps.isEmpty ? nil : NodePath(steps.dropLast())
  }

  /// Keys that are not identifiers are quoted in brackets: `headers["X-Mailer"]`.
  package var description: String {
    // Written as bytes: a path is asked for at every finding and every value that is not known.
    var written: [UInt8] = []
    written.reserveCapacity(48)
    for step in steps {
      switch step {
      case .index(let index):
        written += "[\(index)]".utf8
      case .key(let key) where isIdentifier(key):
        if !written.isEmpty { written.append(UInt8(ascii: ".")) }
        written += key.utf8
      case .key(let key):
        written += "[\"\(escaped(key))\"]".utf8
      }
    }
    return String(decoding: written, as: UTF8.self)
  }
}

private func isIdentifier(_ key: String) -> Bool {
  guard let first = key.utf8.first, isLetter(first) else { return false }
  return key.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}

private func isLetter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
  default: false
  }
}

private func escaped(_ key: String) -> String {
  var result = ""
  for scalar in key.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { result += "\\" }
    result.unicodeScalars.append(scalar)
  }
  return result
}
