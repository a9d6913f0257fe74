#!/bin/sh
# What a desk does with files: init, sheets there and back, a ledger that grows, questions on a terminal; and that no
# file is ever half written or lost.
#
#   desk.sh PROGRAM SCRATCH-FOLDER, from the top of the checkout
set -u
program=$(realpath "$1")
scratch=$2
data=$(realpath data)
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1
failed=0

# same WHAT GOT WANTED
same() {
  [ "$2" = "$3" ] && return
  printf '%s: got "%s", wanted "%s"\n' "$1" "$2" "$3"
  failed=1
}

# init, and what it writes
"$program" init 2>/dev/null
same 'init, files' "$(echo *)" 'claims.csv claims.json claims.ledger.csv claims.populations.csv claims.sources.csv'
same 'init, no warnings' "$("$program" validate claims.json 2>&1)" ''
"$program" convert claims.json again.csv 2>/dev/null
for sheet in .csv .ledger.csv .populations.csv .sources.csv; do
  same "init, sheet $sheet" "$(cmp "claims$sheet" "again$sheet" 2>&1)" ''
done
"$program" convert claims.csv again.json 2>/dev/null
same 'init, the ledger of its sheets' "$("$program" reconcile again.json | sed 's/again.json/claims.json/')" \
  "$("$program" reconcile claims.json)"
cp claims.json kept.json
"$program" init 2>/dev/null
same 'init again, status' $? 2
same 'init again keeps the ledger' "$(cmp claims.json kept.json 2>&1)" ''
"$program" init story/2026 2>/dev/null
same 'init in a new folder' "$(cmp claims.json story/2026/claims.json 2>&1)" ''
"$program" init story/other.json 2>/dev/null
same 'init under another name' "$(cmp claims.sources.csv story/other.sources.csv 2>&1)" ''

# The shipped ledgers say the same when they come back. Reconciling the whole record takes minutes: of it, all claims.
for ledger in "$data"/*.json; do
  grep -q '"claims"' "$ledger" || continue
  command=reconcile
  [ "$ledger" = "$data/venezuela-2026.json" ] && command=list
  for delimiter in comma semicolon tab; do
    rm -f there*
    "$program" convert "$ledger" there.csv --delimiter $delimiter 2>/dev/null &&
      "$program" convert there.csv back.json 2>/dev/null
    same "$ledger, $delimiter, status" $? 0
    same "$ledger, $delimiter" "$("$program" $command back.json --json | grep -v '"name": "back.json"\|"bytes"' | cksum)" \
      "$("$program" $command "$ledger" --json | grep -v "\"name\": \"$ledger\"\|\"bytes\"" | cksum)"
  done
done

# Sheets of another ledger do not stay beside the claims.
rm -f there*
"$program" convert "$data/claims.json" there.csv 2>/dev/null
"$program" convert "$data/first.json" there.csv 2>/dev/null
same 'no moments left behind' "$(wc -l <there.moments.csv)" 1
"$program" convert there.csv back.json 2>/dev/null
same 'converted over another, status' $? 0

# No input is written over, and errors write nothing.
ln -s claims.json link.csv
"$program" convert claims.json link.csv 2>/dev/null
same 'over the input, status' $? 2
same 'over the input' "$(cmp claims.json kept.json 2>&1)" ''
"$program" convert claims.csv claims.sources.csv --to json 2>/dev/null
same 'over a sheet that is read, status' $? 2
printf 'id,source\n' >broken.csv
echo old >out.json
"$program" convert broken.csv out.json 2>/dev/null
same 'errors in the sheet, status' $? 3
same 'errors in the sheet leave the file' "$(cat out.json)" old
(
  ulimit -f 0
  trap '' XFSZ
  "$program" convert claims.json full.csv 2>/dev/null
)
same 'no room, status' $? 5
same 'no room, nothing written' "$(ls full* 2>/dev/null)" ''

# add keeps the rest of the file, its mode, and the link.
add() {
  "$program" add "$@" --id ministry-30 --source ministry --figure 30 --population prisoners --period 2026-01-15
}
cp kept.json ledger.json
chmod 640 ledger.json
ln -s ledger.json link.json
add link.json >/dev/null
same 'add, status' $? 0
same 'add, mode' "$(stat -c %a ledger.json)" 640
same 'add, link' "$(readlink link.json)" ledger.json
same 'add, lines taken away' "$(diff kept.json ledger.json | grep -c '^<')" 1
same 'add, the ledger' "$("$program" validate ledger.json 2>&1)" ''
cp ledger.json new.json
add ledger.json 2>/dev/null
same 'add twice, status' $? 3
same 'add twice keeps the ledger' "$(cmp ledger.json new.json 2>&1)" ''
cp kept.json ledger.json
add ledger.json --dry-run >/dev/null
same 'dry run keeps the ledger' "$(cmp ledger.json kept.json 2>&1)" ''
(
  ulimit -f 0
  trap '' XFSZ
  add ledger.json 2>/dev/null
)
same 'add without room, status' $? 5
same 'add without room keeps the ledger' "$(cmp ledger.json kept.json 2>&1)" ''
same 'add leaves nothing behind' "$(ls ledger.json?* 2>/dev/null)" ''

# Killed at any moment, the file is the old one or the new. The moments are spread over what it takes, the first before
# it begins; the last one is left to end.
cp kept.json ledger.json
start=$(date +%s%N)
add ledger.json >/dev/null
took=$(($(date +%s%N) - start))
cp ledger.json new.json
round=0
while [ $round -le 60 ]; do
  cp kept.json ledger.json
  (exec "$program" add ledger.json --id ministry-30 --source ministry --figure 30 --population prisoners \
    --period 2026-01-15 >/dev/null 2>&1) &
  [ $round = 0 ] || sleep "$(awk "BEGIN { printf \"%.6f\", $took * $round / 60 / 1e9 }")"
  [ $round = 60 ] || kill -9 $! 2>/dev/null
  wait $! 2>/dev/null
  cmp -s ledger.json kept.json || cmp -s ledger.json new.json ||
    same "killed in round $round" "$(cat ledger.json)" 'the old ledger or the new'
  round=$((round + 1))
done
same 'left to end' "$(cmp ledger.json new.json 2>&1)" ''
rm -f ledger.json.*

# Questions on a terminal: what is wrong is asked again.
if command -v script >/dev/null; then
  cp kept.json ledger.json
  printf 'minstry\n30\nprisoners\n12/1/2026\n\n2026-01-15\n\n\nministry-30\nministry\n2026-01-15\n' |
    script -qec "'$program' add ledger.json" /dev/null >talk
  same 'asked, the ledger' "$("$program" validate ledger.json 2>&1)" ''
  same 'asked, the claim' "$(grep -c '"id": "ministry-30"' ledger.json)" 1
  same 'asked again' "$(grep -c 'did you mean "ministry"' talk)" 1
  cp kept.json ledger.json
  printf 'ministry\n30\n' | script -qec "'$program' add ledger.json" /dev/null >talk
  same 'answers that end keep the ledger' "$(cmp ledger.json kept.json 2>&1)" ''
else
  echo 'script(1) is not here: questions on a terminal are not tried'
fi

# many figures at once get the answers that each gets alone, in text and in JSON
squeezed() { tr -d ' \n'; }
questions='>400 prisoners 2025-12-23/2026-01-13
>400 political 2025-12-23/2026-01-13
56 political 2026-01-08/2026-01-13
160 prisoners 2025-12-23
187 prisoners 2025-12
116 prisoners 2026-01-08/2026-01-12
806 political 2026-01-05
4000 prisoners 2025-12-23/2026-01-13
100..300 political 2025-12-01/2026-01-14'
alone_json='' alone_text=''
while read -r figure population period; do
  alone_json=$alone_json$("$program" check "$data/claims.json" --figure "$figure" --population "$population" \
    --period "$period" --json | squeezed)
  alone_text=$alone_text$("$program" check "$data/claims.json" --figure "$figure" --population "$population" \
    --period "$period" --width 1000 | head -n 1 | squeezed)
  printf '{"figure": "%s", "population": "%s", "period": "%s"}\n' "$figure" "$population" "$period" >>questions
done <<EOF
$questions
EOF
same 'batch, JSON' "$("$program" check "$data/claims.json" --figures questions --json | squeezed)" "$alone_json"
same 'batch, text' "$("$program" check "$data/claims.json" --figures - <questions | squeezed)" "$alone_text"
same 'batch, answers in JSON' "$("$program" check "$data/claims.json" --figures questions --json | grep -c '"verdict"')" 9
same 'batch, answers' "$("$program" check "$data/claims.json" --figures questions | wc -l)" 9

exit $failed
