"""The bytes of a DICOM file from wherever the window can open one: a folder, a ZIP archive, compressed with
gzip.
"""

import os

from xray_desktop.imaging.archives import locate_path, read_member
from xray_desktop.imaging.gzip_images import GZIP, unpacked_image
from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import file_contents
from xray_desktop.imaging.signatures import HEAD_BYTES, sniff


def dicom_contents(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a DICOM file, unpacked.

    Args:
        path: absolute; a file in a ZIP archive is named as if the archive were a folder.

    Raises:
        UnreadableRadiograph: it cannot be read, or is not a DICOM file (code "not_dicom").
    """
    file, member = locate_path(path)
    name = os.path.basename(path)
    data = read_member(file, member) if member else file_contents(file)
    try:
        if data.startswith(GZIP) and sniff(data[:HEAD_BYTES]) is None:
            data = unpacked_image(data) or data
    except LimitExceeded as limit:
        raise UnreadableRadiograph("file_limit", file=name, limit=limit.message) from None
    if sniff(data[:HEAD_BYTES]) != "DICOM":
        raise UnreadableRadiograph("not_dicom", file=name)
    return data
