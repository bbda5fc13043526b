"""Files that come with a report: held in memory, known by their content, cleaned where possible."""
