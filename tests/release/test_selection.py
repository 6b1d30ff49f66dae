"""Files of the frozen program: unused parts are removed by rule, with the libraries that only they need."""

import pytest

from release.selection import is_unused, without_unused

QT = "PySide6/Qt/"


@pytest.mark.parametrize(
    "destination",
    [
        QT + "plugins/tls/libqopensslbackend.so",
        QT + "plugins/platforms/libqeglfs.so",
        QT + "plugins/platformthemes/libqgtk3.so",
        QT + "plugins/imageformats/libqwebp.so",
        QT + "qml/QtQuick/qmldir",
        QT + "translations/qtbase_de.qm",
        QT + "lib/libQt6Qml.so.6",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
    ],
)
def test_unused_parts_of_qt_are_removed(destination):
    assert is_unused(destination)


@pytest.mark.parametrize(
    "destination",
    [
        QT + "plugins/platforms/libqxcb.so",
        QT + "plugins/platforms/libqoffscreen.so",
        QT + "plugins/platforms/libqwayland.so",
        "PySide6/plugins/platforms/qwindows.dll",
        QT + "plugins/platforms/libqcocoa.dylib",
        QT + "plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        QT + "plugins/iconengines/libqsvgicon.so",
        QT + "plugins/imageformats/libqjpeg.so",
        QT + "plugins/printsupport/libcupsprintersupport.so",
        QT + "translations/qtbase_ko.qm",
        QT + "lib/libQt6Widgets.so.6",
        QT + "lib/libQt6PrintSupport.so.6",
        "PySide6/QtWidgets.abi3.so",
        "onnxruntime/capi/libonnxruntime.so",
        "xray_desktop/resources_data/model.onnx",
    ],
)
def test_used_parts_are_kept(destination):
    assert not is_unused(destination)


def test_libraries_are_removed_if_only_removed_plug_ins_need_them():
    files = [
        (QT + "plugins/platformthemes/libqgtk3.so", "/qt/libqgtk3.so", "BINARY"),
        (QT + "plugins/platforms/libqxcb.so", "/qt/libqxcb.so", "BINARY"),
        ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY"),
        ("libcairo.so.2", "/usr/lib/libcairo.so.2", "BINARY"),
        ("libxcb.so.1", "/usr/lib/libxcb.so.1", "BINARY"),
        ("libXau.so.6", "/usr/lib/libXau.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
        ("libgtk-3.so", "libgtk-3.so.0", "SYMLINK"),
    ]
    needed = {
        "/qt/libqgtk3.so": ["libgtk-3.so.0", "libxcb.so.1"],
        "/qt/libqxcb.so": ["libxcb.so.1", "libc.so.6"],
        "/usr/lib/libgtk-3.so.0": ["libcairo.so.2"],
        "/usr/lib/libxcb.so.1": ["libXau.so.6"],
    }
    kept = without_unused(files, lambda path: [(name, None) for name in needed.get(path, [])])
    assert [entry[0].rpartition("/")[2] for entry in kept if entry[2] == "BINARY"] == [
        "libqxcb.so",
        "libxcb.so.1",
        "libXau.so.6",
        "libpython3.11.so.1.0",
    ]


def test_links_to_removed_libraries_are_removed():
    files = [
        ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY"),
        ("libgtk-3.so", "libgtk-3.so.0", "SYMLINK"),
        ("libnumpy.so", "numpy.libs/libnumpy.so", "SYMLINK"),
        ("numpy.libs/libnumpy.so", "/site/numpy.libs/libnumpy.so", "BINARY"),
    ]
    kept = without_unused(files, lambda _: [])
    assert [entry[0] for entry in kept] == ["libnumpy.so", "numpy.libs/libnumpy.so"]
