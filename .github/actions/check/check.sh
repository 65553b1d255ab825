# Check courses for a step of a workflow: annotations, a SARIF log, a report as a page, a summary; `status` says how it went.
set -euo pipefail
read -r -a options <<< "$PATHS"
if [ -n "$PROFILE" ]; then options+=(--profile "$PROFILE"); fi
if [ -n "$BASE" ]; then options+=(--base "$BASE"); fi
sarif="$RUNNER_TEMP/karmakit.sarif"
report="$RUNNER_TEMP/karmakit.html"
status=0
karmakit check "${options[@]}" --format github || status=$?
echo "status=$status" >> "$GITHUB_OUTPUT"
# what could not be checked is told above; a report of the rest is better than none
karmakit check "${options[@]}" --format sarif --output "$sarif" >/dev/null 2>&1 || true
karmakit check "${options[@]}" --format html --output "$report" >/dev/null 2>&1 || true
if [ -s "$sarif" ]; then echo "sarif=$sarif" >> "$GITHUB_OUTPUT"; fi
if [ -s "$report" ]; then echo "report=$report" >> "$GITHUB_OUTPUT"; fi
{
  echo "### karmakit check"
  echo
  # a fence that no finding can close; a summary holds a megabyte
  echo '``````````````````text'
  { karmakit check "${options[@]}" 2>&1 || true; } | head -c 900000
  echo
  echo '``````````````````'
} >> "$GITHUB_STEP_SUMMARY"
