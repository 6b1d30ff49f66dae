"""`xray-desktop anonymise`: copies of images without what identifies the patient."""

import argparse
import os
from pathlib import Path

from xray_desktop.batch.files import find_files
from xray_desktop.cli.options import Parser
from xray_desktop.cli.terminal import say
from xray_desktop.imaging.anonymised_export import SUFFIXES, AnonymisedExport
from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.messages import message


def anonymise_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop anonymise`."""
    parser = Parser(
        prog="xray-desktop anonymise",
        description="Copies images without what identifies the patient, as image-0001.dcm and so on. DICOM "
        "files "
        "follow the Basic Application Level Confidentiality Profile of DICOM PS3.15: identifying "
        "attributes, dates "
        "and private attributes are removed or replaced, and new UIDs agree within one run. PNG and TIFF "
        "contain "
        "nothing but the pixels, at full depth. Text in the pixels stays.",
        epilog="Exit status: 0 when all images were exported, 1 when some were not, 2 for wrong arguments, "
        "130 when "
        "stopped with Ctrl+C.",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, ZIP archive or pattern")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="folder for the copies")
    parser.add_argument(
        "--format",
        choices=[form.lower() for form in SUFFIXES],
        default="dicom",
        help="dicom, or only the pixels as png or tiff (default: dicom)",
    )
    parser.add_argument(
        "--no-recursive", dest="recursive", action="store_false", help="leave out folders within folders"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    return parser


def anonymise(options: argparse.Namespace) -> int:
    """Runs the command and returns the exit status. Raises NothingToDo and UnwritableExport."""
    output = Path(os.path.abspath(options.output))
    files = find_files(options.paths, recursive=options.recursive, leave_out=[output])
    sources = [Path(files.root, *name.rstrip("/").split("/")) for name in files.names]
    written = failed = uncertain = 0
    with IsolatedReader() as reader:

        def read(path: Path) -> Radiograph:
            file, member = locate_path(path)
            return reader.read(file, member=member)

        export = AnonymisedExport(options.format.upper(), read)
        try:
            for exported in export.write_all(sources, output):
                written += exported.target is not None
                uncertain += bool(exported.warnings)
                failed += exported.failure is not None
                if exported.failure is not None:
                    say(f"xray-desktop: {exported.failure}")
        except KeyboardInterrupt:
            say(f"xray-desktop: {message('export_interrupted')}")
            raise
    if not options.quiet:
        say(str(message("images_exported", count=written, folder=output.name)))
        if uncertain:
            say(str(message("burned_in_annotations_possible", count=uncertain)))
    return 1 if failed else 0
