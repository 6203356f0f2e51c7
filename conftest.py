"""What every test may use."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real sample files, which is laid beside a checkout and never committed."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data with real sample files is not beside this checkout")
    return SHARED_DATA
