#!/bin/sh
# Print a Python that ImaLink runs on; on a bare Debian, as root, install it first.
# Only this step is shell, because until it has run there may be no Python.

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null &&
            command -v "$name" && return 0
    done
    return 1
}

find_python && exit 0

if ! command -v apt-get >/dev/null; then
    echo "ImaLink needs Python 3.11, 3.12, 3.13 or 3.14; none was found." >&2
    exit 3
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "ImaLink needs Python 3.11 or newer. Please type, then try again:" >&2
    echo "    sudo apt-get install -y python3 python3-venv" >&2
    exit 3
fi
{
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv
} >&2 || exit 3

find_python && exit 0
echo "The Python of this system is not one of 3.11 to 3.14; please install one of them." >&2
exit 3
