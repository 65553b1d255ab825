"""Read the corpus as plain Markdown and print what each rule finds in it.

`python tests/precision/run.py ../shared/corpus` prints the counts; with `--record` it also writes `record.json`, of which the
table of the guide is made. Its exit status is 1 after a crash.
"""

import sys
import time
from collections import Counter
from pathlib import Path

import labels
import record
from found import Found, of_work
from works import WORKS, sources

from karmakit_validators.catalogue import by_code


def main(arguments: list[str]) -> int:
    """Run over the corpus; return the exit status."""
    folders = [word for word in arguments if not word.startswith("--")]
    if len(folders) != 1 or not Path(folders[0]).is_dir():
        sys.stderr.write("give the folder of the corpus, for instance ../shared/corpus\n")
        return 2
    start = time.process_time()
    found, pages, crashes = _all(Path(folders[0]))
    counts = Counter(one.finding.code for one in found)
    for code, count in sorted(counts.items()):
        entry = by_code().get(code)
        sys.stdout.write(f"{code}  {entry.rule.severity.name if entry else '':<8} {count:>6}  {entry.name if entry else ''}\n")
    took = time.process_time() - start
    sys.stdout.write(f"{pages} pages, {len(found)} findings of {len(counts)} rules, {crashes} crashes, {took:.1f} s\n")
    if "--record" in arguments and not crashes:
        record.write(record.of_run(pages, [one.key for one in found], labels.read()))
    return int(crashes > 0)


def _all(corpus: Path) -> tuple[list[Found], int, int]:
    """Return what is found in all works, how many pages were read, and how many works crashed."""
    found: list[Found] = []
    seen: set[str] = set()
    pages = crashes = 0
    for work in WORKS:
        given = sources(corpus, work)
        try:
            found += of_work(work, given, others=work.folder not in seen)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is a crash to be counted)
            crashes += 1
            sys.stderr.write(f"{work.name}: {type(error).__name__}: {error}\n")
        seen.add(work.folder)
        pages += sum(map(work.is_page, given.files))
    return found, pages, crashes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
