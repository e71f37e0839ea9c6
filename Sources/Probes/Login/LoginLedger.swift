/// Keeps the promise of one login for each account: a login that is about to be sent in, leave or refusal out.

import NIOConcurrencyHelpers
import PreflightKit

/// One for all conversations of a run: an account is the same on every port, address and host that takes it, and a few
/// tries too many lock it.
final class LoginLedger: Sendable {
  private let tried = NIOLockedValueBox<Set<Login>>([])

  /// True for the first who asks. The password is part of the account, since providers give all their customers one user
  /// name (`apikey`); the mechanism is not.
  func claim(_ login: Login) -> Bool {
    let account = Login(username: login.username, password: login.password)
    return tried.withLockedValue { $0.insert(account).inserted }
  }
}
