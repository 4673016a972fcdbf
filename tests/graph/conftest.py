import pytest

from tests.samples import make_base


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """A connection to the sample base."""
    db = make_base(tmp_path_factory.mktemp("graph") / "kb.db")
    yield db.conn
    db.close()
