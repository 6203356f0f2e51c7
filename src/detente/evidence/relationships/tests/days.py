"""Days of 2026, before the tests' noon."""

from datetime import UTC, date, datetime


def moment(month, day=1):
    return datetime(2026, month, day, 12, tzinfo=UTC)


def on(month, day=1):
    return date(2026, month, day)


MARCH, JULY, AUGUST = moment(3), moment(7), moment(8)
