"""Decodes responses with the generated client, and writes for each the encoded value and its types, or null if it cannot be
decoded."""

import json
import sys
from pathlib import Path

import attrs
from nimbus_client import models
from pydantic import BaseModel


def decode(schema: str, value: object) -> object:
    model = getattr(models, schema)
    try:
        if issubclass(model, BaseModel):
            decoded = model.model_validate(value)
            left = decoded.model_dump(mode="json", by_alias=True, exclude_unset=True)
        else:
            decoded = model.from_dict(value)
            left = decoded.to_dict()
    except Exception as error:
        print(schema, repr(error))
        return None
    return {"value": left, "types": types(decoded)}


def types(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in types(item)]
    kind = type(value)
    if isinstance(value, BaseModel):
        parts = list(vars(value).values())
    elif attrs.has(kind):
        parts = [getattr(value, field.name) for field in attrs.fields(kind)]
    else:
        return []
    return [kind.__name__, *types(parts)]


_, responses, results = sys.argv
decoded = [decode(**response) for response in json.loads(Path(responses).read_text())]
Path(results).write_text(json.dumps(decoded))
