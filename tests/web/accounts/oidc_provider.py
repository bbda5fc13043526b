"""A small OpenID provider on loopback: description, keys, tokens signed with RS256."""

import base64
import hashlib
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256


def plain64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def number(value: int) -> str:
    return plain64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class OidcProvider:
    """`person` is whom it signs in next; `change` alters the claims before they are signed."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.client, self.secret = "custodes", "of-the-client"
        self.person = {"sub": "u-1", "email": "analyst@force.example", "email_verified": True}
        self.change = dict
        self.codes: dict[str, dict[str, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def description(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def keys(self) -> dict[str, object]:
        public = self.key.public_key().public_numbers()
        named = {"kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256"}
        return {"keys": [named | {"n": number(public.n), "e": number(public.e)}]}

    def authorised(self, where: str) -> str:
        """What the browser is sent back with, after somebody has signed in at `where`."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == self.client
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return urlencode({"code": code, "state": asked["state"]})

    def token(self, form: dict[str, str], now: float) -> dict[str, str] | None:
        asked = self.codes.pop(form.get("code", ""), None)
        proof = plain64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or form.get("client_secret") != self.secret:
            return None
        if proof != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        claims = {"iss": self.issuer, "aud": self.client, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], "auth_time": now} | self.person
        return {"id_token": self.signed(self.change(claims)), "token_type": "Bearer"}

    def signed(self, claims: dict[str, object]) -> str:
        head = plain64(json.dumps({"alg": "RS256", "kid": "k1"}).encode())
        body = f"{head}.{plain64(json.dumps(claims).encode())}"
        made = self.key.sign(body.encode(), padding.PKCS1v15(), SHA256())
        return f"{body}.{plain64(made)}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        import time

        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told = {
                    "/.well-known/openid-configuration": provider.description,
                    "/keys": provider.keys,
                }.get(self.path)
                self._say(told() if told else None)

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(sent).items()}
                self._say(provider.token(form, time.time()))

            def _say(self, told: object) -> None:
                content = json.dumps(told or {"error": "refused"}).encode()
                self.send_response(200 if told else 400)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_args: object) -> None:
                pass

        return Handler
