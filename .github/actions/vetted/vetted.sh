# Say for a step of a workflow whether the vetting of courses holds; fail where it does not.
set -euo pipefail
read -r -a options <<< "$PATHS"
if [ -n "$BASE" ]; then options+=(--base "$BASE"); fi
number=0
while IFS= read -r key; do
  if [ -n "$key" ]; then
    number=$((number + 1))
    printf '%s\n' "$key" > "$RUNNER_TEMP/karmakit-root-$number.pub"
    options+=(--root "$RUNNER_TEMP/karmakit-root-$number.pub")
  fi
done <<< "$ROOTS"
if [ "$number" = 0 ]; then
  echo "::error::no root key is given: without one, whoever brings a policy of their own passes everything; set roots"
  exit 2
fi
said="$RUNNER_TEMP/karmakit-vetted.txt"
status=0
karmakit vet status "${options[@]}" > "$said" 2>&1 || status=$?
# what a record says must not act in the log of the run
token="karmakit-$RANDOM$RANDOM$RANDOM"
echo "::stop-commands::$token"
cat "$said"
echo "::$token::"
{
  echo "### vetted"
  echo
  # a fence that no remark can close; a summary holds a megabyte
  echo '``````````````````text'
  head -c 900000 "$said"
  echo
  echo '``````````````````'
} >> "$GITHUB_STEP_SUMMARY"
exit "$status"
