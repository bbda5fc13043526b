"""The inspectorate's assessment: what each force sent, judged element by element, by two people."""
