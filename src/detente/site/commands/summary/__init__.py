"""`detente summary`: gathered through the rooms' queries, printed for a terminal of 100 columns."""

from detente.site.commands.summary.command import commands

__all__ = ["commands"]
