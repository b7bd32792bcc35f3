"""Programs killed with kill -9: whatever they did, the library is sound and what was acknowledged is there.

`python benchmarks/kills.py` does it hundreds of times.
"""

from __future__ import annotations

import pytest
from faults.kills import WORK, kill


@pytest.mark.parametrize("name", WORK)
def test_a_killed_program_leaves_a_sound_library_with_all_that_it_acknowledged(name: str) -> None:
    kill(name, seed=2)
