/// Lets so many through at a time, in the order in which they came.

import NIOConcurrencyHelpers

final class Turnstile: Sendable {
  private struct State: Sendable {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: NIOLockedValueBox<State>

  init(width: Int) { state = NIOLockedValueBox(State(free: width)) }

  /// Waits for a turn. The turn is given back once, by whoever is first to do so.
  func enter() async -> Turn {
    await withCheckedContinuation { continuation in
      let isFree = state.withLockedValue { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
    return Turn(self)
  }

  fileprivate func leave() {
    let next = state.withLockedValue { state -> CheckedContinuation<Void, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}

final class Turn: Sendable {
  private let turnstile: NIOLockedValueBox<Turnstile?>

  fileprivate init(_ turnstile: Turnstile) { self.turnstile = NIOLockedValueBox(turnstile) }

  func end() {
    let turnstile = turnstile.withLockedValue { value in
      defer { value = nil }
      return value
    }
    turnstile?.leave()
  }
}
