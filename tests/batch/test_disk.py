"""A disk that fills while archives are read: one line a part, nothing half stands, and with room again all is there."""

import os
import resource
import subprocess
from pathlib import Path

from shiguan.batch.engine import alone
from shiguan.batch.part import Order
from shiguan.batch.run import batch
from tests.batch.archive import FILES, direct, fill
from tests.contracts.books import SHIGUAN


def limited(archives: Path, to: Path, room: int) -> subprocess.CompletedProcess[str]:
    """Run the command where no file can have more than so many bytes."""
    return subprocess.run(
        [str(SHIGUAN), "batch", str(archives), "--to", str(to), "--jobs", "0"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # compiled files would be cut off as well
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )


def test_a_disk_that_fills_costs_the_parts_it_hits_and_nothing_else(tmp_path: Path) -> None:
    archives, to = fill(tmp_path / "of"), tmp_path / "to"
    ran = limited(archives, to, 2000)
    assert ran.returncode == 1
    assert f"{len(FILES)} parts" not in ran.stdout
    told = [line for line in ran.stderr.splitlines() if "run it again" in line]
    assert 1 <= len(told) <= len(FILES)
    assert all(line.startswith("shiguan: ") and "File too large" in line for line in told)
    assert "Traceback" not in ran.stderr
    assert [path for path in to.rglob(".*") if path.is_file()] == []  # nothing that was begun is left
    again = list(batch([str(archives)], Order(to=str(to)), alone))
    assert len([end for end in again if not end.known]) == len(told)
    assert direct(to, tmp_path / "readings.db") == direct(archives, tmp_path / "archives.db")
