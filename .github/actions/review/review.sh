# Review the changed courses for a step of a workflow: the comment's text, and for each course a review pack and its bundles.
set -euo pipefail
read -r -a paths <<< "$PATHS"
out="$RUNNER_TEMP/karmakit-review"
bundles="$RUNNER_TEMP/karmakit-bundles"
rm -rf "$out" "$bundles"
mkdir -p "$out" "$bundles"
echo "packs=$out" >> "$GITHUB_OUTPUT"
status=0
karmakit review "${paths[@]}" --base "$BASE" --format markdown --output "$out/review.md" || status=$?
if [ -s "$out/review.md" ]; then echo "comment=$out/review.md" >> "$GITHUB_OUTPUT"; fi
karmakit review "${paths[@]}" --base "$BASE" --no-bundle --format json --output "$out/review.json" >/dev/null 2>&1 || true
changed="$RUNNER_TEMP/karmakit-changed"
python -c 'import json, sys
for course in json.load(open(sys.argv[1], encoding="utf-8"))["courses"]: print(course["path"])' \
  "$out/review.json" > "$changed" || true
# what a course says must not act in the log of the run
token="karmakit-$RANDOM$RANDOM$RANDOM"
echo "::stop-commands::$token"
while IFS= read -r course; do
  # a course that cannot be read whole has neither; the check says why
  name="${course//[^A-Za-z0-9_-]/-}"
  karmakit review "$course" --base "$BASE" --format html --output "$out/$name.html" || true
  karmakit build "$course" --profile review --target "$TARGETS" --out "$bundles" || true
done < "$changed"
echo "::$token::"
if [ -n "$(ls -A "$bundles")" ]; then echo "bundles=$bundles" >> "$GITHUB_OUTPUT"; fi
exit "$status"
