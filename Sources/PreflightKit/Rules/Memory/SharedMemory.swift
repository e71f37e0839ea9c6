/// The memories of a run: every thread takes one, and gives it back when it has judged a campaign.
import Synchronization

/// What a thread remembers while it judges, if it is to remember anything.
struct Memory: Sendable {
  var ofCampaigns: SilenceMemory?
  var ofTransports: SilenceMemory?
}

final class SharedMemory: Sendable {
  private struct Shelf: Sendable {
    var campaigns = 0
    var free: [Memory] = []
  }

  private final class Blank: Sendable {
    let memory: Memory

    init(_ memory: Memory) {
      self.memory = memory
    }
  }

  private let shelf = Mutex(Shelf())
  private let blank = MadeOnce<Blank>()

  /// For so few campaigns it would cost more to find out what rules read than to ask every rule.
  private static let fewCampaigns = 16

  /// A memory that nobody else has; none for the first campaigns.
  ///
  /// - Parameter make: one without memories in it.
  func take(_ make: () -> Memory) -> Memory {
    let (isWanted, free) = shelf.withLock { shelf in
      shelf.campaigns += 1
      return (shelf.campaigns > Self.fewCampaigns, shelf.free.popLast())
    }
    guard isWanted else { return Memory() }
    return free ?? blank.value { Blank(make()) }.memory
  }

  func giveBack(_ memory: consuming Memory) {
    let memory = memory
    guard memory.ofTransports != nil else { return }
    shelf.withLock { $0.free.append(memory) }
  }
}
