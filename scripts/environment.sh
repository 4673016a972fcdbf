# Read by scripts/demo and scripts/test: makes .venv and installs a lock into it.
# POSIX sh; needs nothing but Python 3.11 or later with its venv module.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$(basename -- "$0"): $*"
    exit 2
}

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && is_recent "$name"; then
            command -v "$name"
            return
        fi
    done
    stop "no Python 3.11 or later was found. Install one, or name it: PYTHON=/path/to/python3 $0"
}

make_venv() {
    [ -x "$python" ] && is_recent "$python" && return
    base=$(find_python) || exit
    say "Making .venv with $("$base" -V) ..."
    "$base" -m venv --clear "$venv" ||
        stop "$base could not make a virtual environment (on Debian: apt-get install python3-venv)"
}

# What was installed is stamped with a checksum of the lock, of pyproject.toml and of where
# this folder is, so that nothing is asked of pip, or of the network, while all stay the same.
checksum() {
    { echo "$root" && cat "$root/scripts/locks/$1.txt" "$root/pyproject.toml"; } | cksum
}

is_installed() {
    [ -x "$venv/bin/kb" ] && [ -f "$venv/installed-$1" ] &&
        [ "$(cat "$venv/installed-$1")" = "$(checksum "$1")" ]
}

# install LOCK: the pinned packages whose hashes fit, and kb itself from this folder. Only
# wheels are taken: nothing but kb is built here, no code of strangers runs to install it.
install() {
    make_venv
    # The lock of the tests holds all of the demo's.
    { is_installed "$1" || is_installed test; } && return
    say "Installing what scripts/locks/$1.txt pins (once; it takes a minute or two) ..."
    pip="$python -m pip -qq --disable-pip-version-check install"
    $pip --require-hashes --only-binary :all: -r "$root/scripts/locks/$1.txt" &&
        $pip --no-deps --no-build-isolation --editable "$root" ||
        stop "the installation failed, for the reason above. Running again takes it up."
    checksum "$1" >"$venv/installed-$1"
}
