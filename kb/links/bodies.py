"""Reading no more of a body than is needed to judge it, packed or not."""

from __future__ import annotations

import zlib

import aiohttp

# A page says what it is in its first part; a fragment may stand anywhere.
ENOUGH = 128 * 1024
ENOUGH_FOR_A_FRAGMENT = 1024 * 1024
# A page unpacks to five times its size; two hundred times is an attack.
_UNPACKED = 4
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}


async def read(response: aiohttp.ClientResponse, limit: int, partial: bytearray) -> bool:
    """Read at most `limit` bytes as they come into `partial`; whether that is all there is.

    What was read stays in `partial` when the connection breaks off or time runs out.
    """
    content = response.content
    while not content.at_eof():
        chunk = await content.readany()
        partial += chunk
        if len(partial) >= limit:
            del partial[limit:]
            return content.at_eof()
    return True


def unpacked(body: bytes, encoding: str, limit: int) -> bytes | None:
    """The body without its content encoding, cut at a few times `limit`; None if unreadable."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if not names:
        return body
    if len(names) > 1 or names[0] not in _WINDOW:
        return None
    for window in (_WINDOW[names[0]], -15):  # « deflate » is sent without its header, too
        try:
            return zlib.decompressobj(window).decompress(body, limit * _UNPACKED)
        except zlib.error:
            continue
    return body  # called packed, and is not
