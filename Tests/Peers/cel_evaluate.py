"""Evaluates expressions with cel-cpp (pip install cel-expr-python): a JSON string a line in, an outcome a line out.

An outcome is "failure", whether the expression did not compile or did not evaluate, or the value in a form that does
not depend on how Python prints it.
"""

import datetime
import json
import struct
import sys

from cel_expr_python import cel
from cel_expr_python.ext import ext_optional, ext_strings

TYPES = {
    "i": cel.Type.INT, "u": cel.Type.UINT, "d": cel.Type.DOUBLE, "s": cel.Type.STRING, "b": cel.Type.BOOL,
    "l": cel.Type.List(cel.Type.INT), "t": cel.Type.List(cel.Type.STRING),
    "m": cel.Type.Map(cel.Type.STRING, cel.Type.INT), "any": cel.Type.DYN,
}
VALUES = {
    "i": 7, "u": 3, "d": 2.5, "s": "h\u00e9llo w\u00f6rld", "b": True, "l": [1, 2, 3, 0, -5], "t": ["a", "bc", ""],
    "m": {"a": 1, "b": 2}, "any": 5,
}
SECOND = datetime.timedelta(microseconds=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def text(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return "double " + ("nan" if value != value else str(int.from_bytes(struct.pack(">d", value), "big")))
    if isinstance(value, str):
        return "text " + value.encode().hex()
    if isinstance(value, (bytes, bytearray)):
        return "bytes " + bytes(value).hex()
    if isinstance(value, list):
        return "[" + ", ".join(text(element) for element in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(sorted(text(key) + ": " + text(element) for key, element in value.items())) + "}"
    if isinstance(value, datetime.timedelta):
        return "duration %d" % (value // SECOND)
    if isinstance(value, datetime.datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return "timestamp %d" % ((moment - EPOCH) // SECOND)
    return "other"


def outcome(environment, expression):
    try:
        value = environment.compile(expression).eval(data=VALUES)
    except Exception:
        return "failure"
    return "failure" if "ERROR" in value.type().name().upper() else text(value.plain_value())


ENVIRONMENT = cel.NewEnv(variables=TYPES, extensions=[ext_optional.ExtOptional(), ext_strings.ExtStrings()])
for line in sys.stdin:
    print(outcome(ENVIRONMENT, json.loads(line)))
