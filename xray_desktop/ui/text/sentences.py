"""Sentences of the floors below in the language in use; these know no translation and speak English.

A sentence is recognised by its template; what stands in the places of {0}, {1}, … is kept, or translated too
when it is a sentence or a phrase of the list itself.
"""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_MARKED = (
    QT_TRANSLATE_NOOP("Sentences", "No file or folder is given."),
    QT_TRANSLATE_NOOP("Sentences", "There is no file in {0}. Choose a folder that holds radiographs."),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not exist. Check how it is written."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The paths lie on different drives. Classify each drive by a run of its own.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} cannot be read ({1}). Check its permissions."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The link {0} leads to a folder that is read anyway, and is not followed.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The link {0} leads round in a circle, and is not followed."),
    QT_TRANSLATE_NOOP("Sentences", "The reader's table cannot be written to {0} ({1}). Choose another file."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is too large for a file of marks. Move it away and start again."),
    QT_TRANSLATE_NOOP("Sentences", "The marks in {0} cannot be read ({1}). Check the file's permissions."),
    QT_TRANSLATE_NOOP("Sentences", "The marks in {0} are damaged. Move the file away and start again."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} was written by another version of the program (schema {1}). Open it with that version.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The marks cannot be saved to {0} ({1}). Free space or choose another folder.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is no CSV of results: it lacks the column {1}. Open a CSV that a batch of this program wrote.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} is damaged in row {1}. Make it again."),
    QT_TRANSLATE_NOOP("Sentences", "{0} holds no results. Open another file."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The results {0} cannot be read ({1}). Check the file's permissions, or make it again."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is being written by another run. Wait for it, or choose another file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} is being written by another run. Choose another file."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} exists already. Classify the images again, and choose “Go on with it” or “Replace it”.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} was not written by this version of the program and is not continued. Classify the images again, and "
        "choose another file or “Replace it”.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} was made with {1} at the operating point “{2}”, not with {3} at “{4}”. Classify the images again, "
        "and choose that operating point, another file or “Replace it”.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The results cannot be written: there is no folder {0}. Make it first."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The results cannot be written to {0}: it is a folder. Name a file in it.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The results cannot be written to {0} ({1}). Free space, check the permissions, or choose "
        "another file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The results cannot be written to {0} ({1}). Choose another file."),
    QT_TRANSLATE_NOOP(
        "Sentences", "It cannot be written to {0} ({1}). Free space, or choose another folder."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The images of {0} are not beside it. Their results are shown; to see the images, say where "
        "they are (Image menu).",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} cannot be listed. Check its permissions."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The network could not be run on {0} ({1}). Close other programs, and go on with the batch.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The batch met an error of its own ({0}) and was stopped. "
        "Start it again, and go on with its results.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The system gives the batch no further thread. Close other programs, and go on with it.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The folder {0} may not be read any more. Restore the permission, and go on.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} has vanished. Bring it back, and go on with the batch."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} holds {1} files, more than the {2} allowed. Unpack it and open its folders."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is not read: it has more than the {1} MB that are allowed. Export the image in a smaller file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is a damaged ZIP archive and cannot be listed. Copy or download it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not in {1} (any more). Open the archive again."),
    QT_TRANSLATE_NOOP("Sentences", "{0} in {1} is damaged. Copy or download it again."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} in {1} is compressed in a way that is not read here. Unpack the archive and open the file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} in {1} is encrypted. Unpack the archive and open the file."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is truncated before its image begins. Copy it again."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is a document in a DICOM envelope (for instance a PDF), not an image. "
        "Open the images of its study.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} is the index of a disk (DICOMDIR); open the files that it lists."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a structured report, not an image. Open the images of its study."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} is a list of key images, not an image. Open the images of its study."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} says how another file is to be shown and holds no image itself. Open the images of its study.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a waveform, not an image. Open the images of its study."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} belongs to a radiotherapy plan and holds no image. Open the images of its study."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} holds no pixel data. Export it again with its image."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no frame {1}: it holds {2}. Open it again."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is truncated: too little of its image is left. Copy it again."),
    QT_TRANSLATE_NOOP("Sentences", "frame {0} of {1}"),
    QT_TRANSLATE_NOOP("Sentences", "the image is only {0} x {1} pixels"),
    QT_TRANSLATE_NOOP("Sentences", "the image is only {0} × {1} pixels"),
    QT_TRANSLATE_NOOP("Sentences", "colour image, luminance shown"),
    QT_TRANSLATE_NOOP("Sentences", "the image is in many colours, and a radiograph is grey"),
    QT_TRANSLATE_NOOP("Sentences", "the image data is truncated"),
    QT_TRANSLATE_NOOP("Sentences", "the file's own window shows nothing of the image; another was chosen"),
    QT_TRANSLATE_NOOP("Sentences", "a damaged VOI LUT of the file was left out"),
    QT_TRANSLATE_NOOP("Sentences", "a window of the file that is {0} wide was left out"),
    QT_TRANSLATE_NOOP("Sentences", "its Modality LUT is damaged"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} does not say how many rows and columns its image has. Export it again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} holds an image without pixels. Export it again."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} contradicts itself: {1} samples a pixel in a {2} image. Export it again."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} stores a value in {1} bits, which is not read here (8, 16 and 32 are). Export it in 16 bits.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "it holds {0} frames, more than {1}"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} has the photometric interpretation {1}, which is not read here. Export it in grey.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "the file does not say whether low values are black or white"),
    QT_TRANSLATE_NOOP("Sentences", "its photometric interpretation, {0}, is unknown"),
    QT_TRANSLATE_NOOP("Sentences", "the file claims {0} bits in {1} allocated ones"),
    QT_TRANSLATE_NOOP("Sentences", "the file's highest bit ({0}) does not fit its {1} bits"),
    QT_TRANSLATE_NOOP("Sentences", "its attribute {0} has more than the {1} kB that are allowed"),
    QT_TRANSLATE_NOOP("Sentences", "its attribute {0} has more than the {1} items that are allowed"),
    QT_TRANSLATE_NOOP("Sentences", "it inflates to more than the {0} MB that are allowed"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is written in the private transfer syntax {1}, which is not read here. Export it as "
        "plain DICOM.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} contradicts itself: its pixels and its transfer syntax ({1}) do not fit. Export it again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is compressed as {1}, which is not read here. Export it uncompressed.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} cannot be shown: its image ({1}) is damaged. Export it again, uncompressed.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} is truncated: its image data ends too early. Copy it again."),
    QT_TRANSLATE_NOOP("Sentences", "its run-length data is far longer than the image it encodes"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} contradicts itself: {1} x {2} pixels are declared, but its compressed image has {3} x {4}. "
        "Export it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "its frames need more than {0} MB"),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not hold the data of frame {1}. Copy or export it again."),
    QT_TRANSLATE_NOOP("Sentences", "its pixel data lies in more than {0} fragments"),
    QT_TRANSLATE_NOOP("Sentences", "bits beyond the {0} that are stored were taken off"),
    QT_TRANSLATE_NOOP("Sentences", "it is {0}, not a radiograph"),
    QT_TRANSLATE_NOOP("Sentences", "it is a lateral decubitus view, not a frontal one"),
    QT_TRANSLATE_NOOP("Sentences", "it is a lateral view, not a frontal one"),
    QT_TRANSLATE_NOOP("Sentences", "it is an oblique view, not a frontal one"),
    QT_TRANSLATE_NOOP("Sentences", "its body part is {0}, not the chest"),
    QT_TRANSLATE_NOOP("Sentences", "a computed tomography (CT) image"),
    QT_TRANSLATE_NOOP("Sentences", "a magnetic resonance (MR) image"),
    QT_TRANSLATE_NOOP("Sentences", "an ultrasound image"),
    QT_TRANSLATE_NOOP("Sentences", "a mammogram"),
    QT_TRANSLATE_NOOP("Sentences", "an image of modality {0}"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} makes the image decoder crash and was given up. Export it again from where it came.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} takes too long to decode and was given up. Export it again from where it came.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} needs a decoder for {1} that this installation lacks. Install the program again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The process that reads images ends at once (status {0}). Install the program again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The process that reads images cannot be started ({0}). Close other programs and try again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Reading was stopped."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} takes more than {1} seconds to decode and was given up. Export it again from where it came.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "it declares {0} x {1} pixels, more than the {2} million that are allowed",
    ),
    QT_TRANSLATE_NOOP("Sentences", "its image needs more than the {0} MB of memory that are allowed"),
    QT_TRANSLATE_NOOP("Sentences", "it has more than {0} parts"),
    QT_TRANSLATE_NOOP("Sentences", "reading it takes too long"),
    QT_TRANSLATE_NOOP("Sentences", "transparent parts are shown black"),
    QT_TRANSLATE_NOOP("Sentences", "image {0} of {1}"),
    QT_TRANSLATE_NOOP("Sentences", "turned upright as its EXIF orientation asks"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is {1}: too little of its image is left. Copy it again."),
    QT_TRANSLATE_NOOP("Sentences", "truncated"),
    QT_TRANSLATE_NOOP("Sentences", "damaged"),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no image {1}: it holds {2}. Open it again."),
    QT_TRANSLATE_NOOP("Sentences", "colour image, lightness shown"),
    QT_TRANSLATE_NOOP("Sentences", "the further images of the file are damaged"),
    QT_TRANSLATE_NOOP("Sentences", "image {0} lies too deep in the animation"),
    QT_TRANSLATE_NOOP("Sentences", "it declares more than the {0} million pixels that are allowed"),
    QT_TRANSLATE_NOOP("Sentences", "values that are not numbers are shown black"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is empty. Copy or download it again."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not read: {1}. Export it again as one plain image."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} is not read: its parts are nested too deeply. Export it again as one plain image."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} needs more memory than is free. Close other programs and try again."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a folder, not a file. Open the files in it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a device or a pipe, not a file. Choose a file."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is not read: it has {1} MB, more than the {2} MB that are allowed. "
        "Export the image in a smaller file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} does not exist (any more). Bring it back, or choose another file."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} may not be read: you lack the permission. Change its permissions, or copy it."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be read from the disk: {1}. Copy it again from its source."),
    QT_TRANSLATE_NOOP("Sentences", "its symbolic links go round in a circle"),
    QT_TRANSLATE_NOOP("Sentences", "unknown reason"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a name that a file can have. Choose a file."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a damaged {1} file and cannot be shown. Copy or export it again."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is {1}, not an image. Open a DICOM, JPEG, PNG, TIFF, BMP, WebP or GIF file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "a PDF document"),
    QT_TRANSLATE_NOOP("Sentences", "a PostScript document"),
    QT_TRANSLATE_NOOP("Sentences", "a ZIP archive"),
    QT_TRANSLATE_NOOP("Sentences", "a gzip archive"),
    QT_TRANSLATE_NOOP("Sentences", "a 7-Zip archive"),
    QT_TRANSLATE_NOOP("Sentences", "a RAR archive"),
    QT_TRANSLATE_NOOP("Sentences", "a Windows program"),
    QT_TRANSLATE_NOOP("Sentences", "a program"),
    QT_TRANSLATE_NOOP("Sentences", "an Office document"),
    QT_TRANSLATE_NOOP("Sentences", "an HDF5 file"),
    QT_TRANSLATE_NOOP("Sentences", "a database"),
    QT_TRANSLATE_NOOP("Sentences", "a sound file"),
    QT_TRANSLATE_NOOP("Sentences", "a video"),
    QT_TRANSLATE_NOOP("Sentences", "a web page"),
    QT_TRANSLATE_NOOP("Sentences", "a video or a photograph in a container that is not read here"),
    QT_TRANSLATE_NOOP("Sentences", "nothing but zeros"),
    QT_TRANSLATE_NOOP("Sentences", "a file of an unknown kind"),
    QT_TRANSLATE_NOOP("Sentences", "an XML document"),
    QT_TRANSLATE_NOOP("Sentences", "a text file"),
    QT_TRANSLATE_NOOP("Sentences", "it holds more than {0} images"),
    QT_TRANSLATE_NOOP("Sentences", "an image of it has {0} tags"),
    QT_TRANSLATE_NOOP("Sentences", "one of its tags has {0} values"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} takes {1}, not one input “{2}” of shape (N, 1, {3}, {4}). "
        "Export it with the training package.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The model file {0} has no output “probability”. Export it with the training package."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is no device “{0}”. Choose one of: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "There is no precision “{0}”. Choose one of: {1}."),
    QT_TRANSLATE_NOOP("Sentences", "The device “{0}” cannot be used here; the network runs on the CPU."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} carries no metadata of this program (preprocessing, operating "
        "points). Export it with the training package.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} is missing. Install the program again, or choose a model file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model file {0} cannot be read ({1}). Check its permissions."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} is damaged or no ONNX model. Put the released file in its place.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} was altered or damaged: it is not the one that came with this "
        "version of the program. Install the program again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} has {1} MB, more than the {2} MB that are allowed. Choose a model file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model file {0} is a folder or a device. Choose a model file."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} needs more memory than is free. Close other programs and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model file {0} gives “{1}” of shape {2} ({3}), not ({4}). Export it with the training package.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model gives “{0}” of shape {1}, not ({2}). Export it with the training package.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} (not released)"),
    QT_TRANSLATE_NOOP("Sentences", "The model has no operating point “{0}”. Choose one of: {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The model's positive class is {0}, not PNEUMONIA. Export it with the training package."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model's metadata follows schema {0}, and this version reads schema {1}. Export the "
        "model again with the training package of this version.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model's metadata is damaged ({0}). Use the model as released."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The image looks inverted (black and white exchanged). Correct the file and open it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The image looks upside down. Turn it in the file and open it again."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The image looks rotated by a quarter turn. Turn it in the file and open it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This does not look like a frontal chest radiograph."),
    QT_TRANSLATE_NOOP("Sentences", "The image differs from those that the model was trained on."),
    QT_TRANSLATE_NOOP("Sentences", "The model gave no probability for this image."),
    QT_TRANSLATE_NOOP("Sentences", "The probability lies too close to the threshold for a call."),
)
TEMPLATES: tuple[str, ...] = tuple(str(sentence) for sentence in _MARKED)
"""All sentences and phrases that the floors below say to a person; a test finds those that are missing."""


def translated(sentence: str) -> str:
    """A sentence, or phrases joined by semicolons, in the language in use; an unknown one as it is."""
    exact = QCoreApplication.translate("Sentences", sentence)
    if exact != sentence or not sentence:
        return exact
    for pattern, template in _patterns():
        match = pattern.fullmatch(sentence)
        if match:
            words = QCoreApplication.translate("Sentences", template)
            return words.format(*(translated(part) for part in match.groups()))
    if "; " in sentence:
        return "; ".join(translated(phrase) for phrase in sentence.split("; "))
    return sentence


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Templates with places, those with most words of their own first, because they say most."""
    with_places = [template for template in TEMPLATES if "{0}" in template]
    with_places.sort(key=lambda template: -len(re.sub(r"\{\d\}", "", template)))
    return [(re.compile(_expression(template), re.DOTALL), template) for template in with_places]


def _expression(template: str) -> str:
    parts = re.split(r"\{\d\}", template)
    return "(.+?)".join(re.escape(part) for part in parts)
