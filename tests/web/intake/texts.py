"""Every text that the intake shows, taken from its own modules and templates."""

import ast
from pathlib import Path

from jinja2 import Environment

import custodes.web.intake

FOLDER = Path(custodes.web.intake.__file__).parent
CALLS = {"_", "gettext", "gettext_lazy"}
FROM_THE_DESIGN = ("There is a problem",)
"""What the design's own macros say on these pages."""


def texts() -> list[str]:
    """Each once, in the order of the files."""
    found: dict[str, None] = dict.fromkeys(FROM_THE_DESIGN)
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted(FOLDER.rglob("*.html")):
        for _line, _name, said in reader.extract_translations(path.read_text("utf-8")):
            found.update(dict.fromkeys([said] if isinstance(said, str) else filter(None, said)))
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS:
                said = node.args[0]
                assert isinstance(said, ast.Constant), ast.unparse(node)
                if said.value:
                    found[said.value] = None
    return list(found)
