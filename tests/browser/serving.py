"""A base, served on this machine by the command that people use."""

import contextlib
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from kb.web.serving import free_port


@contextmanager
def serving(base):
    """Where the base is to be found while the context lasts."""
    with serving_with_sign_in(base) as (address, _):
        yield address


@contextmanager
def serving_with_sign_in(base):
    """Where the base is to be found, and where to sign in for deciding."""
    port = free_port("127.0.0.1", None)
    command = [sys.executable, "-m", "kb", "serve", "--db", str(base), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        address = re.search(r"http://\S+(?=/ )", server.stdout.readline())[0]
        sign_in = re.search(r"http://\S+", server.stdout.readline())[0]
        while not answers(port):
            time.sleep(0.05)
        yield address, sign_in
        server.terminate()


def answers(port):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False
