"""What a template may refer to: files of the templates folders, and nothing else."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the files below `folders`; any other address stops the rendering."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """The folders are resolved, so that a link inside one cannot lead outside."""
        super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The content of a file. Raises ValueError for an address that is not served."""
        del headers  # of HTTP, which is not spoken here
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            raise ValueError(f"only files of the templates folder are served, not {url}")
        path = Path(url2pathname(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            raise ValueError(f"not in the templates folder: {path}")
        return URLFetcherResponse(url, path.read_bytes())
