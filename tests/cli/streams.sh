#!/bin/sh
# What golden cases cannot say: full disks, closed pipes, terminals, output files that are whole or not there.
#
#   streams.sh PROGRAM SCRATCH-FOLDER, from tests/cli
set -u
program=$1
scratch=$2
ledger=ledgers/two.json
rm -rf "$scratch"
mkdir -p "$scratch"
failed=0

# same WHAT GOT WANTED
same() {
  [ "$2" = "$3" ] && return
  printf '%s: got "%s", wanted "%s"\n' "$1" "$2" "$3"
  failed=1
}

message=$("$program" reconcile $ledger 2>&1 >/dev/full)
same 'full disk, status' $? 5
same 'full disk, message' "$message" 'reltrack: cannot write standard output: No space left on device'

message=$("$program" reconcile $ledger 2>&1 >&-)
same 'closed output, status' $? 5
same 'closed output, message' "$message" 'reltrack: cannot write standard output: Bad file descriptor'

# The reader is gone before anything is written.
status=$({ (
  sleep 0.2
  "$program" reconcile $ledger --json 2>"$scratch/pipe.err"
  echo $? >"$scratch/pipe.status"
) | true; } && cat "$scratch/pipe.status")
same 'closed pipe, status' "$status" 0
same 'closed pipe, messages' "$(cat "$scratch/pipe.err")" ''

"$program" reconcile $ledger --json >"$scratch/plain.json"
"$program" reconcile $ledger --json --output "$scratch/new.json"
same 'new file' "$(cmp "$scratch/plain.json" "$scratch/new.json" 2>&1)" ''

echo old >"$scratch/old.json"
chmod 640 "$scratch/old.json"
ln -s old.json "$scratch/link.json"
"$program" reconcile $ledger --json --output "$scratch/link.json"
same 'replaced file' "$(cmp "$scratch/plain.json" "$scratch/old.json" 2>&1)" ''
same 'replaced file, mode' "$(stat -c %a "$scratch/old.json")" 640
same 'link still a link' "$(readlink "$scratch/link.json")" old.json

echo kept >"$scratch/kept.json"
"$program" reconcile ledgers/broken.json --json --output "$scratch/kept.json" 2>/dev/null
same 'errors in the ledger, status' $? 3
same 'errors in the ledger leave the file' "$(cat "$scratch/kept.json")" kept
(
  ulimit -f 0
  trap '' XFSZ
  "$program" reconcile $ledger --json --output "$scratch/kept.json" 2>/dev/null
)
same 'no room, status' $? 5
same 'no room leaves the file' "$(cat "$scratch/kept.json")" kept

cp $ledger "$scratch/ledger.json"
"$program" reconcile "$scratch/ledger.json" --output "$scratch/ledger.json" 2>/dev/null
same 'the ledger itself, status' $? 2
same 'the ledger itself is kept' "$(cmp $ledger "$scratch/ledger.json" 2>&1)" ''
same 'nothing left behind' "$(cd "$scratch" && echo *)" \
  'kept.json ledger.json link.json new.json old.json pipe.err pipe.status plain.json'

same 'standard input' "$("$program" reconcile - --json <$ledger | sed 's/"name": "-"/"name": "ledgers\/two.json"/' |
  cmp - "$scratch/plain.json" 2>&1)" ''

# Escapes only where they are asked for: never in a pipe by themselves.
escape=$(printf '\033')
same 'no color in a pipe' "$("$program" reconcile $ledger | grep -c "$escape")" 0
same 'color never' "$("$program" reconcile $ledger --color never | grep -c "$escape")" 0
same 'NO_COLOR' "$(NO_COLOR=1 "$program" reconcile $ledger --color auto | grep -c "$escape")" 0

# Out of memory is told as that. A program made with a sanitizer does not start under such a limit.
if (ulimit -v 60000 && "$program" --help) >/dev/null 2>&1; then
  message=$(head -c 90000000 /dev/zero | tr '\0' ' ' | (
    ulimit -v 60000
    "$program" validate - 2>&1
  ))
  same 'out of memory, status' $? 70
  same 'out of memory, message' "$message" "reltrack: out of memory: what was asked of this ledger \
takes more than there is; ask of fewer claims (--only) or give it more memory"
fi

exit $failed
