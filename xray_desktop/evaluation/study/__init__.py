"""A study: labelled results to measures, figures, tables and a report in one folder. numpy only, no Qt."""
