"""What a page shows to whoever changed something that somebody else changed meanwhile."""

from detente.foundation.as_read import ChangedMeanwhile
from detente.ui.components.both_versions.both_versions import BothVersions


def both_versions_of(error: ChangedMeanwhile) -> BothVersions:
    """Return both versions as the component shows them."""
    return BothVersions(error.what, error.now.by, error.now.at, error.now.words, error.yours)
