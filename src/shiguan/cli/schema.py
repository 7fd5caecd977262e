"""The JSON Schema of a reading, from the structs themselves."""

from typing import Any

import msgspec

from shiguan.model.reading import Reading


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one reading as `shiguan read --format json` prints it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A reading: what one page says, each field cited by code-point offsets into document.text",
        **msgspec.json.schema(Reading),
    }
