from django.db import models

from detente.foundation.identifiers import new_id
from detente.foundation.search_words import FoundBy
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


class Memo(TenantRow):
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    text = models.CharField(max_length=200)

    found_by = FoundBy("memo", ("text",), ("text",))
