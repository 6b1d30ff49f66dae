"""Rows on their way into a Parquet file, which is whole or not at all: none can be added to it as they come.

While a batch runs they are kept in a JSON Lines file beside it, which becomes the Parquet file in the end.
"""

import os
from pathlib import Path

from xray_desktop.results.parquet import pyarrow_modules, read_parquet, write_parquet
from xray_desktop.results.row import UnusableResults
from xray_desktop.results.writing import JSON_LINES, Mode, ResultsFile, rows_file, write_rows


class ParquetResults(ResultsFile):
    """As `ResultsFile`; `finish` makes the Parquet file of the rows."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mode: Mode = "new",
        model: str = "",
        operating_point: str = "",
    ) -> None:
        pyarrow_modules()
        self._target = Path(path)
        rows = rows_file(self._target)
        if self._target.is_dir():
            raise UnusableResults(
                f"The results cannot be written to {self._target.name}: it is a folder. Name a file in it."
            )
        if self._target.exists() and mode == "new":
            raise UnusableResults(f"{self._target.name} exists already. Replace it (--overwrite).")
        if self._target.exists() and mode == "resume" and not rows.exists():
            write_rows(rows, read_parquet(self._target), JSON_LINES)
        super().__init__(rows, mode=mode, row_format=JSON_LINES, model=model, operating_point=operating_point)

    def finish(self) -> None:
        """Ends the run, and makes the Parquet file in the place of the rows.

        Raises:
            UnusableResults: it cannot be written; the rows stay and can be resumed.
        """
        super().finish()
        with open(self.path, "rb") as file:
            write_parquet(self._target, (row for row, _ in JSON_LINES.read(file, self.path.name)))
        self.path.unlink()
