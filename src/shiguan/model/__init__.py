"""The nouns. Frozen structs that travel between the steps; nothing here reads text."""
