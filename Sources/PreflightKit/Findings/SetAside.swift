/// Findings that another one explains: kept aside until it is known whether that one counts. One that is suppressed, or
/// refuted on the wire, explains nothing away.
import Document

/// A finding that was not built.
struct SetAside {
  enum Explainer {
    /// A finding, by its place.
    case finding(Int)
    /// Another one that is aside, by its place among those.
    case aside(Int)
    /// A finding that is counted, and not listed.
    case unlisted
  }

  let builder: FindingBuilder
  let document: YAMLDocument
  let explainers: [Explainer]
  /// Where its finding stands, once it was built.
  var place: Int?
  var isRestored = false
}

extension FileDraft {
  /// Adds what a document's verdicts say; what others explain is set aside.
  mutating func add(
    _ verdicts: [RuleVerdict], of document: YAMLDocument, _ builder: (RuleVerdict) -> FindingBuilder
  ) {
    let explanations = verdicts.explanations
    var findingPlaces: [Int: Int] = [:]
    for (place, verdict) in verdicts.enumerated() where explanations[place] == nil {
      findingPlaces[place] = add(builder(verdict), of: document)
    }
    guard !explanations.isEmpty else { return }
    let explained = explanations.keys.sorted()
    let asidePlaces = Dictionary(uniqueKeysWithValues: zip(explained, asides.count...))
    for place in explained {
      let explainers = explanations[place, default: []].map { explainer -> SetAside.Explainer in
        asidePlaces[explainer].map { .aside($0) } ?? findingPlaces[explainer].map { .finding($0) }
          ?? .unlisted
      }
      asides.append(SetAside(builder: builder(verdicts[place]), document: document, explainers: explainers))
    }
  }

  /// Adds the findings that nothing which counts explains any more; false if there are none.
  mutating func restore() -> Bool {
    var isAnyRestored = false
    for place in asides.indices
    where !asides[place].isRestored && !asides[place].explainers.contains(where: holds) {
      asides[place].isRestored = true
      asides[place].place = add(asides[place].builder, of: asides[place].document)
      isAnyRestored = true
    }
    return isAnyRestored
  }

  private func holds(_ explainer: SetAside.Explainer) -> Bool {
    switch explainer {
    case .finding(let place): findings[place].counts
    case .aside(let place):
      !asides[place].isRestored || asides[place].place.map { findings[$0].counts } ?? true
    case .unlisted: true
    }
  }
}
