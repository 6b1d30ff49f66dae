"""Version resource of the Windows programs, shown by Explorer under Properties, Details."""

import re

_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('040904B0', [{strings}])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),
  ],
)
"""


def version_resource(program: str, version: str) -> str:
    """The text from which PyInstaller builds the resource.

    Args:
        program: file name without .exe.
        version: in the form of Python packages, "1.2.3" or "1.2.3rc1"; the binary part holds the numbers
            only.
    """
    numbers = [int(number) for number in re.findall(r"\d+", version)[:3]]
    numbers += [0] * (4 - len(numbers))
    strings = {
        "CompanyName": "The xray-desktop authors",
        "FileDescription": "Chest radiograph viewer and classifier (research use only)",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "xray-desktop",
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in strings.items())
    return _TEMPLATE.format(numbers=tuple(numbers), strings=table)
