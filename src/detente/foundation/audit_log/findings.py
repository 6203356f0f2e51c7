"""What verifying finds, as it goes along; of very many findings the first are kept, and all are counted."""

from detente.foundation.audit_log.contracts import Finding

KEPT = 100


class Findings:
    """A list of faults and one of warnings."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.faults: list[Finding] = []
        self.warnings: list[Finding] = []
        self.faults_found = 0
        self.warnings_found = 0
        self._first_exact: int | None = None
        self._first_bound: int | None = None

    def fault(self, where: str, says: str, *, entry: int | None = None, exact: bool = True) -> None:
        """Keep something that cannot be if nobody changed the log."""
        self.faults_found += 1
        if len(self.faults) < KEPT:
            self.faults.append(Finding(where, says, entry, exact))
        if entry is not None and exact:
            self._first_exact = entry if self._first_exact is None else min(self._first_exact, entry)
        elif entry is not None and self._first_bound is None:
            self._first_bound = entry

    def missing_entries(self, first: int, after: int) -> None:
        """Keep that the entries from `first` up to `after` are not there."""
        if after - first == 1:
            self.fault(f"entry {first}", "it is missing", entry=first)
        else:
            self.fault(f"entry {first}", f"it and those up to {after - 1} are missing", entry=first)

    def warning(self, where: str, says: str) -> None:
        """Keep something that can be, and that somebody should look at."""
        self.warnings_found += 1
        if len(self.warnings) < KEPT:
            self.warnings.append(Finding(where, says))

    @property
    def first_wrong_entry(self) -> int | None:
        """The number of the first entry that is wrong; where only a bound is known, the bound."""
        return self._first_exact if self._first_exact is not None else self._first_bound
