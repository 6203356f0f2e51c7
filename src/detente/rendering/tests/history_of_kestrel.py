"""A year of one dimension, as the chart's tests and the catalogue's example use it."""

from datetime import date

from detente.rendering.history_chart import HistoryPoint

UNTIL = date(2026, 11, 24)
DESCRIPTION = (
    "Performance of Kestrel, December 2025 to November 2026: "
    "demonstrated from 37 to 61, possible from 92 to 91."
)
ENDS = (
    (37.1, 92.2),
    (35.1, 92.5),
    (33.2, 92.8),
    (31.6, 93.0),
    (31.2, 93.1),
    (38.5, 92.9),
    (36.3, 93.2),
    (58.2, 90.9),
    (56.4, 91.2),
    (54.9, 91.3),
    (53.2, 91.9),
    (54.1, 91.8),
    (61.0, 91.0),
)
DAYS = (
    date(2025, 12, 1),
    *(date(2026, month, 1) for month in range(1, 12)),
    date(2026, 11, 20),
)
POINTS = tuple(HistoryPoint(on, low, high, floor=55) for on, (low, high) in zip(DAYS, ENDS, strict=True))
