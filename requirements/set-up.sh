#!/bin/sh
# Sets up what iomtrack runs on: a virtual environment under .venv, and the system libraries of its parts.
# Usage: requirements/set-up.sh run|test
set -eu
cd "$(dirname "$0")/.."

PANGO="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
BROWSER="chromium fonts-dejavu-core"
python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# Installs Debian packages quietly; the list of packages is brought up to date first.
install_packages() {
    say "Installing $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null
    apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null
}

# Installs packages where that is possible, and otherwise stops with the one line to type.
need_packages() {
    can_install && install_packages "$@" && return
    if [ "$(uname)" = Darwin ]; then stop "Type this and try again: brew install pango"; fi
    stop "Type this and try again: sudo apt-get install $*"
}

make_environment() {
    base="${PYTHON:-python3}"
    command -v "$base" >/dev/null 2>&1 || need_packages python3 python3-venv
    "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "iomtrack needs Python 3.11 or later. Name one: PYTHON=python3.12 make run"
    "$base" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    rm -rf .venv
    "$base" -m venv .venv
}

# Installs a compiled list of packages unless that very list is installed already.
install_requirements() {
    stamp=".venv/installed-$(basename "$1" .txt)"
    if cmp -s "$1" "$stamp"; then return; fi
    say "Installing the Python packages of $1"
    "$python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$1"
    cp "$1" "$stamp"
}

# Compiles the translations where one is newer than what was compiled of it.
compile_translations() {
    for source in locale/*/LC_MESSAGES/*.po; do
        compiled="${source%.po}.mo"
        if [ ! -e "$compiled" ] || [ "$source" -nt "$compiled" ]; then "$python" -m iomtrack.catalogues && return; fi
    done
}

draws_pdf() { "$python" -c 'import weasyprint' 2>/dev/null >&2; }

"$python" -c '' 2>/dev/null || make_environment

case "${1:-}" in
run)
    cmp -s requirements/dev.txt .venv/installed-dev || install_requirements requirements/base.txt
    draws_pdf || need_packages $PANGO
    ;;
test)
    install_requirements requirements/dev.txt
    draws_pdf || need_packages $PANGO
    missing=""
    command -v chromium >/dev/null || missing="$BROWSER"
    command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
    command -v clamd >/dev/null || missing="$missing clamav-daemon"
    command -v xgettext >/dev/null || missing="$missing gettext"
    if [ -n "$missing" ]; then
        if can_install; then install_packages $missing; else say "Tests that need these are skipped: $missing"; fi
    fi
    ;;
*) stop "Usage: requirements/set-up.sh run|test" ;;
esac

draws_pdf || stop "WeasyPrint cannot load Pango: $("$python" -c 'import weasyprint' 2>&1 | tail -1)"
compile_translations
