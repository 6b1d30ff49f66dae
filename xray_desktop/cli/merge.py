"""`xray-desktop merge`: the results of shards to one file."""

import argparse
from pathlib import Path

from xray_desktop.cli.options import Parser
from xray_desktop.cli.terminal import say
from xray_desktop.results.formats import FORMATS, writer
from xray_desktop.results.merging import merge_results
from xray_desktop.results.summary import summary_lines


def merge_parser() -> argparse.ArgumentParser:
    """The arguments of `xray-desktop merge`."""
    parser = Parser(
        prog="xray-desktop merge",
        description="Merges the results of shards into the file that one run would have written.",
        allow_abbrev=False,
    )
    parser.add_argument("parts", nargs="+", metavar="RESULTS", help="results file of one shard")
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="merged results file (.csv, .jsonl or .parquet)",
    )
    parser.add_argument("--format", choices=FORMATS, help="format of the output (default: by the suffix)")
    parser.add_argument("--overwrite", action="store_true", help="replace an existing output file")
    return parser


def merge(options: argparse.Namespace) -> int:
    """Runs the command and returns the exit status. Raises UnusableResults."""
    write = writer(Path(options.output), options.format or "")
    tally = merge_results(options.parts, options.output, write=write, overwrite=options.overwrite)
    for line in summary_lines(tally, 0, 0):
        say(line)
    return 0
