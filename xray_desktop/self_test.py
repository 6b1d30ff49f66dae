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
from xray_desktop.inference.prediction import Prediction, probability_in_words
from xray_desktop.messages import Message, message
from xray_desktop.resources import resource


@dataclass(frozen=True)
class Check:
    """One check and its result.

    Attributes:
        subject: what was checked.
        passed: whether the result is as expected.
        result: what was measured, or why the check failed.
    """

    subject: Message
    passed: bool
    result: Message


def run_self_test() -> Iterator[Check]:
    """Checks reading, the DICOM decoders, the reading process and the model on the bundled samples."""
    yield from _images()
    yield from _dicom_decoders()
    try:
        classifier = Classifier.load()
    except UnusableModel as unusable:
        yield Check(message("check_model"), False, unusable.message)
        return
    found = message("check_model_loaded", model=classifier.model, provider=classifier.provider)
    yield Check(message("check_model"), True, found)
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
        subject = message("check_format", format=kind)
        exact = kind in ("PNG", "TIFF", "BMP")
        grey = pixels if kind in ("PNG", "TIFF") else pixels.astype(np.uint8)
        buffer = io.BytesIO()
        try:
            Image.fromarray(grey).save(buffer, format=kind, **({} if exact else {"quality": 95}))
            read = decode_radiograph(buffer.getvalue(), f"ramp.{kind.lower()}").pixels
        except UnreadableRadiograph as error:
            yield Check(subject, False, error.message)
            continue
        except (OSError, KeyError) as error:
            yield Check(subject, False, message("check_stopped", problem=str(error)))
            continue
        largest = int(np.abs(read.astype(np.int64) - grey).max())
        found = message("check_pixels", bits=grey.dtype.itemsize * 8, error=largest)
        yield Check(subject, largest <= (0 if exact else 8), found)


def _dicom_decoders() -> Iterator[Check]:
    """Lossless codestreams of the kinds that DICOM files hold, encoded and decoded again."""
    try:
        import imagecodecs
    except ImportError:
        yield Check(message("check_dicom"), False, message("check_no_decoder"))
        return
    ramp = np.add.outer(np.arange(64, dtype=np.uint16), np.arange(48, dtype=np.uint16)) * 37
    encoders: tuple[tuple[str, Callable[[], bytes | bytearray]], ...] = (
        ("JPEG", lambda: imagecodecs.jpeg8_encode(ramp, bitspersample=12, lossless=True)),
        ("JPEG-LS", lambda: imagecodecs.jpegls_encode(ramp)),
        ("JPEG 2000", lambda: imagecodecs.jpeg2k_encode(ramp, level=0, codecformat="j2k")),
    )
    for kind, encode in encoders:
        subject = message("check_decoder", format=kind)
        try:
            codestream = bytes(encode())
            header = codestream_header(codestream)
            right = header is not None and np.array_equal(decode_codestream(codestream, header), ramp)
        except (DecoderMissing, RuntimeError, ValueError) as error:
            yield Check(subject, False, message("check_stopped", problem=str(error)))
            continue
        yield Check(subject, right, message("check_lossless" if right else "check_wrong_values"))


def _samples(classifier: Classifier) -> Iterator[Check]:
    """The reading process and the network on the synthetic images, whose names say what they show."""
    images = sorted(file for file in resource("samples").glob("*.png") if expected_predicted_class(file.name))
    if not images:
        yield Check(message("check_samples"), False, message("check_samples_missing"))
        return
    with IsolatedReader() as reader:
        for image in images:
            subject = message("check_sample", file=image.name)
            try:
                prepared = reader.prepare(image, classifier.metadata.preprocessing)
            except (UnreadableRadiograph, ReadingProcessFailed) as error:
                yield Check(subject, False, error.message)
                continue
            prediction = classifier.decide(classifier.outputs(prepared.input)[0])
            right = prediction.predicted_class == expected_predicted_class(image.name)
            yield Check(subject, right, check_prediction(prediction))


def check_prediction(prediction: Prediction) -> Message:
    """The predicted class with its probability; the first reason when there is none."""
    if prediction.predicted_class is None or prediction.probability is None:
        return prediction.reasons[0] if prediction.reasons else message("no_probability")
    return message(
        "check_prediction",
        prediction=prediction.predicted_class.value,
        probability=probability_in_words(prediction.probability),
    )


def expected_predicted_class(name: str) -> str:
    """The class in the name of a sample: NORMAL or PNEUMONIA; empty without one."""
    return next(
        (
            predicted_class
            for predicted_class in ("NORMAL", "PNEUMONIA")
            if predicted_class.lower() in name.lower()
        ),
        "",
    )
