"""What goes wrong between us and a server, told apart."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl

import aiohttp

from kb.links.fence import Refused
from kb.links.names import NameTrouble, NoSuchName

# OpenSSL's numbers (X509_V_ERR_*) for what is wrong with a certificate.
_CERTIFICATES = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is signed by the site itself",
    19: "the certificate's issuer is unknown",
    20: "the certificate's issuer is unknown",
    21: "the certificate's issuer is unknown",
    23: "the certificate has been revoked",
    62: "the certificate is for another host",
    64: "the certificate is for another host",
}
_SOCKET = {
    errno.ECONNREFUSED: ("refused", "the connection was refused"),
    errno.ECONNRESET: ("dropped", "the connection was cut off"),
    errno.EPIPE: ("dropped", "the connection was cut off"),
    errno.ETIMEDOUT: ("timeout", "the server did not answer in time"),
    errno.EHOSTUNREACH: ("no way", "there is no way to the host"),
    errno.ENETUNREACH: ("no way", "there is no way to the host's network"),
}
# What may be over in a second. A time-out is not tried again: it has used up the time.
_TRANSIENT = ("refused", "dropped", "names")


class Fault(Exception):
    """There was no answer. `kind` is one of: fence, no such name, names, refused, dropped,
    no way, tls, timeout, protocol; `words` tell a person."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind
        self.words = words

    @property
    def transient(self) -> bool:
        """Whether asking again at once may help."""
        return self.kind in _TRANSIENT


def fault_of(error: BaseException) -> Fault:
    """What an exception of the client, of a socket or of the fence means."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return fault_of(error.os_error)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return fault_of(error.certificate_error)
    match error:
        case Refused():
            return Fault("fence", str(error))
        case NoSuchName():
            return Fault("no such name", str(error))
        case NameTrouble():
            return Fault("names", str(error))
        case socket.gaierror():
            return Fault("names", "the host could not be looked up")
        case ssl.SSLCertVerificationError():
            return Fault("tls", _of_certificate(error))
        case ssl.SSLError():
            reason = (error.reason or "no reason given").replace("_", " ").lower()
            return Fault("tls", f"no secure connection could be made ({reason})")
        case asyncio.TimeoutError() | aiohttp.ServerTimeoutError():
            return Fault("timeout", "the server did not answer in time")
        case aiohttp.ServerDisconnectedError():
            return Fault("dropped", "the connection was closed without an answer")
        case aiohttp.ClientOSError() | OSError() if error.errno in _SOCKET:
            return Fault(*_SOCKET[error.errno])
        case aiohttp.ClientOSError() | OSError():
            return Fault("dropped", f"the connection failed ({error.strerror or error})")
    return Fault("protocol", "the server's answer is not HTTP")


def _of_certificate(error: ssl.SSLCertVerificationError) -> str:
    known = _CERTIFICATES.get(error.verify_code)
    return known or f"the certificate is not valid ({error.verify_message or error.reason})"
