"""What the bank's own registers have in common: a quarter at a time, the quarter before restated, all vendors."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes
from detente.site.commands.demo.spans import Export, exports
from detente.site.commands.demo.world import World

QUARTERS_BACK = timedelta(days=92)
Row = Sequence[object]


def registers(
    name: str,
    header: Sequence[str],
    world: World,
    rows: Callable[[Export], Iterator[Row]],
    *,
    months: int = 3,
) -> Iterator[Delivery]:
    """Yield a register of Détente's own shape for each period; one without rows is left out."""
    for export in exports(world.periods(months=months), world.today):
        found = list(rows(export))
        if found:
            file = DemoFile("registers", f"{name}-{export.span.name}.csv", csv_bytes(header, found))
            yield Delivery(export.arrives_on, None, file)
