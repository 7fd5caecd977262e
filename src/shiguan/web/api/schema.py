"""How structs that are written as arrays are described: Litestar would call them objects."""

from typing import Any

import msgspec
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition


class Arrays(OpenAPISchemaPlugin):
    """Describes a struct such as Span as the array that it is written as."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        """Return whether a type is such a struct."""
        found = field_definition.annotation
        is_struct = isinstance(found, type) and issubclass(found, msgspec.Struct)
        return is_struct and bool(found.__struct_config__.array_like)

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """Return the array with what stands at each place."""
        struct = field_definition.annotation
        hints = field_definition.get_type_hints(include_extras=True)
        places = [
            schema_creator.for_field_definition(FieldDefinition.from_annotation(hints[name], name=name))
            for name in struct.__struct_fields__
        ]
        described = f"{struct.__doc__} Written as [{', '.join(struct.__struct_fields__)}]."
        return Schema(
            type=OpenAPIType.ARRAY,
            prefix_items=places,
            min_items=len(places),
            max_items=len(places),
            description=described,
        )
