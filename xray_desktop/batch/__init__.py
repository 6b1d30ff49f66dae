"""From folders of radiographs to rows of results. No Qt, no torch."""
