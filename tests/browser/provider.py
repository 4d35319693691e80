"""A provider of OpenID Connect on this machine: says yes to everybody, as whoever the test is at the moment.

Its cryptography takes a second to load and every worker reads this file, so it is imported when it is needed.
"""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.serving import STARTS_WITHIN, free_port

CLIENT = "asukasilta"


def _new_key() -> Any:
    from joserfc.jwk import RSAKey

    return RSAKey.generate_key(2048, {"kid": "1"})


@dataclass
class Provider:
    """`email`: who signs in next. `asked`: how often somebody was sent here to do so."""

    issuer: str
    email: str = ""
    asked: int = 0
    left: int = 0
    _key: Any = field(default_factory=_new_key)
    _nonces: dict[str, str] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self._about),
            Route("/keys", lambda request: JSONResponse({"keys": [self._key.as_dict(private=False)]})),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/leave", self._leave),
        ]

    def secrets_for(self, address: str) -> str:
        """What Streamlit wants to know of it."""
        return "\n".join(
            [
                "[auth]",
                f'redirect_uri = "{address}/oauth2callback"',
                f'cookie_secret = "{secrets.token_urlsafe(32)}"',
                f'client_id = "{CLIENT}"',
                'client_secret = "for the tests alone"',
                f'server_metadata_url = "{self.issuer}/.well-known/openid-configuration"',
            ]
        )

    async def _about(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/leave",
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked, code = request.query_params, secrets.token_urlsafe(8)
        self.asked += 1
        self._nonces[code] = asked.get("nonce", "")
        return RedirectResponse(
            f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302
        )

    async def _token(self, request: Request) -> Response:
        form, now = await request.form(), int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.email,
            "iat": now,
            "exp": now + 300,
            "nonce": self._nonces.pop(str(form["code"])),
            "email": self.email,
            "email_verified": True,
        }
        from joserfc import jwt

        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self._key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})

    async def _leave(self, request: Request) -> Response:
        self.left += 1
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


@contextmanager
def provider() -> Iterator[Provider]:
    port = free_port()
    its = Provider(f"http://127.0.0.1:{port}")
    config = uvicorn.Config(Starlette(routes=its.routes()), "127.0.0.1", port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN
    while not server.started:
        assert thread.is_alive()
        assert time.monotonic() < until
        thread.join(0.02)
    yield its
    server.should_exit = True
    thread.join()
