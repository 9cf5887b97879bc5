#!/bin/sh
# Tries `make run` and `make test` on fresh machines: empty Debian 12 roots with python3 and make
# and nothing else. As root, on Debian, with debootstrap installed.
#
#   tools/fresh.sh [CASE...]
#
#   root      as root; packages are installed
#   sudo      as a user who may use sudo without a password; packages are installed
#   user      as a user without sudo; everything is unpacked under .venv
#   ready     as such a user, where someone installed python3-venv and the libraries before
#   homeless  as user, but with no HOME, and under a path with a space in it
#
# Without a CASE, all of them. The machines lie under FRESH (default /var/tmp/billing-fresh) and are
# made anew each time from one base, which is kept. What this host needs to reach its package
# registries (apt sources, name service, certificates, pip's settings, proxies) is copied.

set -eu
cd "$(dirname "$0")/.."
base=${FRESH:-/var/tmp/billing-fresh}/base
suite=bookworm

say() {
    printf 'fresh: %s\n' "$*" >&2
}

# The parts of this host that reach the registries, if they are there.
copy_access() {
    for path in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources /etc/resolv.conf \
        /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates; do
        [ ! -e "$path" ] || {
            mkdir -p "$1$(dirname "$path")"
            cp -RL "$path" "$1$(dirname "$path")"
        }
    done
}

make_base() {
    [ ! -e "$base/made" ] || return 0
    say "making the base in $base"
    rm -rf "$base"
    mkdir -p "$base"
    debootstrap --variant=minbase --include=python3,make "$suite" "$base" >"$base.log" 2>&1 || {
        tail -n 20 "$base.log" >&2
        exit 1
    }
    rm -f "$base/etc/apt/sources.list"
    copy_access "$base"
    rm -rf "$base"/var/lib/apt/lists/* "$base"/var/cache/apt/archives/*.deb
    touch "$base/made"
}

# inside FOLDER COMMAND...: runs a command in a folder of the machine, in name spaces of its own, with
# the environment of one who has just logged in and what pip needs (values without blanks).
inside() {
    kept=$(env | grep -E '^(PIP_|SSL_CERT_|[a-z]+_proxy=|[A-Z]+_PROXY=)') || kept=''
    # shellcheck disable=SC2016,SC2086 # the inner shells expand these; one word a variable
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        HOME="$home" $kept unshare --mount --pid --fork sh -c '
            machine=$1
            shift
            mount -t proc proc "$machine/proc"
            mount --rbind /dev "$machine/dev"
            exec chroot "$machine" sh -c "cd \"\$1\"; shift; exec \"\$@\"" sh "$@"
        ' sh "$machine" "$@" </dev/null
}

try() {
    case=$1
    machine=$(dirname "$base")/$case
    place=/srv/billing
    home=/root
    as=''
    say "--- $case"
    rm -rf "$machine"
    cp -a "$base" "$machine"

    if [ "$case" != root ]; then
        home=/home/tester
        as='setpriv --reuid=2000 --regid=2000 --clear-groups'
        inside / useradd --create-home --uid 2000 tester
    fi
    if [ "$case" = sudo ]; then
        inside / apt-get -qq update
        inside / env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install sudo >/dev/null 2>&1
        echo 'tester ALL=(ALL) NOPASSWD: ALL' >"$machine/etc/sudoers.d/tester"
    fi
    if [ "$case" = homeless ]; then
        place='/srv/the billing'
    fi
    if [ "$case" = ready ]; then
        inside / apt-get -qq update
        inside / env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install \
            python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null 2>&1
    fi

    mkdir -p "$machine$place"
    git ls-files -z --cached --others --exclude-standard |
        tar -c --null --ignore-failed-read -T - | tar -x -C "$machine$place" --no-same-owner
    [ -z "$as" ] || inside "$place" chown -R tester: .
    [ "$case" != homeless ] || home=/nowhere

    for target in run test; do
        rm -rf "$machine$place/.venv" "$machine$place/build"
        timed make "$target"
    done
    timed make setup
    say "--- $case passed"
}

# Runs a command as that machine's user, in the checkout, and tells how long it took.
timed() {
    began=$(date +%s)
    # shellcheck disable=SC2086 # words
    inside "$place" $as "$@" || {
        say "--- $case FAILED: $*"
        exit 1
    }
    say "$case: $* took $(($(date +%s) - began)) s"
}

[ "$(id -u)" = 0 ] || {
    say 'this needs root: it makes Debian roots and enters them'
    exit 1
}
make_base
[ $# -gt 0 ] || set -- root sudo user ready homeless
for case in "$@"; do
    try "$case"
done
