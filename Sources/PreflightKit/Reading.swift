/// Files as they are read: texts in; their campaigns, and what is wrong with them before any rule is asked, out.
import Document

struct FileReading {
  let stream: YAMLStream
  /// What was found so far.
  var draft: FileDraft
  private(set) var campaigns: [YAMLDocument] = []
  /// Documents that are no campaigns, and look as if they were meant to be.
  private var passedOver: [(document: YAMLDocument, guess: RecognitionGuess)] = []

  init(_ source: SourceText) {
    stream = YAMLStream(parsing: source)
    draft = FileDraft(source: source)
    for fault in stream.faults { draft.add(fault) }
    for document in stream.documents {
      switch Recognition(document) {
      case .campaign: campaigns.append(document)
      case .empty: continue
      case .unrecognised(let guess):
        draft.guess = draft.guess ?? guess
        if let guess { passedOver.append((document, guess)) }
      }
    }
  }

  /// Adds what nobody would notice beside campaigns that were checked.
  mutating func notePassedOver() {
    guard draft.holdsCampaign else { return }
    for (document, guess) in passedOver { draft.add(guess, of: document) }
  }
}

/// A campaign and where it stands.
struct ReadCampaign {
  /// The place of its file among those that are judged together.
  let file: Int
  let document: YAMLDocument
  let root: YAMLNode
  let campaign: Campaign
  let assumed: [AssumedCampaign]

  /// How many campaigns are judged in its place.
  var triedCount: Int { max(1, assumed.count) }

  func addTried(to campaigns: inout [Campaign]) {
    if assumed.isEmpty { campaigns.append(campaign) }
    for assumed in assumed { campaigns.append(assumed.campaign) }
  }
}

extension Linter {
  /// - Parameter isLive: whether the wire was asked.
  func read(_ document: YAMLDocument, file: Int, isLive: Bool, into draft: inout FileDraft) -> ReadCampaign? {
    guard let root = document.root else { return nil }
    let campaign = Campaign(root, variables: settings.variables)
    let assumed = assumed(root, campaign)
    draft.add(campaign, of: document)
    if isLive { draft.unasked += campaign.unaskedTransports }
    for assumed in assumed { draft.add(assumed.campaign, beyond: campaign.faults, of: document) }
    return ReadCampaign(file: file, document: document, root: root, campaign: campaign, assumed: assumed)
  }
}
