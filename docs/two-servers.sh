#!/usr/bin/env bash
# Two servers on this machine: bob on B follows alice on A. Told step by step in two-servers.md.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
program="$root/src/Microblog/bin/Debug/net10.0/Microblog.dll"
[ -f "$program" ] || { echo "Build first: dotnet build" >&2; exit 1; }
data=$(mktemp -d)
declare -A pids=()

setting() { # setting SERVER PORT COMMAND…: runs the program as that server
  local server=$1 port=$2
  shift 2
  env ASPNETCORE_ENVIRONMENT=Development \
    Microblog__BaseUrl="http://127.0.0.1:$port" Microblog__DataDirectory="$data/$server" \
    Microblog__Federation__AllowHttp=true Microblog__Federation__AllowedPrivateNetworks__0=127.0.0.0/8 \
    Logging__LogLevel__Default=Warning dotnet "$program" "$@"
}

start() { # start SERVER PORT
  setting "$1" "$2" serve &
  pids[$1]=$!
  for _ in $(seq 100); do
    curl -fs "http://127.0.0.1:$2/health/ready" >/dev/null && return
    sleep 0.1
  done
  echo "$1 did not start" >&2
  exit 1
}

stop() { kill "${pids[$1]}" && wait "${pids[$1]}" || true; }

finish() {
  for server in "${!pids[@]}"; do kill "${pids[$server]}" 2>/dev/null || true; done
  wait
  rm -rf "$data"
}
trap finish EXIT

api() { # api PORT TOKEN PATH [curl options]
  local port=$1 token=$2 path=$3
  shift 3
  curl -fs -H "Authorization: Bearer $token" "$@" "http://127.0.0.1:$port$path"
}

home_shows() { # home_shows TEXT yes|no: waits until bob's home timeline does, or does not
  for _ in $(seq 100); do
    if api 5082 "$bob" /api/v1/timelines/home | grep -q "$1"; then shown=yes; else shown=no; fi
    [ "$shown" = "$2" ] && { echo "  bob's home timeline shows “$1”: $shown"; return; }
    sleep 0.1
  done
  echo "  bob's home timeline shows “$1”: $shown, but should say $2" >&2
  exit 1
}

field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

echo "1. A and B start; alice and bob get accounts."
start a 5081
start b 5082
setting a 5081 account create alice >/dev/null
setting b 5082 account create bob >/dev/null
alice=$(setting a 5081 token create alice --scopes "read write follow")
bob=$(setting b 5082 token create bob --scopes "read write follow")

echo "2. bob finds alice@127.0.0.1:5081 and follows her."
found=$(api 5082 "$bob" "/api/v2/search?q=alice@127.0.0.1:5081&resolve=true&type=accounts" | field id)
api 5082 "$bob" "/api/v1/accounts/$found/follow" -X POST >/dev/null
sleep 1

echo "3. alice posts."
notice=$(api 5081 "$alice" /api/v1/statuses --data-urlencode "status=Hello, B" | field id)
home_shows "Hello, B" yes

echo "4. alice deletes it."
api 5081 "$alice" "/api/v1/statuses/$notice" -X DELETE >/dev/null
home_shows "Hello, B" no

echo "5. B is stopped, alice posts, B is started."
stop b
api 5081 "$alice" /api/v1/statuses --data-urlencode "status=While you were away" >/dev/null
sleep 1
start b 5082
home_shows "While you were away" yes
