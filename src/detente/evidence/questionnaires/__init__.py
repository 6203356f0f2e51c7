"""The questionnaires room: what was answered once is not asked again."""
