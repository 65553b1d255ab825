# Find the commit since which a change is looked at, and fetch all of the history: what was published is in it.
set -euo pipefail
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  git fetch --quiet --unshallow origin
fi
base="${ASKED:-${TARGET:-$BEFORE}}"
# a branch that is new has nothing before it
if [[ "$base" =~ ^0*$ ]]; then
  base=""
else
  if ! git cat-file -e "$base^{commit}" 2>/dev/null; then
    git fetch --quiet origin "+refs/tags/$base:refs/tags/$base" 2>/dev/null ||
      git fetch --quiet origin "+refs/heads/${base#origin/}:refs/remotes/origin/${base#origin/}" 2>/dev/null ||
      git fetch --quiet origin "$base" 2>/dev/null || true
  fi
  # where the change left what it goes to: what others did there since is not part of it
  if ! base="$(git merge-base "$base" HEAD 2>/dev/null)"; then
    echo "::warning::there is no commit ${ASKED:-${TARGET:-$BEFORE}} that this one comes from: nothing is compared"
    base=""
  fi
fi
echo "base=$base" >> "$GITHUB_OUTPUT"
