"""The command by which language-model clients read the register."""

from shiguan.cli.option import RegisterAt
from shiguan.errors import RegisterError


def mcp(register: RegisterAt = None) -> None:
    """Serve the register, read-only, to language-model clients over standard input and output (MCP)."""
    try:
        from shiguan.mcp.server import run
    except ImportError as error:
        raise RegisterError(f"mcp: the SDK is not installed ({error.name}); pip install 'shiguan[mcp]'") from error
    run(register)
