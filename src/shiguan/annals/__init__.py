"""The register kept open: readings go in, answers come out. Here link, merge, register and tell meet."""
