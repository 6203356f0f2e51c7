"""What can be done about a questionnaire, one use case a file."""
