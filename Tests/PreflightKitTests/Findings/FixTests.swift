import Testing

@testable import PreflightKit

@Suite("Fixes")
struct FixTests {
  private func safety(_ tls: String, _ port: String) -> Fix.Safety? {
    let text = """
      preflight: campaign/v1
      transports:
        - {host: smtp.sendgrid.net, port: 465, tls: \(tls)}
        - {host: smtp.sendgrid.net, port: 587, tls: \(port)}
      """
    return lint(text, only: ["tls/mode-matches-port"]).findings.first {
      $0.place.path.hasPrefix("transports[0]")
    }?
    .fix?.safety
  }

  @Test("an edit of what an alias repeats elsewhere is not safe")
  func shared() {
    #expect(safety("{mode: starttls}", "{mode: starttls}") == .safe)
    #expect(safety("&tls {mode: starttls}", "{mode: starttls}") == .safe)
    #expect(safety("&tls {mode: starttls}", "*tls") == .unsafe)
    #expect(safety("{mode: &mode starttls}", "{mode: *mode}") == .unsafe)
  }
}
