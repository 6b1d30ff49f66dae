"""`xray-desktop --self-test`: does this installation read images and classify them as it should?"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from xray_desktop.imaging.codestream import codestream_header
from xray_desktop.imaging.codestream_decoding import decode_codestream
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.limits import DecoderMissing
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.messages import english
from xray_desktop.resources import resource


@dataclass(frozen=True)
class Check:
    """One thing that was tried.

    Attributes:
        subject: what was tried.
        passed: whether it went as it should.
        finding: what was found, for the user.
    """

    subject: str
    passed: bool
    finding: str


def run_self_test() -> Iterator[Check]:
    """Tries reading, the DICOM decoders, the reading process and the model on the samples that come along."""
    yield from _images()
    yield from _dicom_decoders()
    try:
        classifier = Classifier.load()
    except UnusableModel as unusable:
        yield Check("model", False, str(unusable))
        return
    yield Check("model", True, f"{classifier.model} on {classifier.provider}")
    yield from _samples(classifier)


def _images() -> Iterator[Check]:
    ramp = np.add.outer(np.arange(64, dtype=np.uint16), np.arange(48, dtype=np.uint16))
    for kind, pixels in (
        ("PNG", ramp * 256),
        ("TIFF", ramp * 256),
        ("BMP", ramp),
        ("JPEG", ramp),
        ("WebP", ramp),
    ):
        exact = kind in ("PNG", "TIFF", "BMP")
        grey = pixels if kind in ("PNG", "TIFF") else pixels.astype(np.uint8)
        buffer = io.BytesIO()
        try:
            Image.fromarray(grey).save(buffer, format=kind, **({} if exact else {"quality": 95}))
            read = decode_radiograph(buffer.getvalue(), f"ramp.{kind.lower()}").pixels
        except (UnreadableRadiograph, OSError, KeyError) as error:
            yield Check(kind, False, str(error))
            continue
        error_ = int(np.abs(read.astype(np.int64) - grey).max())
        yield Check(
            kind, error_ <= (0 if exact else 8), f"{grey.dtype.itemsize * 8} bits, largest error {error_}"
        )


def _dicom_decoders() -> Iterator[Check]:
    """Lossless codestreams of the kinds that DICOM files hold, encoded and decoded again."""
    try:
        import imagecodecs
    except ImportError:
        yield Check("DICOM", False, "no decoder is installed")
        return
    ramp = np.add.outer(np.arange(64, dtype=np.uint16), np.arange(48, dtype=np.uint16)) * 37
    encoders: tuple[tuple[str, Callable[[], bytes | bytearray]], ...] = (
        ("JPEG", lambda: imagecodecs.jpeg8_encode(ramp, bitspersample=12, lossless=True)),
        ("JPEG-LS", lambda: imagecodecs.jpegls_encode(ramp)),
        ("JPEG 2000", lambda: imagecodecs.jpeg2k_encode(ramp, level=0, codecformat="j2k")),
    )
    for kind, encode in encoders:
        try:
            codestream = bytes(encode())
            header = codestream_header(codestream)
            right = header is not None and np.array_equal(decode_codestream(codestream, header), ramp)
        except (DecoderMissing, RuntimeError, ValueError) as error:
            yield Check(f"DICOM, {kind}", False, str(error))
            continue
        yield Check(f"DICOM, {kind}", right, "lossless" if right else "wrong values")


def _samples(classifier: Classifier) -> Iterator[Check]:
    """The reading process and the network on the synthetic images, whose names say what they show."""
    images = sorted(file for file in resource("samples").glob("*.png") if expected_predicted_class(file.name))
    if not images:
        yield Check("samples", False, "the synthetic images that belong to the program are missing")
        return
    with IsolatedReader() as reader:
        for image in images:
            try:
                prepared = reader.prepare(image, classifier.metadata.preprocessing)
            except (UnreadableRadiograph, ReadingProcessFailed) as error:
                yield Check(image.name, False, str(error))
                continue
            prediction = classifier.decide(classifier.outputs(prepared.input)[0])
            found = str(prediction.predicted_class or english(prediction.reasons))
            if prediction.probability is not None:
                found += f", probability of pneumonia {probability_in_words(prediction.probability)}"
            yield Check(image.name, prediction.predicted_class == expected_predicted_class(image.name), found)


def expected_predicted_class(name: str) -> str:
    """The class that the name of a sample tells: NORMAL or PNEUMONIA; empty when it tells none."""
    return next(
        (
            predicted_class
            for predicted_class in ("NORMAL", "PNEUMONIA")
            if predicted_class.lower() in name.lower()
        ),
        "",
    )
