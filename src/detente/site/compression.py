"""Pages travel compressed, also where no proxy does it; files and streams leave as they are."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PagesAreCompressed(GZipMiddleware):
    """Django's own, for pages alone: it pads them at random, and tokens are masked anew in each, against BREACH."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what a browser shows, if the browser takes it so."""
        is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response
