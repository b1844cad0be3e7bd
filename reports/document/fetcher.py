"""What a document may load: data inside itself, and its own fonts. No network, no file of the machine."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.document.fonts import BY_ADDRESS


class DocumentFetcher(URLFetcher):  # type: ignore[misc]
    """Allows `data:` and the addresses of our font faces; anything else stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        face = BY_ADDRESS.get(url)
        if face is None:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, face.path.read_bytes(), {"Content-Type": "font/ttf"})
