#!/bin/sh
# Makes .venv ready: a virtual environment with the locked packages, `billing` itself from this
# checkout, and the shared libraries that WeasyPrint loads. Does only what is missing; when nothing
# is, it ends within a tenth of a second. Every make target begins with it.
#
# Root, or a user with password-less sudo, gets Debian packages installed. Any other user gets them
# downloaded and unpacked under .venv, which needs no rights at all. docs/fresh-machine.md tells the
# whole story. PYTHON names another interpreter; pip and apt keep their own settings and proxies.

set -eu
umask 022
cd "$(dirname "$0")/.."

root=$(pwd -P)
venv=$root/.venv
stamp=$venv/ready
native=$venv/native             # what a user without rights unpacks lies here
log=$root/build/set-up.log
oldest_python='3, 11'
libraries='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'

say() {
    printf 'set-up: %s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# Runs a command quietly; if it fails, says so and shows the end of what it printed.
quietly() {
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 </dev/null || {
        code=$?
        say "failed: $*"
        tail -n 40 "$log" >&2
        return "$code"
    }
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# --- Debian packages -------------------------------------------------------------------------

# Prints how to act as root: "" for root, "sudo -n" where no password is asked. Fails otherwise.
privilege() {
    if [ "$(id -u)" = 0 ]; then
        echo ''
    elif has sudo && sudo -n true 2>/dev/null; then
        echo 'sudo -n'
    else
        return 1
    fi
}

# Installs Debian packages, if there is apt-get and we may.
apt_install() {
    has apt-get && as_root=$(privilege) || return 1
    say "installing with apt-get: $*"
    # A fresh machine has no package lists, an old one has stale ones: a second try updates them.
    apt_install_now "$@" >/dev/null 2>&1 </dev/null || {
        # shellcheck disable=SC2086 # two words or none
        quietly $as_root apt-get -qq update && quietly apt_install_now "$@"
    }
}

apt_install_now() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 install "$@"
}

# Downloads and unpacks Debian packages under $native; no rights are needed.
# apt_unpack COMMAND PACKAGE...: COMMAND prints the names to download.
apt_unpack() {
    has apt-get && has dpkg-deb || return 1
    names_of=$1
    shift
    say "unpacking under .venv/native: $*"
    mkdir -p "$native/deb"
    apt_download "$names_of" "$@" || {
        # As in apt_install, but with package lists of our own.
        mkdir -p "$native/lists/partial" "$native/cache/archives/partial"
        printf 'Dir::State::lists "%s/lists";\nDir::Cache "%s/cache";\n' "$native" "$native" \
            >"$native/apt.conf"
        APT_CONFIG=$native/apt.conf
        export APT_CONFIG
        quietly apt-get -qq update && quietly apt_download "$names_of" "$@"
    } || return 1
    for package in "$native"/deb/*.deb; do
        quietly dpkg-deb -x "$package" "$native" || return 1
    done
    rm -rf "$native/deb"
}

apt_download() {
    names_of=$1
    shift
    names=$($names_of "$@") && [ -n "$names" ] || return 1
    # shellcheck disable=SC2086 # one word a package
    (cd "$native/deb" && apt-get -qq download $names) 2>/dev/null
}

only_these() {
    echo "$@"
}

# The packages and whatever they need that is not installed.
with_what_they_need() {
    apt-get -s --no-install-recommends install "$@" 2>/dev/null | sed -n 's/^Inst \([^ ]*\) .*/\1/p'
}

# The one command that a person with rights has to type.
command_to_type() {
    if has apt-get; then
        echo "sudo apt-get update && sudo apt-get install -y $*"
    elif has dnf; then
        echo "sudo dnf install -y python3-pip pango harfbuzz"
    else
        echo "your system's package manager, asked for Python's venv, Pango and HarfBuzz"
    fi
}

# --- The steps -------------------------------------------------------------------------------

# Prints the first interpreter that is young enough.
find_python() {
    for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        if has "$candidate" &&
            "$candidate" -c "import sys; sys.exit(sys.version_info < ($oldest_python))" 2>/dev/null
        then
            command -v "$candidate"
            return
        fi
    done
    found=$(python3 --version 2>/dev/null) || found='no python3'
    fail "billing needs Python 3.11 or later, and found $found."
}

# What the environment was made from, and where: a changed or moved one is made again.
fingerprint() {
    printf '%s\n' "$root"
    cksum requirements.lock pyproject.toml tools/setup.sh tools/native.py
}

is_ready() {
    [ -f "$stamp" ] && fingerprint | cmp -s - "$stamp" &&
        "$venv/bin/python" -c 'import pip' 2>/dev/null && can_load
}

# A venv that was moved, or whose interpreter is gone or was replaced, cannot be mended.
is_sound() {
    [ "$(head -n 1 "$stamp.place" 2>/dev/null)" = "$root" ] &&
        "$venv/bin/python" -c 'import pip' 2>/dev/null
}

make_venv() {
    say "making .venv with $("$python" --version)"
    rm -rf "$venv"
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    # Debian keeps the part of Python that brings pip in a package of its own.
    if can_bring_pip || { apt_install "$version-venv" && can_bring_pip; }; then
        quietly "$python" -m venv "$venv"
    else
        quietly "$python" -m venv --without-pip "$venv" && unpack_pip
    fi || fail "could not make .venv; this helps: $(command_to_type "$version-venv")"
    printf '%s\n' "$root" >"$stamp.place"
}

can_bring_pip() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

# Debian's pip, as a wheel, runs as it is; it then installs the locked pip like any other package.
unpack_pip() {
    apt_unpack only_these python3-pip-whl ca-certificates || return 1
    PYTHONPATH=$(echo "$native"/usr/share/python-wheels/pip-*.whl)
    export PYTHONPATH
    if [ ! -s /etc/ssl/certs/ca-certificates.crt ] && [ -z "${PIP_CERT:-}" ]; then
        PIP_CERT=$native/certificates.crt
        export PIP_CERT
        cat "$native"/usr/share/ca-certificates/mozilla/*.crt >"$PIP_CERT"
    fi
}

install_packages() {
    count=$(grep -c '^[a-z].*==' requirements.lock)
    say "installing $count locked packages; this takes a minute or two"
    if ! pip_install --only-binary :all: --require-hashes -r requirements.lock ||
        ! pip_install --no-index --no-deps --no-build-isolation --editable .
    then
        fail 'the packages could not be installed, see above; the same command tries again.'
    fi
}

pip_install() {
    quietly "$venv/bin/python" -m pip install --no-input "$@"
}

install_libraries() {
    can_load && return
    # shellcheck disable=SC2086 # one word a package
    {
        { apt_install $libraries && can_load; } || {
            apt_unpack with_what_they_need $libraries &&
                "$venv/bin/python" tools/native.py "$native" >/dev/null && can_load
        }
    } || fail "WeasyPrint cannot load $("$venv/bin/python" tools/native.py);" \
        "this helps: $(command_to_type $libraries)"
}

can_load() {
    "$venv/bin/python" tools/native.py >/dev/null 2>&1
}

is_ready && exit
python=$(find_python)
is_sound || make_venv
rm -f "$stamp"
install_packages
install_libraries
rm -rf "$native/lists" "$native/cache" "$native/apt.conf"
fingerprint >"$stamp"
say 'ready'
