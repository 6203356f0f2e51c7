"""The disclosures room: what a vendor says that its service does not do."""
