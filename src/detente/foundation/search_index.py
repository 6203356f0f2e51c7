"""Words of what was stored before words were kept: an upgrade fills them in, once."""

from itertools import islice

from django.apps import apps

from detente.foundation.models import SearchWord
from detente.foundation.search_words import keep_words
from detente.foundation.tenancy import acting_for_the_installation

AT_ONCE = 2_000


def fill_the_index() -> int:
    """Keep the words of everything that can be found, if there are no words yet; return how many rows have some."""
    done = 0
    with acting_for_the_installation(because="an upgrade fills in the words of every tenant's rows"):
        if SearchWord.objects.exists():
            return done
        for model in (one for one in apps.get_models() if hasattr(one, "found_by")):
            rows = model._default_manager.order_by("pk").iterator(AT_ONCE)  # noqa: SLF001  # Django's name for it
            while some := list(islice(rows, AT_ONCE)):
                keep_words(some)
                done += len(some)
    return done
