"""Records -> files in the formats of this field, each a stream: what is written is not kept."""
