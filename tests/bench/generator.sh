#!/bin/sh
# generator.sh GENERATE RELTRACK FOLDER: the same seed gives the same ledger, another seed another, and each is a ledger
# without errors.
set -eu
generate=$1
reltrack=$2
mkdir -p "$3"
cd "$3"
while read -r shape; do
  # shellcheck disable=SC2086  # a list of words
  {
    "$generate" $shape --seed 7 >ledger.json
    "$generate" $shape --seed 7 >same.json
    "$generate" $shape --seed 8 >other.json
  }
  cmp ledger.json same.json
  if cmp -s ledger.json other.json; then
    echo "$shape: another seed gives the same ledger" >&2
    exit 1
  fi
  "$reltrack" validate ledger.json
done <<'END'
story --claims 60 --days 20 --wrong 3
story --claims 60 --days 20 --hours
series --days 60 --wrong 3
series --days 60 --wrong 3 --hours
stories --stories 5 --claims 20 --days 30
END
