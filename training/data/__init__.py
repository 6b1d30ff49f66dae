"""The labelled images: what a data set holds, its split, its balanced batches and their augmentation."""
