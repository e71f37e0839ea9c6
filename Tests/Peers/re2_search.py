"""Answers, line for line, where google-re2 finds a pattern: NDJSON [pattern, [text, ...]] in, [[start, end] | null, ...] | "error" out."""
import json
import sys

import re2

options = re2.Options()
options.log_errors = False

for line in sys.stdin:
    pattern, texts = json.loads(line)
    try:
        compiled = re2.compile(pattern.encode(), options)
    except re2.error:
        print('"error"')
        continue
    found = [compiled.search(text.encode()) for text in texts]
    print(json.dumps([list(match.span()) if match else None for match in found]))
