"""A report on one image: its contents, its page for PDF and paper, and the dialog that asks for the form."""
