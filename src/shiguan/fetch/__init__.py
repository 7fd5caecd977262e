"""The one place that fetches from outside: what an address leads to is hostile until it has been read."""
