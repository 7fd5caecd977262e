"""The register as data: the same questions as on the command line, answered from the same structs."""
