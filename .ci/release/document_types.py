"""The file types for which the platforms offer the program ("Open with")."""

from typing import NamedTuple


class DocumentType(NamedTuple):
    """A file type in the terms of each platform.

    Attributes:
        name: display name.
        mime: Internet media type, for Linux.
        uti: uniform type identifier, for macOS.
        suffixes: in lower case, without the dot.
    """

    name: str
    mime: str
    uti: str
    suffixes: tuple[str, ...]


DOCUMENT_TYPES = (
    DocumentType("DICOM image", "application/dicom", "org.nema.dicom", ("dcm", "dicom", "dic", "ima")),
    DocumentType("JPEG image", "image/jpeg", "public.jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    DocumentType("PNG image", "image/png", "public.png", ("png",)),
    DocumentType("TIFF image", "image/tiff", "public.tiff", ("tif", "tiff")),
    DocumentType("BMP image", "image/bmp", "com.microsoft.bmp", ("bmp", "dib")),
    DocumentType("WebP image", "image/webp", "org.webmproject.webp", ("webp",)),
)


def mac_document_types() -> list[dict[str, object]]:
    """CFBundleDocumentTypes for Info.plist on macOS: the program is a viewer, not the default application."""
    return [
        {
            "CFBundleTypeName": kind.name,
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": [kind.uti],
            "CFBundleTypeExtensions": list(kind.suffixes),
        }
        for kind in DOCUMENT_TYPES
    ]
