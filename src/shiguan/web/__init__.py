"""The register as pages a person reads: server-rendered, working without a script of their own."""
