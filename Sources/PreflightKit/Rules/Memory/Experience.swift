/// What one thread has learnt from the campaigns that it judged: made empty; handed from one handful to the next. Nothing
/// in it is shared, for threads that write to the same place wait for each other.
import CEL

package struct Experience {
  /// What functions said of texts.
  let answers = Answers()
  /// nil as long as they are not worth remembering.
  var cleanLines: CleanLines?
  private var silences: SilenceMemory?
  private let expected: Int
  private var seen = 0

  /// To find out what rules read costs as much as to ask every rule about so many campaigns instead of few rules.
  private static let fewCampaigns = 24

  /// - Parameter campaigns: how many are to be judged, by all threads; a guess will do.
  package init(expecting campaigns: Int) {
    expected = campaigns
  }

  /// Which rules were silent, taken out to be added to; nil if nothing is remembered.
  ///
  /// - Parameters:
  ///   - count: of the campaigns that are judged now.
  ///   - reads: what rules read, if it is known by now.
  mutating func takeSilences(for count: Int, _ reads: () -> RuleReads?) -> SilenceMemory? {
    seen += count
    guard max(expected, seen) > Self.fewCampaigns else { return nil }
    cleanLines = cleanLines ?? CleanLines()
    return silences.take() ?? reads().map(SilenceMemory.init)
  }

  mutating func giveBack(_ silences: consuming SilenceMemory?) {
    if let silences = consume silences { self.silences = silences }
  }
}
