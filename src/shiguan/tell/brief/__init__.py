"""Dossiers from records: templates alone, every line with what says it."""
