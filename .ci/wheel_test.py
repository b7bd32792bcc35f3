"""Install the project as a reader would, away from the checkout, and use it: `python .ci/wheel_test.py FOLDER`.

Two bare environments are made in FOLDER: one by `pip install .`, in which `broadsheet demo` runs, one from the built wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from terminal import Terminal  # noqa: E402 - needs the path above


def main() -> None:
    """Run both, and stop at the first thing that is not as it should be."""
    work = Path(sys.argv[1]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    readme = environment(work / "readme", str(ROOT))
    check_application(readme, work, ["demo"])
    wheel = build(work)
    check_contents(wheel)
    bare = environment(work / "bare", str(wheel))
    version = run(bare, work, "--version")
    assert version.startswith("broadsheet "), version
    library = str(work / "samples.library")
    samples = next((work / "bare").glob("lib/python*/site-packages/reader/sample_data"))
    run(bare, work, "--library", library, "import", str(samples))
    categories = run(bare, work, "--library", library, "categories", "--json").splitlines()
    assert len(categories) == 13, categories
    check_application(bare, work, ["--library", library])
    print("wheel test passed")


def environment(folder: Path, package: str) -> Path:
    """A bare virtual environment with the package in it; gives its bin folder."""
    venv.create(folder, with_pip=True, clear=True)
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", package], check=True, cwd=folder)
    return folder / "bin"


def build(work: Path) -> Path:
    """Build the wheel with what the test environment has; gives its path."""
    dist = work / "dist"
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(dist.glob("broadsheet-*.whl"))


def check_contents(wheel: Path) -> None:
    """One top-level package; styles, samples and catalogues inside it."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2, f"the wheel should hold reader/ and its metadata alone: {sorted(tops)}"
    for needed in (
        "reader/styles/broadsheet.tcss",
        "reader/sample_data/",
        "reader/locale/zh_Hant/",
        "reader/py.typed",
    ):
        assert any(name.startswith(needed) for name in names), f"the wheel lacks {needed}"


def clean_environment(work: Path) -> dict[str, str]:
    """A home of its own, and nothing that leads back to the checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "BROADSHEET", "XDG", "VIRTUAL"))
    }
    return {**kept, "HOME": str(work / "home"), "LANG": "C.UTF-8"}


def run(bin_folder: Path, work: Path, *arguments: str) -> str:
    """What a command prints; stops when it fails."""
    command = [str(bin_folder / "broadsheet"), *arguments]
    done = subprocess.run(
        command, cwd=work, env=clean_environment(work), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}: {done.stderr}"
    return done.stdout


def check_application(bin_folder: Path, work: Path, arguments: list[str]) -> None:
    """Start it in a terminal, see the thirteen categories, open an article, bookmark it, quit."""
    command = [str(bin_folder / "broadsheet"), *arguments]
    with Terminal(command, 120, 40, clean_environment(work), str(work)) as terminal:
        terminal.wait_for("智慧城市news", timeout=120)
        terminal.wait_for("高新院新聞")
        terminal.press("2", "j", "enter")
        terminal.settle()
        terminal.press("b")
        terminal.wait_for("✦")
        terminal.press("ctrl+q")
        code = terminal.wait_for_exit()
    assert code == 0, f"the application ended with {code}"


if __name__ == "__main__":
    main()
