"""Images made by code: a phantom chest, and writers that put any pixels into any kind of file."""

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import numpy.typing as npt
import pydicom
from PIL import Image
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.tag import Tag
from pydicom.uid import (
    UID,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
    JPEG2000TransferSyntaxes,
    generate_uid,
)

Pixels = npt.NDArray[Any]
PathLike = str | os.PathLike[str]


def synthetic_image(height: int = 300, width: int = 360, seed: int = 0, bits: int = 8) -> Pixels:
    """A phantom chest radiograph: bright mediastinum and diaphragm, dark lungs, ribs across them, noise.

    Returns uint8 for up to 8 bits, else uint16; shape (height, width), values from 0 to 2**bits - 1.
    """
    random = np.random.default_rng(seed)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    body = 1 / (1 + np.exp(12 * (np.hypot(x / 0.95, y / 1.25) - 1)))
    tilt = random.uniform(-0.04, 0.04)
    left, right = (
        1 / (1 + np.exp(14 * (np.hypot((x - side * 0.44 - tilt * y) / 0.34, (y + 0.05) / 0.68) - 1)))
        for side in (-1, 1)
    )
    lungs = left + right
    heart = np.exp(-(((x - 0.12) / 0.28) ** 2 + ((y - 0.32) / 0.3) ** 2))
    spine = np.exp(-((x / 0.1) ** 2))
    ribs = 0.5 + 0.5 * np.cos(2 * np.pi * (5.5 * y + 1.1 * np.abs(x) + random.uniform(0, 1)))
    image = body * (0.72 + 0.2 * spine) - 0.5 * lungs + 0.25 * heart + 0.09 * ribs * lungs
    image += random.normal(0, 0.015, image.shape)
    image = np.clip(image * random.uniform(0.9, 1.0), 0, 1)
    return np.rint(image * (2**bits - 1)).astype(np.uint8 if bits <= 8 else np.uint16)


def encoded(pixels: Pixels | Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of an image file of Pillow's `kind` ("PNG", "JPEG", "TIFF", ...)."""
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    buffer = io.BytesIO()
    image.save(buffer, format=kind, **options)
    return buffer.getvalue()


def write_png(path: PathLike, pixels: Pixels | Image.Image, **options: Any) -> Path:
    """Writes a PNG and returns its path."""
    return _write(path, encoded(pixels, "PNG", **options))


def write_jpeg(path: PathLike, pixels: Pixels | Image.Image, **options: Any) -> Path:
    """Writes a JPEG (quality 95 by default) and returns its path."""
    return _write(path, encoded(pixels, "JPEG", **{"quality": 95, **options}))


def write_tiff(path: PathLike, pixels: Pixels | Image.Image, **options: Any) -> Path:
    """Writes a TIFF and returns its path."""
    return _write(path, encoded(pixels, "TIFF", **options))


def write_dicom(path: PathLike, pixels: Pixels, **attributes: Any) -> Path:
    """Writes the DICOM file of `dicom_bytes` and returns its path."""
    return _write(path, dicom_bytes(pixels, **attributes))


def dicom_bytes(
    pixels: Pixels,
    *,
    transfer_syntax: str = ExplicitVRLittleEndian,
    preamble: bytes = bytes(128),
    **attributes: Any,
) -> bytes:
    """A DICOM file from pixels: (rows, columns), (frames, rows, columns) or, for colour, (rows, columns, 3).

    Attributes are named by their DICOM keyword and replace what is derived from the pixels; None leaves one
    out. `transfer_syntax` may be a native one, the deflated one, RLE Lossless, JPEG 2000 or JPEG Baseline.
    """
    return file_bytes(dicom_dataset(pixels, **attributes), UID(transfer_syntax), preamble)


def dicom_dataset(pixels: Pixels, **attributes: Any) -> Dataset:
    """The data set that `dicom_bytes` writes."""
    colour = pixels.ndim == 3 and pixels.shape[-1] == 3
    rows, columns = pixels.shape[:2] if colour else pixels.shape[-2:]
    bits = pixels.dtype.itemsize * 8
    ds = Dataset()
    ds.SOPClassUID = DigitalXRayImageStorageForPresentation
    ds.SOPInstanceUID = generate_uid()
    ds.Modality = "DX"
    ds.ViewPosition = "AP"
    ds.BodyPartExamined = "CHEST"
    ds.SamplesPerPixel = 3 if colour else 1
    ds.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        ds.PlanarConfiguration = 0
    elif pixels.ndim == 3:
        ds.NumberOfFrames = pixels.shape[0]
    ds.Rows, ds.Columns = rows, columns
    ds.BitsAllocated = ds.BitsStored = bits
    ds.HighBit = bits - 1
    ds.PixelRepresentation = int(pixels.dtype.kind == "i")
    ds.PixelData = pixels.tobytes()
    ds["PixelData"].VR = "OB" if bits <= 8 else "OW"
    for keyword, value in attributes.items():
        if value is not None:
            tag = Tag(keyword)
            # Unlike an attribute set by name, this lets values through that the standard forbids.
            ds[tag] = DataElement(tag, dictionary_VR(tag), value, validation_mode=pydicom.config.IGNORE)
            if keyword == "BitsStored" and "HighBit" not in attributes:
                ds.HighBit = value - 1
        elif keyword in ds:
            delattr(ds, keyword)
    return ds


def file_bytes(
    ds: Dataset, transfer_syntax: str = ExplicitVRLittleEndian, preamble: bytes = bytes(128)
) -> bytes:
    """A data set as a DICOM file, its pixels compressed if the transfer syntax asks for it."""
    syntax = UID(transfer_syntax)
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian if syntax.is_encapsulated else syntax
    ds.file_meta.MediaStorageSOPClassUID = ds.get("SOPClassUID", DigitalXRayImageStorageForPresentation)
    ds.file_meta.MediaStorageSOPInstanceUID = ds.get("SOPInstanceUID", generate_uid())
    ds.preamble = preamble
    if syntax.name == "JPEG Baseline (Process 1)":
        grey = np.frombuffer(ds.PixelData, np.uint8).reshape(ds.Rows, ds.Columns)
        encapsulated(ds, [encoded(grey, "JPEG", quality=95)], syntax)
    elif syntax in JPEG2000TransferSyntaxes:
        encapsulated(ds, [_jpeg_2000(frame, ds.BitsStored) for frame in _frames(ds)], syntax)
    elif syntax.is_encapsulated:
        ds.compress(syntax, generate_instance_uid=False)
    elif syntax == pydicom.uid.ExplicitVRBigEndian and ds.BitsAllocated == 16:
        ds.PixelData = np.frombuffer(ds.PixelData, "<u2").astype(">u2").tobytes()
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, ds, enforce_file_format=True)
    return buffer.getvalue()


def encapsulated(ds: Dataset, codestreams: Sequence[bytes], transfer_syntax: str) -> None:
    """Puts ready codestreams, one a frame, into the data set as its Pixel Data."""
    ds.file_meta.TransferSyntaxUID = UID(transfer_syntax)
    ds.PixelData = encapsulate(list(codestreams))
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True


def _frames(ds: Dataset) -> Pixels:
    kind = f"{'i' if ds.PixelRepresentation else 'u'}{ds.BitsAllocated // 8}"
    shape = (ds.Rows, ds.Columns, 3) if ds.SamplesPerPixel == 3 else (ds.Rows, ds.Columns)
    return np.frombuffer(ds.PixelData, kind).reshape(-1, *shape)


def _jpeg_2000(pixels: Pixels, bits: int) -> bytes:
    return bytes(
        imagecodecs.jpeg2k_encode(pixels, level=0, reversible=True, codecformat="j2k", bitspersample=bits)
    )


def _write(path: PathLike, data: bytes) -> Path:
    path = Path(path)
    path.write_bytes(data)
    return path
