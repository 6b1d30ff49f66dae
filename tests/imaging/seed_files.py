"""Small valid files of every kind, for tests that damage them."""

import io

import numpy as np
import pydicom
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLosslessSV1,
    RLELossless,
)

from tests.images import dicom_bytes, dicom_dataset, encapsulated, encoded, file_bytes, synthetic_image
from tests.imaging.lossless_jpeg import lossless_jpeg


def _lossless_jpeg_dicom() -> bytes:
    pixels = synthetic_image(40, 50, bits=12)
    ds = dicom_dataset(pixels, BitsStored=12)
    file_bytes(ds)
    encapsulated(ds, [lossless_jpeg(pixels, 12)], JPEGLosslessSV1)
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, ds, enforce_file_format=True)
    return buffer.getvalue()


def _lookup_table() -> Dataset:
    item = Dataset()
    item.LUTDescriptor = [4096, 0, 12]
    item.LUTData = np.arange(4096).astype("<u2").tobytes()
    item["LUTData"].VR = "OW"
    return item


def seed_files() -> dict[str, bytes]:
    """Name to bytes; none larger than about 10 kB."""
    eight, deep = synthetic_image(40, 50), synthetic_image(40, 50, bits=12)
    grey = Image.fromarray(eight)
    colour = Image.merge("RGB", [grey, grey.rotate(180), grey])
    pages = {"save_all": True, "append_images": [grey.rotate(180), grey]}
    exif = Image.Exif()
    exif[0x0112] = 6
    return {
        "jpeg": encoded(eight, "JPEG", exif=exif),
        "jpeg progressive colour": encoded(colour, "JPEG", progressive=True),
        "png": encoded(eight, "PNG"),
        "png 16": encoded(deep, "PNG"),
        "png palette": encoded(colour.convert("P"), "PNG", transparency=3),
        "png animated": encoded(grey, "PNG", **pages),
        "tiff": encoded(deep, "TIFF"),
        "tiff lzw pages": encoded(grey, "TIFF", compression="tiff_lzw", **pages),
        "tiff float": encoded(deep.astype(np.float32), "TIFF"),
        "tiff jpeg": encoded(eight, "TIFF", compression="jpeg"),
        "bmp": encoded(eight, "BMP"),
        "gif": encoded(grey, "GIF", **pages),
        "webp": encoded(colour, "WEBP"),
        "jpeg 2000": encoded(deep, "JPEG2000"),
        "pgm": encoded(deep, "PPM"),
        "avif": encoded(colour, "AVIF"),
        "jpeg cmyk": encoded(colour.convert("CMYK"), "JPEG"),
        "tiff fax": encoded(grey.convert("1"), "TIFF", compression="group4"),
        "dds": encoded(colour, "DDS"),
        "ico": encoded(colour, "ICO", sizes=[(40, 40), (16, 16)]),
        "pcx": encoded(colour, "PCX"),
        "sgi": encoded(colour, "SGI"),
        "tga": encoded(eight, "TGA", compression="tga_rle"),
        "dicom": dicom_bytes(deep, BitsStored=12, WindowCenter=[2000, 1000], WindowWidth=[4000, 500]),
        "dicom implicit": dicom_bytes(deep, BitsStored=12, transfer_syntax=ImplicitVRLittleEndian),
        "dicom big-endian": dicom_bytes(deep, BitsStored=12, transfer_syntax=ExplicitVRBigEndian),
        "dicom deflated": dicom_bytes(deep, transfer_syntax=DeflatedExplicitVRLittleEndian),
        "dicom run-length": dicom_bytes(deep, BitsStored=12, transfer_syntax=RLELossless),
        "dicom jpeg": dicom_bytes(eight, transfer_syntax=JPEGBaseline8Bit),
        "dicom lossless jpeg": _lossless_jpeg_dicom(),
        "dicom jpeg 2000": dicom_bytes(deep, BitsStored=12, transfer_syntax=JPEG2000Lossless),
        "dicom frames": dicom_bytes(np.stack([eight, eight])),
        "dicom colour": dicom_bytes(np.asarray(colour)),
        "dicom tables": dicom_bytes(
            deep, BitsStored=12, VOILUTSequence=[_lookup_table()], ModalityLUTSequence=[_lookup_table()]
        ),
        "dicom bare": dicom_bytes(deep)[132:],
    }
