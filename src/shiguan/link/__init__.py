"""Readings -> who is who: people, offices, places, mechanisms and days compared by key."""
