"""The must-haves that a method may ask for, in words."""

GATES = {
    "certificate_in_force": "A required certificate is in force over the service",
    "no_severe_breach_untold": "No severe breach was found untold in 24 months",
    "no_exploited_flaw_overdue": "No exploited flaw is past its date in a product in use",
    "notice_hours_agreed": "Hours of notice after a breach are agreed",
    "no_privileged_connection_overdue": "No privileged connection is over 90 days overdue",
}
NOT_MET = {
    "certificate_in_force": "Certificate lapsed",
    "no_severe_breach_untold": "Breach found untold",
    "no_exploited_flaw_overdue": "Exploited flaw overdue",
    "notice_hours_agreed": "No notice hours agreed",
    "no_privileged_connection_overdue": "Connection overdue",
}
"""What stands in a list where a must-have is not met."""

RULES = {
    "certificate_in_force": "Passed while a certificate that the method requires is in force on the day and its scope "
    "is not known to leave the service out. Failed when the last one lapsed. Not shown when none was shown.",
    "no_severe_breach_untold": "Failed when a breach of a million records or more, or of a quarter of ours, in the "
    "last 24 months was found before the vendor told. Not shown without a statement about breaches, or when it is not "
    "known who spoke first.",
    "no_exploited_flaw_overdue": "Failed when a flaw that is exploited, in a product in use, is past its date and the "
    "vendor says that it is open. Passed when all that are listed were fixed, or when the latest edition of the whole "
    "catalogue has none past its date. Not shown when a listed one has no date of a fix, when no edition was read, "
    "when no product in use is named, or when one is listed under a name that nobody has matched.",
    "notice_hours_agreed": "Passed when the relationship says within how many hours the vendor tells of a breach. Not "
    "shown of a day before the relationship was on record.",
    "no_privileged_connection_overdue": "Failed when a live privileged connection is more than 90 days overdue for "
    "review. Not shown without a register of connections.",
}
"""When each is passed, failed or not shown, for whoever asks why."""

READS = {
    "certificate_in_force": ("certificate",),
    "no_severe_breach_untold": ("breach", "breach_statement"),
    "no_exploited_flaw_overdue": ("exploited_vulnerability", "vulnerability_fix"),
    "notice_hours_agreed": (),
    "no_privileged_connection_overdue": ("connection",),
}
"""The kinds of evidence that each one reads."""
