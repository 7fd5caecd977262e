"""Files, folders and patterns of names, as the files they stand for, each once and in a fixed order."""

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from shiguan.errors import CaptureError
from shiguan.intake.kind import SUFFIXES, Kind

PACKED = ".gz"


def files_of(name: str) -> Iterator[Path]:
    """Yield the files that a name stands for: itself, all readable ones below a folder, or those a pattern fits.

    Raises FileNotFoundError where a pattern fits none, CaptureError where a folder holds none.
    """
    path = Path(name)
    if path.is_dir():
        found_any = False
        for one in below(path):
            found_any = True
            yield one
        if not found_any:
            raise CaptureError(f"{name}: the folder holds no pages; give the files by their names")
    elif path.exists() or not glob.has_magic(name):
        yield path
    else:
        found = [Path(one) for one in sorted(glob.glob(name, recursive=True))]
        if not found:
            raise FileNotFoundError(name)
        for one in found:
            if not one.is_dir():
                yield one


def below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder whose names tell a kind that is read; what is hidden or linked is left."""
    for root, folders, files in os.walk(folder, onerror=raised, followlinks=False):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(root, one) for one in sorted(files) if is_wanted(one))


def is_wanted(name: str) -> bool:
    """Return whether a file in a folder is one to read, by its name."""
    if name.startswith("."):
        return False
    kind = SUFFIXES.get(Path(name.lower().removesuffix(PACKED)).suffix)
    return kind is not None and kind is not Kind.LIST  # what leads to the network is asked for by its name


def raised(error: OSError) -> None:
    """Raise what keeps a folder from being listed."""
    raise error
