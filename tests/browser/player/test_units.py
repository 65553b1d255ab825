"""The pure parts of the player, tested in Node."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RUNTIME = HERE.parents[2] / "build" / "runtime"
ESBUILD = RUNTIME / "node_modules" / "esbuild" / "bin" / "esbuild"


@pytest.mark.skipif(
    not ESBUILD.exists() or shutil.which("node") is None, reason="the player's tools are not installed: run `make setup`"
)
def test_the_pure_parts_of_the_player_hold_what_they_promise(tmp_path: Path) -> None:
    bundle = tmp_path / "units.test.mjs"
    command = [str(ESBUILD), str(HERE / "units.test.ts"), "--bundle", "--platform=node", "--format=esm", f"--outfile={bundle}"]
    subprocess.run(command, check=True, capture_output=True)
    done = subprocess.run(["node", "--test", str(bundle)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
