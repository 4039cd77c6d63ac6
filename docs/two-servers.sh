#!/usr/bin/env bash
# Two servers on this machine: bob on B follows alice on A. Told step by step in two-servers.md.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
program="$root/src/Microblog/bin/Debug/net10.0/Microblog.dll"
[ -f "$program" ] || { echo "Build first: dotnet build src/Microblog" >&2; exit 1; }
data=$(mktemp -d)
cd "$root"
declare -A ports=([a]=5081 [b]=5082) pids=()

become() { # become SERVER: the settings of that server
  export ASPNETCORE_ENVIRONMENT=Development Microblog__BaseUrl="http://127.0.0.1:${ports[$1]}" Microblog__DataDirectory="$data/$1"
  export Microblog__Federation__AllowHttp=true Microblog__Federation__AllowedPrivateNetworks__0=127.0.0.0/8
}

run() { # run SERVER COMMAND…: does a command beside that server
  (become "$1"; shift; exec dotnet "$program" "$@")
}

start() { # start SERVER: returns when it is ready
  # exec, so that the process we remember is the server itself.
  (become "$1"; exec dotnet "$program" serve) >>"$data/$1.log" 2>&1 &
  pids[$1]=$!
  for _ in $(seq 300); do
    kill -0 "${pids[$1]}" 2>/dev/null || break
    curl -fs "http://127.0.0.1:${ports[$1]}/health/ready" >/dev/null && return
    sleep 0.1
  done
  cat "$data/$1.log" >&2
  echo "$1 did not start" >&2
  exit 1
}

stop() { # stop SERVER: returns when it has ended
  kill "${pids[$1]}"
  wait "${pids[$1]}" || true
  unset "pids[$1]"
}

finish() {
  for server in "${!pids[@]}"; do stop "$server"; done
  rm -rf "$data"
}
trap finish EXIT

api() { # api SERVER TOKEN PATH [curl options]
  local server=$1 token=$2 path=$3
  shift 3
  curl -fs -H "Authorization: Bearer $token" "$@" "http://127.0.0.1:${ports[$server]}$path"
}

until_true() { # until_true WHAT COMMAND…: tries again until it succeeds
  local what=$1
  shift
  for _ in $(seq 150); do
    if "$@"; then echo "   $what"; return; fi
    sleep 0.2
  done
  echo "   Not so: $what" >&2
  exit 1
}

bob_follows() { api b "$bob" "/api/v1/accounts/relationships?id[]=$found" -g | grep -q '"following":true'; }
home_shows() { api b "$bob" /api/v1/timelines/home | grep -q "$1"; }
home_lacks() { ! home_shows "$1"; }
a_failed_to_deliver() { run a jobs status | grep -q ' times since '; }

field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

echo "1. A and B start; alice and bob get accounts."
start a
start b
run a account create alice >/dev/null
run b account create bob >/dev/null
alice=$(run a token create alice --scopes "read write follow")
bob=$(run b token create bob --scopes "read write follow")

echo "2. bob finds alice@127.0.0.1:5081 and follows her."
found=$(api b "$bob" "/api/v2/search?q=alice@127.0.0.1:5081&resolve=true&type=accounts" | field id)
api b "$bob" "/api/v1/accounts/$found/follow" -X POST >/dev/null
until_true "A has accepted the follow" bob_follows

echo "3. alice posts."
notice=$(api a "$alice" /api/v1/statuses --data-urlencode "status=Hello, B" | field id)
until_true "bob's home timeline shows it" home_shows "Hello, B"

echo "4. alice deletes it."
api a "$alice" "/api/v1/statuses/$notice" -X DELETE >/dev/null
until_true "it is gone from bob's home timeline" home_lacks "Hello, B"

echo "5. B is stopped, alice posts, B is started."
stop b
api a "$alice" /api/v1/statuses --data-urlencode "status=While you were away" >/dev/null
until_true "A has tried to deliver it and failed" a_failed_to_deliver
start b
until_true "bob's home timeline shows it" home_shows "While you were away"
