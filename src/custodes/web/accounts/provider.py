"""Sign-in through the force's own identity provider: OpenID Connect, code flow with PKCE.

The one place from which this program calls out, and only to the provider that the configuration
names: it fetches the provider's description and keys, and changes a code for an identity token.
Nothing of a record is ever sent. What comes back is checked as OpenID Connect Core 1.0, 3.1.3.7
asks: signature by one of the provider's keys, issuer, audience, times, nonce.
"""

import base64
import hashlib
import hmac
import json
import secrets
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from custodes.vocabulary.errors import UserError

PATIENCE = 10.0
"""Seconds for an answer of the provider."""
LARGEST = 1_000_000
"""Bytes of an answer that are read."""
SKEW = 60
"""Seconds by which two clocks may differ."""
WELL_KNOWN = "/.well-known/openid-configuration"
LOCAL = ("127.0.0.1", "localhost")
P256 = 32
"""Bytes of one half of an ES256 signature."""


@dataclass(frozen=True)
class Provider:
    """The provider as the installation names it. `second_factor`: whose counts, `ours` or
    `theirs`; theirs where the token says in `amr` or `acr` that there was one."""

    issuer: str
    client: str
    secret: str
    second_factor: str = "ours"


@dataclass(frozen=True)
class Begun:
    """What a session keeps between going to the provider and coming back."""

    state: str
    nonce: str
    verifier: str
    address: str
    again: bool
    at: float


@dataclass(frozen=True)
class Person:
    """Whom the provider says has signed in.

    `proved_at` is when they showed the provider who they are, in seconds since 1970: long ago
    where its session let them through without asking, and 0 where it does not say.
    """

    subject: str
    email: str
    with_second_factor: bool
    proved_at: float


class ProviderRefused(UserError):
    """The provider did not answer, or what it said does not hold."""


def begin(provider: Provider, *, address: str, again: bool, at: datetime) -> tuple[str, Begun]:
    """Where to send the browser, and what to keep; `again` has them prove who they are anew."""
    description = _description(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    begun = Begun(state, nonce, verifier, address, again, at.timestamp())
    challenge = _plain64(hashlib.sha256(begun.verifier.encode()).digest())
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": address,
        "scope": "openid email",
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if again:
        asked |= {"prompt": "login", "max_age": "0"}
    return f"{description['authorization_endpoint']}?{urlencode(asked)}", begun


def finish(provider: Provider, begun: Begun, *, state: str, code: str, at: datetime) -> Person:
    """Whom the code stands for. Raises ProviderRefused where anything does not hold."""
    if not code or not hmac.compare_digest(state.encode(), begun.state.encode()):
        raise ProviderRefused("The sign-in was not begun here, or was begun again. Start anew.")
    description = _description(provider)
    answer = _json(
        str(description["token_endpoint"]),
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": begun.address,
            "client_id": provider.client,
            "client_secret": provider.secret,
            "code_verifier": begun.verifier,
        },
    )
    keys = _json(str(description["jwks_uri"])).get("keys", [])
    claims = checked(str(answer.get("id_token", "")), keys, provider, begun, at)
    return person_of(claims)


def checked(
    token: str, keys: list[dict[str, Any]], provider: Provider, begun: Begun, at: datetime
) -> dict[str, Any]:
    """The claims of an identity token that holds. Raises ProviderRefused for any other."""
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
        _check_signature(f"{head}.{body}".encode(), _bytes(signature), header, keys)
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        now = at.timestamp()
        holds = (
            claims["iss"] == provider.issuer
            and provider.client in audience
            and (len(audience) == 1 or claims.get("azp") == provider.client)
            and now < float(claims["exp"]) + SKEW
            and float(claims["iat"]) < now + SKEW
            and float(claims.get("auth_time", 0)) < now + SKEW
            and hmac.compare_digest(str(claims["nonce"]).encode(), begun.nonce.encode())
        )
        if begun.again:
            holds = holds and float(claims["auth_time"]) >= begun.at - SKEW
    except (ValueError, KeyError, TypeError, InvalidSignature):
        holds, claims = False, {}
    if not holds:
        raise ProviderRefused("What the identity provider said does not hold. Start anew.")
    return dict(claims)


def person_of(claims: dict[str, Any]) -> Person:
    """Whom checked claims name. An address counts where the provider says that it verified it."""
    methods = claims.get("amr")
    said = {str(one) for one in methods} if isinstance(methods, list) else set()
    second = bool(said & {"mfa", "otp", "hwk", "swk", "fido"}) or "mfa" in str(
        claims.get("acr", "")
    )
    verified = claims.get("email_verified") is True
    return Person(
        str(claims["sub"]),
        str(claims.get("email", "")).strip().lower() if verified else "",
        second,
        float(claims.get("auth_time", 0)),
    )


def _check_signature(
    signed: bytes, signature: bytes, header: dict[str, Any], keys: list[dict[str, Any]]
) -> None:
    """Raise InvalidSignature or ValueError unless the named key made the signature."""
    named = [key for key in keys if key.get("kid") == header.get("kid")]
    if len(named) != 1 or named[0].get("use", "sig") != "sig":
        raise ValueError("no such key")
    key = named[0]
    match header.get("alg"), key.get("kty"):
        case "RS256", "RSA":
            numbers = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"]))
            numbers.public_key().verify(signature, signed, padding.PKCS1v15(), SHA256())
        case "ES256", "EC" if key.get("crv") == "P-256" and len(signature) == 2 * P256:
            point = ec.EllipticCurvePublicNumbers(
                _number(key["x"]), _number(key["y"]), ec.SECP256R1()
            )
            halves = (int.from_bytes(part, "big") for part in (signature[:P256], signature[P256:]))
            whole = encode_dss_signature(*halves)
            point.public_key().verify(whole, signed, ec.ECDSA(SHA256()))
        case _:
            raise ValueError("no such signature")


def _description(provider: Provider) -> dict[str, Any]:
    told = _json(provider.issuer.rstrip("/") + WELL_KNOWN)
    if told.get("issuer") != provider.issuer:
        raise ProviderRefused("The identity provider is not the one that is configured.")
    return told


def _json(address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    """What the provider answers. Raises ProviderRefused where it does not, or answers no object."""
    check_address(address)
    body = urlencode(form).encode() if form else None
    asked = urllib.request.Request(address, body, {"Accept": "application/json"})  # noqa: S310
    try:
        with _OPENER.open(asked, timeout=PATIENCE) as answer:
            told = json.loads(answer.read(LARGEST))
    except (OSError, ValueError):
        raise ProviderRefused(
            "The identity provider does not answer as it should. Try again in a minute, or sign "
            "in with a password; if it goes on, tell whoever runs this service."
        ) from None
    if not isinstance(told, dict):
        raise ProviderRefused("The identity provider does not answer as it should.")
    return told


def check_address(address: str) -> None:
    """Raise ProviderRefused for an address that is not encrypted, but on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise ProviderRefused("The identity provider names an address that is not encrypted.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A provider answers where it said; it leads nowhere else."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Follow none: the answer counts as a fault."""


# No proxy of the environment: the provider stands in the force's own network.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _plain64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
