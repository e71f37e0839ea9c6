/// What one thread has learnt from the campaigns that it judged: made empty; handed from one campaign to the next. Nothing
/// in it is shared, for threads that write to the same place wait for each other.
import CEL

package struct Experience {
  /// What functions said of texts.
  let answers = Answers()
  private var silences: SilenceMemory?
  private var campaigns = 0

  /// For so few campaigns it would cost more to find out what rules read than to ask every rule.
  static let fewCampaigns = 16

  package init() {}

  /// Which rules were silent, taken out to be added to; nil for the first campaigns.
  ///
  /// - Parameter make: one in which nothing is remembered.
  mutating func takeSilences(_ make: () -> SilenceMemory) -> SilenceMemory? {
    campaigns += 1
    guard campaigns > Self.fewCampaigns else { return nil }
    return silences.take() ?? make()
  }

  mutating func giveBack(_ silences: consuming SilenceMemory?) {
    if let silences = consume silences { self.silences = silences }
  }
}
