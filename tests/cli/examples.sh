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
    before=$(ls -R)
    (eval "$example") >out 2>err </dev/null
    status=$?
    # Of check, 1 is an answer: nobody on file says the figure.
    [ "$command $status" = 'check 1' ] && status=0
    # validate is silent, or warns, when all is well.
    if [ $status = 0 ] && [ $command != validate ] && [ ! -s out ] && [ "$before" = "$(ls -R)" ]; then
      echo "$example: says nothing, writes nothing"
      failed=1
    fi
    if [ $status != 0 ]; then
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
