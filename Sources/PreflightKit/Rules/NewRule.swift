/// A rule to begin with: an id in; the text of a commented rule file out. It loads, and its tests fail until it says
/// something.

package func newRuleText(id: String, version: String) -> String {
  """
  rule: \(ruleForm)
  id: \(id)
  title: What must hold, as a short sentence            # shown by `rules list` and `explain`
  severity: warning                                     # error | warning | info
  tags: []
  since: \(version)
  for: transport                                        # transport: once for each; campaign: once for the whole

  # What users may set in their own configuration, with a type, a default and a meaning:
  # params:
  #   ports: {type: list(int), default: [587, 465], describe: The ports that are fine.}

  # Names for parts of the conditions; a later one may use an earlier one:
  # vars:
  #   mode: transport.?tls.?mode.orValue('none')

  # Whether the rule applies. An optional key is guarded: has(a.b), or a.?b.orValue(x).
  when: has(transport.port)

  # True when all is well. This one is always true: say what must hold.
  assert: transport.port > 0

  at: transport.port                                    # the place to mark
  message: "port {{transport.port}} is … (one line, no full stop)"

  why: |
    What happens to the campaign if it stays like this.
  remediation: |
    What to change, with the user's own values: port {{transport.port}} of {{transport.?host.orValue('the host')}}.
  references:
    - {title: "RFC 8314 §3", url: "https://www.rfc-editor.org/rfc/rfc8314#section-3"}

  # An edit that mends it. A report shows it, and whether it is safe to apply:
  # fix:
  #   - {set: transport.port, to: "587", safety: unsafe}

  # Examples, good and bad: they are the tests, and `explain` shows them. A config is a part of a campaign.
  tests:
    - name: "to do: a campaign that is fine"
      config: {transports: [{host: smtp.example.com, port: 587}]}
      expect: pass
    - name: "to do: a campaign that breaks the rule; correct `assert` until this test holds"
      config: {transports: [{host: smtp.example.com, port: 2525}]}
      expect: fail
      at: transports[0].port
      message_contains: "port 2525"
    - name: "to do: a campaign that the rule does not speak of"
      config: {transports: [{host: smtp.example.com}]}
      expect: not_applicable
    - name: "to do: a value that only the environment knows"
      config: {transports: [{host: smtp.example.com, port: "${SMTP_PORT}"}]}
      expect: undetermined
      depends_on: [SMTP_PORT]

  """
}
