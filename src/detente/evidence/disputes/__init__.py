"""Disputes: which lines of evidence does a side object to, and how was each objection settled?"""
