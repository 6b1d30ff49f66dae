"""DICOM files by pydicom, in the standard's order: pixels, Modality LUT, window or VOI LUT, inversion.

Nothing here is imported before the first DICOM file is opened: pydicom takes its time to load.
"""

from xray_desktop.imaging.dicom.decoding import decode_dicom

__all__ = ["decode_dicom"]
