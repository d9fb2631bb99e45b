"""Reads replies as the generated client does, and writes what is left of each and the types in it; null for one that it
cannot read."""

import json
import sys
from pathlib import Path

import attrs
from nimbus_client import models


def decode(schema: str, value: object) -> object:
    try:
        decoded = getattr(models, schema).from_dict(value)
    except Exception as error:
        print(schema, repr(error))
        return None
    return {"value": decoded.to_dict(), "types": types(decoded)}


def types(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in types(item)]
    kind = type(value)
    if not attrs.has(kind):
        return []
    parts = [getattr(value, field.name) for field in attrs.fields(kind)]
    return [kind.__name__, *types(parts)]


_, replies, results = sys.argv
decoded = [decode(**reply) for reply in json.loads(Path(replies).read_text())]
Path(results).write_text(json.dumps(decoded))
