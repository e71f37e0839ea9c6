"""Campaign files to measure with: a seed and a count in, files of 60 lines and the findings they must yield out."""

import collections
import pathlib
import random

# What the providers document, as far as a campaign on them needs it: name, host, user name, SPF include.
PROVIDERS = [
    ("sendgrid", "smtp.sendgrid.net", "apikey", "sendgrid.net"),
    ("brevo", "smtp-relay.brevo.com", "${SMTP_LOGIN}", "spf.brevo.com"),
    ("mailgun-eu", "smtp.eu.mailgun.org", "postmaster@mg.example.com", "eu.mailgun.org"),
    ("mailjet", "in-v3.mailjet.com", "${MAILJET_API_KEY}", "spf.mailjet.com"),
    ("amazon-ses", "email-smtp.eu-west-1.amazonaws.com", "${SES_SMTP_USERNAME}", "amazonses.com"),
]
BUSINESSES = ["Harbour Books", "Alder Cycles", "Zeigler & Söhne", "Lighthouse Audio", "Tidewater Theatre", "Café Übung"]
TOPICS = ["newsletter", "winter-sale", "invitation", "release-notes", "members-letter", "spring-catalogue"]
PORTS = [(587, "starttls"), (465, "implicit")]

# One line changed is one mistake; each must be found once, by the rule named here. Advice is not counted.
MISTAKES = [
    ("port/no-submission-on-25", "    port: {port}", "    port: 25"),
    ("tls/verify-disabled", "      verify: true", "      verify: false"),
    ("tls/min-version-old", '      min_version: "1.2"', '      min_version: "1.0"'),
    ("secrets/plaintext-password", '      password: "${{SMTP_PASSWORD}}"', '      password: "rT4-harbour-91xQ"'),
    ("unsubscribe/one-click-missing", "  one_click: true", "  one_click: false"),
]

FORM = """\
# {topic} number {number} of {business}: {recipients} recipients through {provider} on port {port}.
preflight: campaign/v1

campaign:
  name: {topic}-{number:04}
  kind: marketing
  environment: production
  recipients: {recipients}
  window: {hours}h
  message_size: {kilobytes}KB

transports:                     # the first is the primary, the rest are fallbacks
  - name: primary
    role: submission
    provider: {provider}
    host: {host}
    port: {port}
    tls:
      mode: {mode}            # without TLS no mail and no password leaves the machine
      verify: true
      min_version: "1.2"
    auth:
      mechanism: plain
      username: {username}
      password: "${{SMTP_PASSWORD}}"
    helo: mail{number}.example.com
    timeouts: {{connect: {connect}s, command: 30s, data: 2m}}
    limits: {{connections: {connections}, messages_per_connection: 100, per_second: {rate}}}
    retry: {{max_attempts: 5, backoff: 30s}}

sender:
  from: "{business} <news@example.com>"
  reply_to: help@example.com
  envelope_from: bounces+{number}@em.example.com

authentication:
  spf: {{include: [{include}]}}
  dkim:
    - {{domain: example.com, selector: s{selector}, algorithm: rsa-sha256, key_bits: 2048}}
  dmarc: {{policy: quarantine, rua: "mailto:dmarc@example.com"}}

unsubscribe:
  https: "https://news.example.com/unsubscribe/{{token}}?c={number}"
  mailto: unsubscribe@example.com
  one_click: true

bounces:
  address: bounces@em.example.com
  webhook: https://hooks.example.com/{provider}/events

suppression:
  enabled: true
  lists:
    - unsubscribed
    - hard-bounces
    - complaints
    - {topic}-optouts

compliance:
  postal_address: "{business}, {selector} Example Quay, Exampletown EX{selector} 2MP"
"""


def campaign(number, chance, ports=PORTS):
    provider, host, username, include = chance.choice(PROVIDERS)
    port, mode = chance.choice(ports)
    hours, rate = chance.randint(2, 8), chance.choice([10, 20, 40])
    values = dict(
        number=number, provider=provider, host=host, include=include, port=port, mode=mode, hours=hours, rate=rate,
        username=f'"{username}"' if username.startswith("$") else username, business=chance.choice(BUSINESSES),
        topic=chance.choice(TOPICS), recipients=chance.randint(40, 90) * hours * rate * 36, selector=chance.randint(1, 9),
        kilobytes=chance.randint(40, 160), connect=chance.choice([5, 10, 15]), connections=chance.randint(2, 10))
    return FORM.format(**values), values


def write(folder, count, mistake_every=10, seed=1):
    """Writes the files; returns {rule: number of errors}."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    expected = collections.Counter()
    for number in range(count):
        is_bad = mistake_every and number % mistake_every == mistake_every - 1
        # Implicit TLS on port 25 would be a second mistake.
        text, values = campaign(number, chance, PORTS[:1] if is_bad else PORTS)
        if is_bad:
            rule, right, wrong = MISTAKES[number // mistake_every % len(MISTAKES)]
            right = right.format(**values)
            assert text.count(right) == 1, right
            text = text.replace(right, wrong)
            expected[rule] += 1
        assert text.count("\n") == 60, text.count("\n")
        (folder / f"campaign-{number:04}.yaml").write_text(text, encoding="utf-8")
    return expected


def write_copies(folder, count):
    """Writes the same good file under many names."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text, _ = campaign(0, random.Random(1))
    for number in range(count):
        (folder / f"campaign-{number:04}.yaml").write_text(text, encoding="utf-8")
