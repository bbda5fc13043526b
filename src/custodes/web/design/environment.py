"""Templates: our own strict environment, with the GOV.UK components as functions in it.

The components are read once and kept. Their own templates count on unknown names being empty, so
they live in an environment of their own; in ours an unknown name is an error. Whatever is given to
a component as `html` is escaped unless a template made it, so that nobody's words become markup.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup, escape

from custodes.web.design import assets, forms
from custodes.web.design.page import page_of
from custodes.web.design.showing import clock, day, number

GOVUK = "govuk_frontend_jinja"
OURS = PackageLoader("custodes.web.design", "jinja2")
Component = Callable[..., Markup]


def environment(**options: Any) -> Environment:
    """The environment of the pages, for Django (which gives `loader` and more) or on its own."""
    given: BaseLoader | None = options.pop("loader", None)
    loaders = [OURS] if given is None else [given, OURS]
    made = Environment(
        **{k: v for k, v in options.items() if k not in ("autoescape", "undefined")},
        autoescape=True,
        undefined=StrictUndefined,
        loader=ChoiceLoader(loaders),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(_text, _texts, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(components(), **forms.tools(components()))
    made.globals.update(page_of=page_of, asset=assets.address, url=_address, static=static)
    made.filters.update(clock=clock, day=day, number=number)
    return made


@cache
def components() -> dict[str, Component]:
    """Each GOV.UK component by the name of its macro: `govukButton({"text": "Save"})`."""
    loader = PrefixLoader({GOVUK: PackageLoader(GOVUK)})
    theirs = Environment(loader=loader, autoescape=True)
    found: dict[str, Component] = {}
    for folder in sorted(p.name for p in files(GOVUK).joinpath("templates/components").iterdir()):
        module = theirs.get_template(f"{GOVUK}/components/{folder}/macro.html").module
        for name in dir(module):
            if name.startswith("govuk") and name not in ("govukAttributes", "govukI18nAttributes"):
                found[name] = _guarded(getattr(module, name))
    return found


def _guarded(macro: Component) -> Component:
    def component(params: Mapping[str, Any] | None = None, **more: Any) -> Markup:
        return macro(_safe(params or {}), **more)

    return component


def _safe(value: Any, key: str = "") -> Any:
    """The same parameters, with text under a key of markup escaped unless it is markup."""
    if isinstance(value, Mapping):
        return {k: _safe(v, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(v, key) for v in value]
    if isinstance(value, str) and (key.lower().endswith("html") or key == "attributes"):
        return escape(value)
    return value


def _address(route: str, *args: Any, **kwargs: Any) -> str:
    return reverse(route, args=args or None, kwargs=kwargs or None)


def _text(message: str) -> str:
    return translation.gettext(message) if settings.configured else message


def _texts(one: str, many: str, count: int) -> str:
    if settings.configured:
        return translation.ngettext(one, many, count)
    return one if count == 1 else many
