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
