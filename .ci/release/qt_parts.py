"""Third-party code in the Qt libraries of the frozen program.

After "Licenses Used in Qt" of Qt 6's documentation, modules Qt Core, GUI, Widgets, Network, D-Bus, SVG, Print
Support and Wayland Client. The wheels of Qt do not list it.
"""

QT_PARTS: tuple[tuple[str, str], ...] = (
    ("Adobe Glyph List for New Fonts", "BSD-3-Clause"),
    ("Anti-aliasing rasterizer from FreeType 2", "FTL OR GPL-2.0-only"),
    ("BLAKE2", "CC0-1.0 OR Apache-2.0"),
    ("D3D12 Memory Allocator (Windows)", "MIT"),
    ("double-conversion", "BSD-3-Clause"),
    ("Easing equations by Robert Penner", "BSD-3-Clause"),
    ("Emoji segmenter", "Apache-2.0"),
    ("forkfd", "MIT"),
    ("FreeType 2", "FTL OR GPL-2.0-only"),
    ("HarfBuzz", "MIT"),
    ("IAccessible2 (Windows)", "BSD-3-Clause"),
    ("International Components for Unicode", "Unicode-3.0"),
    ("libdbus headers", "AFL-2.1 OR GPL-2.0-or-later"),
    ("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
    ("libpng", "libpng-2.0"),
    ("MD4", "LicenseRef-Public-Domain"),
    ("MD4C", "MIT"),
    ("MD5", "LicenseRef-Public-Domain"),
    ("OpenGL and OpenGL ES headers", "MIT"),
    ("PCRE2", "BSD-3-Clause"),
    ("pixman", "MIT"),
    ("Public Suffix List", "MPL-2.0"),
    ("SHA-1", "LicenseRef-Public-Domain"),
    ("SHA-3, Keccak", "CC0-1.0 AND BSD-2-Clause"),
    ("SHA-384 and SHA-512", "BSD-3-Clause"),
    ("sljit", "BSD-2-Clause"),
    ("Smooth scaling from Imlib2", "BSD-2-Clause AND Imlib2"),
    ("Text codecs: Big5, EUC-JP, EUC-KR, GBK, Shift-JIS, TSCII", "BSD-2-Clause"),
    ("TinyCBOR", "MIT"),
    ("Unicode Character Database and CLDR", "Unicode-3.0"),
    ("Vulkan headers and Memory Allocator", "Apache-2.0 AND MIT"),
    ("Wayland protocols", "MIT"),
    ("WebGradients", "MIT"),
    ("X server helpers and xcb-xinput", "X11 AND MIT"),
    ("XSVG", "HPND-sell-variant"),
    ("zlib", "Zlib"),
)
