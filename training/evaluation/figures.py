"""Matplotlib figures as PNG, without pyplot and its global state."""

import base64
import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Blue and vermilion of Okabe and Ito's palette (2008), which people with any colour vision tell apart.
CLASS_COLOURS = {"NORMAL": "#0072B2", "PNEUMONIA": "#D55E00"}
RIGHT_COLOUR, WRONG_COLOUR = "#007A52", "#C62828"
INK, FAINT = "#22303C", "#8A97A3"

_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
}

Grey = npt.NDArray[np.generic]


def new_figure(width: float, height: float, **options: Any) -> Figure:
    """An empty figure, `width` by `height` inches, that draws with Agg and belongs to nobody else."""
    figure = Figure(figsize=(width, height), layout="constrained", **options)
    FigureCanvasAgg(figure)
    return figure


def style() -> Any:
    """Context in which all figures of the package are drawn."""
    from matplotlib import rc_context

    return rc_context(_STYLE)


def png(figure: Figure, dpi: int = 120) -> bytes:
    """The figure as the bytes of a PNG file."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, facecolor="white")
    return buffer.getvalue()


def data_uri(image: bytes) -> str:
    """A PNG as a URI that a page can hold in itself."""
    return "data:image/png;base64," + base64.b64encode(image).decode("ascii")


def sample_grid(
    samples: Sequence[Grey],
    captions: Sequence[str],
    *,
    columns: int = 6,
    colours: Sequence[str] | None = None,
    title: str = "",
) -> bytes:
    """Images in rows of `columns` with a caption under each, and a frame in its colour where one is given.

    Images are 2-D, 0 to 1 or 0 to 255 by their type, of any size.
    """
    rows = max(1, -(-len(samples) // columns))
    with style():
        figure = new_figure(1.55 * columns, 1.85 * rows + (0.3 if title else 0))
        if title:
            figure.suptitle(title, fontsize=10, fontweight="bold", x=0.01, ha="left")
        for index, axes in enumerate(np.ravel(figure.subplots(rows, columns, squeeze=False))):
            axes.set_xticks([])
            axes.set_yticks([])
            if index >= len(samples):
                axes.axis("off")
                continue
            sample = samples[index]
            axes.imshow(
                sample, cmap="gray", vmin=0, vmax=255 if sample.dtype == np.uint8 else 1, aspect="auto"
            )
            axes.set_box_aspect(1)
            axes.set_xlabel(captions[index], fontsize=6.5, color=colours[index] if colours else INK)
            for spine in axes.spines.values():
                spine.set_visible(bool(colours))
                if colours:
                    spine.set_color(colours[index])
                    spine.set_linewidth(2.5)
        return png(figure)
