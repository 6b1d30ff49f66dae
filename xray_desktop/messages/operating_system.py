"""What the operating system says of a failed call, as a message."""

import errno

from xray_desktop.messages.message import Message, message

_CODES = {
    errno.EACCES: "os_permission",
    errno.EPERM: "os_permission",
    errno.ENOENT: "os_not_found",
    errno.ENOTDIR: "os_not_a_folder",
    errno.EISDIR: "os_is_a_folder",
    errno.EEXIST: "os_exists",
    errno.ENOSPC: "os_disk_full",
    errno.EROFS: "os_read_only",
    errno.EIO: "os_input_output",
    errno.ELOOP: "os_link_circle",
    errno.ENAMETOOLONG: "os_name_too_long",
    errno.EBUSY: "os_busy",
    errno.EMFILE: "os_too_many_open_files",
    errno.ENFILE: "os_too_many_open_files",
    errno.ENOMEM: "os_no_memory",
    errno.EFBIG: "os_file_too_large",
    errno.ETIMEDOUT: "os_timed_out",
    errno.ESTALE: "os_connection_lost",
    errno.ENOTCONN: "os_connection_lost",
    errno.ENODEV: "os_no_device",
    errno.ENXIO: "os_no_device",
    errno.EAGAIN: "os_no_resources",
    errno.EINVAL: "os_invalid",
}
if hasattr(errno, "EDQUOT"):
    _CODES[errno.EDQUOT] = "os_disk_full"

OS_CODES = frozenset(_CODES.values()) | {"os_error_number", "os_unknown"}
"""The codes that `os_error` gives."""


def os_error(error: OSError) -> Message:
    """The reason of an OSError, as a phrase to stand in brackets or after a colon; never the file's path."""
    if error.errno is None:
        return message("os_unknown")
    code = _CODES.get(error.errno)
    return message(code) if code else message("os_error_number", number=error.errno)
