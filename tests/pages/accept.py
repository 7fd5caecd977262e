"""Write the snapshots anew: `make accept`. The diff is reviewed like code."""

import sys

import msgspec

from tests.pages.snapshot import PAGES, snapshot_of, snapshot_path


def main() -> int:
    """Write one snapshot a page and remove those without a page."""
    wanted = {snapshot_path(page): snapshot_of(page) for page in PAGES}
    for path in snapshot_path(PAGES[0]).parent.glob("*.reading.json"):
        if path not in wanted:
            path.unlink()
    for path, reading in wanted.items():
        path.write_bytes(msgspec.json.format(reading, indent=1) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
