"""What is an address of the network, and what a path."""

import re

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # C:\ is a path
