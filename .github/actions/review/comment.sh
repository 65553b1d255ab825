# Keep the review in one comment of a pull request; where the token may not write, as in one from a fork, in the summary of the run.
set -euo pipefail
if karmakit comment "$REVIEW" --forge github --number "$NUMBER" --author "$AUTHOR"; then exit 0; fi
echo "::notice::the review could not be put into a comment; it stands in the summary of this run"
cat "$REVIEW" >> "$GITHUB_STEP_SUMMARY"
