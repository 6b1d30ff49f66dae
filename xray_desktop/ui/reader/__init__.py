"""The reader's marks: agreement, note and class given by a person, edited and kept beside a results file."""
