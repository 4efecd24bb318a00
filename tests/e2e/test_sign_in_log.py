"""A started server, and people who sign in at it with success and without: nothing of what they prove is in its log."""

import asyncio
import socket
from pathlib import Path

import httpx2
import pytest

from tests.e2e.servers import Server, start
from tests.sign_in.browser import MODERATOR, Browser
from tests.sign_in.provider import SECRET, running_provider

pytestmark = pytest.mark.xdist_group("sign-in")

VIEWER = "{ viewer { person { name } } }"


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


async def test_no_secret_is_in_the_log(demo_database: str, started: list[Server], tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running_provider() as provider:
        settings = {
            "database_url": demo_database,
            "public_url": url,
            "oidc_issuer": provider.issuer,
            "oidc_client_id": "ikdoemee",
            "oidc_client_secret": SECRET,
            "oidc_api_audience": "urn:ikdoemee:api",
        }
        provider.change(publicUrl=url)
        server = start(tmp_path / "server.log", settings, port=port)
        started.append(server)
        await asyncio.to_thread(server.wait_until_ready)
        secrets = [SECRET]
        async with httpx2.AsyncClient(timeout=10, trust_env=False) as http:
            browser = Browser(http=http, site=url)
            leaving = await browser.leave()
            back = await browser.answer_provider(leaving, "mo", MODERATOR)
            secrets += [leaving.params["state"], leaving.params["nonce"], back.params["code"]]
            assert (await browser.come_back(back)).status_code == 303
            browser.csrf = (await browser.session())["csrfToken"]
            assert (await browser.send(VIEWER)).data == {"viewer": {"person": {"name": "mo Test"}}}
            secrets += [*(each.value or "" for each in http.cookies.jar), browser.csrf or ""]

            assert (await browser.come_back(back)).status_code == 400
            provider.change(tamper={"nonce": "another"})
            assert (await browser.sign_in()).status_code == 403
            token = "a-token-that-nobody-gave"
            secrets.append(token)
            refused = await browser.send(VIEWER, headers={"authorization": f"Bearer {token}"})
            assert refused.status == 401
    # The provider is gone by now, but its addresses are known.
    async with httpx2.AsyncClient(timeout=10, trust_env=False) as http:
        answer = await http.get(f"{url}/aanmelden/terug", params={"state": "x", "code": "y"})
        assert answer.status_code == 400
        refused = await Browser(http=http, site=url).send(VIEWER, headers={"authorization": "Bearer another-token"})
        assert refused.status == 503
    assert await asyncio.to_thread(server.stop) == 0
    written = server.log_text
    assert "sign_in.refused" in written
    assert "provider.unavailable" in written
    assert "Traceback" not in written
    assert [secret for secret in secrets if secret in written] == []
