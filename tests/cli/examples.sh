#!/bin/sh
# The help of each command opens with two examples or more, and each does its work on the data that ship.
#
#   examples.sh PROGRAM SCRATCH-FOLDER, from the top of the checkout
set -u
program=$(realpath "$1")
scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch"
scratch=$(realpath "$scratch")
data=$(realpath data)
failed=0
reltrack() { "$program" "$@"; }

commands=$(reltrack --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
for command in $commands; do
  mkdir "$scratch/$command" && cp -r "$data" "$scratch/$command" && cd "$scratch/$command" || exit 1
  # A line that ends in \ goes on in the next.
  examples=$(reltrack "$command" --help | sed -n '2,/^$/p' | sed -e ':join' -e '/\\$/{N;s/\\\n *//;b join' -e '}')
  if [ "$(printf '%s\n' "$examples" | grep -c reltrack)" -lt 2 ]; then
    echo "$command: fewer than two examples"
    failed=1
  fi
  while IFS= read -r example; do
    case $example in
      '' | *'(asks, on a terminal)') continue ;;
    esac
    # 1: check says that nobody on file says the figure, which is an answer.
    (eval "$example") >out 2>err </dev/null
    status=$?
    if [ $status -gt 1 ]; then
      echo "$example: status $status"
      cat err
      failed=1
    fi
  done <<EOF
$examples
EOF
done
[ "$(echo "$commands" | wc -w)" -ge 9 ] || { echo "not all commands were found: $commands"; failed=1; }
exit $failed
