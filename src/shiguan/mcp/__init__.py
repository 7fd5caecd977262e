"""The register for language-model clients: read-only tools whose answers can be cited."""
