"""A mail server on this machine, spoken to over the wire, that keeps what it is given and does what a test says."""

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "127.0.0.1"


class Office:
    """What a server was given: letters, whether each came over TLS, who signed in with what, and whom it refuses."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.guarded: list[bool] = []
        self.signed_in: list[tuple[bytes, bytes]] = []
        self.password = b"geheim"
        self.answer = "250 OK"

    def ids(self) -> list[str]:
        """Return the Message-IDs of what came, in order."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    def authenticate(self, *given: Any) -> AuthResult:
        """Let in who knows the password."""
        data = given[-1]
        assert isinstance(data, LoginPassword)
        self.signed_in.append((data.login, data.password))
        return AuthResult(success=data.password == self.password, handled=False)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 # the name it is called by
        """Take a letter."""
        if self.answer.startswith("250"):
            self.guarded.append(bool(session.ssl or server.transport.get_extra_info("ssl_object")))
            self.letters.append(message_from_bytes(envelope.content))
        return self.answer


@contextmanager
def opened(office: Office, port: int = 0, **options: Any) -> Iterator[int]:
    """Let a server be there for a while, and yield its port."""
    controller = Controller(office, hostname=HOST, port=port or free_port(), **options)
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Return the file of a certificate of this machine, and what a server shows it with."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, secret = folder / "office.pem", folder / "office.key"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return path, context
