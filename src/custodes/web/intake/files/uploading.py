"""Uploads are held in memory and never in a temporary file, whatever their size up to the limit."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 10 * 2**20
"""Bytes of one file."""
MOST_FILES = 3
TOO_LARGE = "custodes_too_large"
"""What is noted on a file that went over the limit; nothing of it is kept."""


class InMemory(FileUploadHandler):
    """Gathers a file in memory; of one that is too large only its name is left."""

    chunk_size = 64 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._kept = bytearray()
        self._too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._kept = bytearray()
        self._too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take in a piece."""
        if self._too_large or len(self._kept) + len(raw_data) > MOST_BYTES:
            self._too_large = True
            self._kept = bytearray()
        else:
            self._kept += raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file, or the empty husk of one that was too large."""
        content = bytes(self._kept)
        self._kept = bytearray()
        made = InMemoryUploadedFile(
            file=BytesIO(content),
            field_name=self.field_name,
            name=self.file_name or "-",
            content_type=self.content_type,
            size=len(content),
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        setattr(made, TOO_LARGE, self._too_large)
        return made
