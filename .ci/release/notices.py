"""Documents in a frozen program: third-party licences and bill of materials."""

import textwrap
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.contrib.this.builders import this_component
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as BomComponent
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from release.bundled import Component
from release.qt_parts import QT_PARTS

_OPENING = """\
xray-desktop is free software under the MIT licence (see LICENSE). This folder also carries the work of
others, each under its own licence, which follows:

{names}

No part of this folder is under the GNU General Public License, except the starting program of PyInstaller,
whose exception allows it to be passed on under any terms. The text of that licence follows because the GNU
Lesser General Public License refers to it, and the copyright files of the system's libraries name it for
files of their source packages that are not here.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They lie here as libraries of
their own (_internal/PySide6, _internal/shiboken6), unchanged, and may be replaced by other builds of the same
version. Their source is published by The Qt Company at https://download.qt.io/official_releases.
"""


def licenses(components: Sequence[Component]) -> str:
    """THIRD_PARTY_LICENSES: every component with its licence and the text of it."""
    names = ", ".join(f"{component.name} {component.version}" for component in components)
    parts = [_OPENING.format(names=textwrap.fill(names, 110))]
    for component in components:
        parts.append(_heading(f"{component.name} {component.version}: {component.license}"))
        parts.extend(text.strip() + "\n" for text in component.texts)
        if component.name == "pyside6-essentials":
            parts.append(_heading("Within the Qt libraries"))
            parts.append("".join(f"{name}: {license}\n" for name, license in QT_PARTS))
            parts.append("Texts: https://doc.qt.io/qt-6/licenses-used-in-qt.html\n")
    return "\n".join(parts)


def bill_of_materials(components: Sequence[Component], version: str, made: datetime | None = None) -> str:
    """A CycloneDX 1.6 document (JSON) that names every component, with version, licence and package URL."""
    license_of = LicenseFactory()
    program = BomComponent(
        name="xray-desktop",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="xray-desktop",
        licenses=[license_of.make_from_string("MIT")],
    )
    bom = Bom(serial_number=uuid.uuid4())
    bom.metadata.timestamp = made or datetime.now(UTC)
    bom.metadata.component = program
    bom.metadata.tools.components.add(this_component())
    parts = [
        BomComponent(
            name=component.name,
            version=component.version,
            type=ComponentType.LIBRARY,
            bom_ref=component.purl,
            purl=PackageURL.from_string(component.purl),
            licenses=[license_of.make_from_string(component.license)],
        )
        for component in components
    ]
    bom.components.update(parts)
    bom.register_dependency(program, parts)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _heading(text: str) -> str:
    return f"\n{'=' * 110}\n{text}\n{'=' * 110}\n"
