"""`detente demo`: a bank with forty vendors and three years of evidence, made from a seed.

`programme` says which files arrive when; they are in the real formats and go through the same importer as any
file. `setting` founds the organisations and their relationships, `making` does it all in one transaction.
Everything is fictional.
"""

from detente.site.commands.demo.command import commands

__all__ = ["commands"]
