/// Rules and programs that are visited for every file and by many threads: the array that owns them in; visits that count
/// no reference out. Counting would make the threads wait for each other.
///
/// CEL has the same for its nodes. One type for both would not be inlined here, and what is generic asks for its type at
/// every visit: that costs more than counting.
struct Uncounted<Element: AnyObject & Sendable>: Sendable {
  let owned: [Element]
  private let parts: [Unmanaged<Element>]

  init(_ elements: [Element]) {
    owned = elements
    // The same array: a reference and one that is not counted are the same address.
    parts = unsafeBitCast(elements, to: [Unmanaged<Element>].self)
  }

  var count: Int { parts.count }

  /// Visits one element, which lives as long as `owned` does.
  @inline(__always)
  func visit<Result>(_ index: Int, _ body: (Element) -> Result) -> Result {
    parts[index]._withUnsafeGuaranteedRef(body)
  }
}
