from django.db import models

from detente.foundation.tenancy import TenantRow


class Note(TenantRow):
    text = models.CharField(max_length=200)


class Remark(TenantRow):
    note = models.ForeignKey(Note, models.PROTECT, related_name="remarks")
    text = models.TextField()
    said_on = models.DateField()
    weight = models.DecimalField(max_digits=4, decimal_places=2)
    mood = models.CharField(max_length=5, choices=[("good", "good"), ("bad", "bad")])
    facts = models.JSONField(default=dict)
