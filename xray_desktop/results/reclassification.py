"""Rows of results at another operating point: the probability stays, the call is made again."""

from dataclasses import dataclass, replace

from xray_desktop.inference.decision import UNUSUAL, call
from xray_desktop.inference.metadata import ModelMetadata, OperatingPoint
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row


@dataclass(frozen=True)
class DecisionContext:
    """A model at one of its operating points.

    Attributes:
        metadata: what the model says of itself.
        model: name, version and short SHA-256, as rows name it.
        point: the operating point.
    """

    metadata: ModelMetadata
    model: str
    point: OperatingPoint

    def applies_to(self, row: Row) -> bool:
        """Whether the row can be seen from here; another model's probability means something else."""
        return row.model == self.model

    def row(self, row: Row) -> Row:
        """The row as this model gives it at this operating point; another model's row as it is.

        The probability of a bacterial cause stands in rows of PNEUMONIA only: it is left out where the call
        was another one before, and where it is another one now.
        """
        point = self.point
        if not self.applies_to(row) or row.operating_point == point.name:
            return row
        if row.status == "error":
            return replace(row, operating_point=point.name)
        threshold = round(point.threshold, 6)
        if row.probability_pneumonia is None:
            return replace(row, operating_point=point.name, threshold=threshold)
        predicted_class, uncertain = call(
            row.probability_pneumonia, self.metadata, point, unusual=row.message == UNUSUAL
        )
        return replace(
            row,
            predicted_class=predicted_class.value,
            threshold=threshold,
            message=uncertain,
            operating_point=point.name,
            probability_bacterial=row.probability_bacterial
            if predicted_class is PredictedClass.PNEUMONIA
            else None,
        )
