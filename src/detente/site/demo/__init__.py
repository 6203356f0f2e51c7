"""The demo programme: a bank with forty vendors and three years of evidence, made from a seed.

`programme` says which files arrive when; they are in the real formats and go through the same importer as any
file. `setting_out` founds the organisations, `making` does it all in one transaction. Everything is fictional.
"""
