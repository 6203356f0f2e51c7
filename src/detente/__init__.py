"""Détente: one shared record between a security leader and a vendor."""
