// What a template left behind, what another program fills in, what a key looks like, and that a secret
// never shows.

import CEL
import Testing

@testable import PreflightKit

@Suite("Left-overs of templates")
struct LeftoverTests {
  @Test(
    "a value that nobody replaced is a left-over",
    arguments: [
      "CHANGE_ME", "changeme", "Change-Me!", "changeit", "CHANGEME123", "CHANGE_ME_IN_PRODUCTION", "todo",
      "TODO", "FIXME", "tbd", "xx", "xxx", "XXXXXXX",
      "xxxx-xxxx-xxxx", "xxxx xxxx xxxx xxxx", "***", "******", "??", "???", "…", "...", "<your_password>",
      "<your-api-key>", "<blanked out>", "[your password]",
      "{password}", "__SMTP_PASSWORD__", "@SMTP_PASSWORD@", "YourPassword", "yourpassword", "your-password",
      "YOUR_API_KEY", "your_smtp_host", "your-domain.com",
      "user@your-domain.com", "you@yourdomain.com", "smtp.yourprovider.com", "my-smtp-server-here.com",
      "exampleusername", "your-username@gmail.com",
      "placeholder", "password", "secret", "SG.xxxxxxxxxxxxxxxxxxxxxx", "re_xxxxxxxxx",
      "AKIAXXXXXXXXXXXXXXXX", "sk-...", "abc***xyz", "smtp.<region>.amazonaws.com",
      "smtp.xxx.com", "xxx@xxx.com", "用户名", "密码", "用户名/密码", "你的密码", "授权码", "Passwort", "Ihr Passwort",
      "mot de passe", "votre_mot_de_passe", "contraseña",
      "contrasen\u{303}a", "senha", "sua-senha", "пароль", "ваш пароль", "パスワード", "비밀번호", "hasło", "şifre",
      "wachtwoord", "insert-your-key", "my-api-key-here",
      "ENTER YOUR PASSWORD HERE", " CHANGE_ME ", "dummy", "redacted",
    ])
  func leftovers(value: String) {
    #expect(Knowledge.leftovers.contains(value))
  }

  @Test(
    "a real value is none",
    arguments: [
      "", "apikey", "resend", "emailapikey", "SMTP_Injection", "api", "token:abc", "postmaster", "news",
      "admin", "root", "smtp", "relay", "user", "hello@acme.io",
      "correct-horse-battery", "123456", "Tr0ub4dor&3", "abcd efgh ijkl mnop",
      "SG.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "mail.your-server.de", "news@mail.your-server.de", "smtp.yourmailinglistprovider.com",
      "smtp.sendgrid.net", "smtp.gmail.com", "mail.example.com",
      "news@example.com", "News <news@example.com>", "\"News\" <a@b.example>", "xxxlutz.de", "www.xxxlutz.de",
      "example.xxx", "https://example.com/u/{token}",
      "https://example.com/u?a=<id@x.y>", "mastodon.social", "photodoc.com", "todoist.com", "yourgene.com",
      "smtp.mailbox.org", "exx", "x", "?", "*", "-", "a.b.c",
      "p@ss.w0rd/1", "$ecret!?", "Xx1", "0000", "password1!Qz", "changemakers.org", "mailer@changemakers.org",
      "placeholder-park.org", "9f86d081884c7d65", "${V}",
      "user@host", "smtp-relay.gmail.com", "secretsanta.com", "passwordless.dev",
    ])
  func realValues(value: String) {
    #expect(!Knowledge.leftovers.contains(value))
  }

  @Test(
    "what another program fills in is a placeholder",
    arguments: [
      "${SMTP_PASSWORD}", "a-${V}-b", "{{ smtp.password }}", "<%= ENV['X'] %>", "%env(SMTP)%",
      "$SMTP_PASSWORD", "$(SMTP_PASSWORD)", "ENC(abc=)", "{env:SMTP}",
      "op://vault/item/field", "vault:secret/data/smtp#password",
      "arn:aws:secretsmanager:eu-west-1:1:secret:x", "ref+vault://x", "/run/secrets/smtp", "#{smtp}",
    ])
  func placeholders(value: String) {
    #expect(Knowledge.placeholders.contains(value))
  }

  @Test(
    "a literal is no placeholder",
    arguments: [
      "", "secret", "$ecret", "$ecret!", "$5", "$", "${", "a$b", "100%", "{x}", "ENC()", "vaulted", "op:/x",
      "p}}{{x", "apikey",
    ])
  func literals(value: String) {
    #expect(!Knowledge.placeholders.contains(value))
  }
}

@Suite("Secrets")
struct SecretTests {
  @Test(
    "a key is known by its shape",
    arguments: [
      ("SG.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "sendgrid-api-key"),
      ("AKIAABCDEFGHIJKLMNOP", "aws-access-key-id"),
      ("key-0123456789abcdef0123456789abcdef", "mailgun-api-key"),
      ("0123456789abcdef0123456789abcdef-01234567-89abcdef", "mailgun-sending-key"),
      ("0123456789abcdef0123456789abcdef-us21", "mailchimp-api-key"),
      ("md-abcdefghijklmnopqrstuv", "mandrill-api-key"),
      ("abcd efgh ijkl mnop", "google-app-password"),
      ("0b1e2f3a-1111-2222-3333-444455556666", "postmark-server-token"),
      ("re_abcd1234_abcdefghijklmnopqrst1234", "resend-api-key"),
      ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefgh-_1", "jwt"),
      ("-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----", "pem-private-key"),
      ("correct-horse-battery", ""), ("", ""), ("SG.short", ""), ("Passw0rd!", ""), ("abcdefghijklmnop", ""),
      ("apikey", ""),
    ])
  func shapes(text: String, id: String) {
    #expect(Knowledge.shapes.shape(of: text) == id)
  }

  @Test("every shape in the table has a sound pattern, lengths and a source")
  func tableOfShapes() throws {
    #expect(Knowledge.shapes.all.count > 20)
    for shape in Knowledge.shapes.all {
      #expect(throws: Never.self) { try Pattern("^(?:\(shape.pattern))$") }
      #expect(
        !shape.source.isEmpty && shape.lengths.lowerBound > 0 && shape.lengths.upperBound < 100_000,
        "\(shape.id)")
    }
  }

  @Test("a secret never shows itself")
  func neverShows() {
    let secret = Secret("hunter2-hunter2", isWritten: true)
    let holder: [String: Any] = ["secret": secret, "list": [secret], "optional": Optional(secret) as Any]
    var dumped = ""
    dump(holder, to: &dumped)
    dump(secret, to: &dumped)
    let shown = [
      "\(secret)", secret.debugDescription, String(reflecting: secret), "\(holder)", "\([secret])", dumped,
      String(describing: Mirror(reflecting: secret)),
    ]
    for text in shown { #expect(!text.contains("hunter")) }
    #expect("\(secret)" == "********")
  }

  @Test("a secret answers questions about itself")
  func answers() {
    #expect(Secret("", isWritten: true).isEmpty)
    #expect(
      Secret(" x", isWritten: true).hasOuterWhitespace && !Secret("a b", isWritten: true).hasOuterWhitespace)
    #expect(Secret("CHANGE_ME", isWritten: true).isLeftover(by: Knowledge.leftovers))
    #expect(Secret("ENC(x)", isWritten: true).isPlaceholder(by: Knowledge.placeholders))
    #expect(
      Secret("AKIAABCDEFGHIJKLMNOP", isWritten: false).shape(by: Knowledge.shapes) == "aws-access-key-id")
  }
}
