"""Help, as an administrator wrote it and whoever asks."""

from tests.support.api import Api
from tests.support.texts import revise

HELP = """
{
  help {
    questions { question answer { text html } }
    support { email text }
    termsOfUse { version text { html } }
  }
}
"""

WRITTEN = """
[support]
email = "help@ikdoemee.example"
text = "Bel niet, mail."

[[question]]
question = "Mag het ook zo?"
answer = '''
Ja, dat mag.

Met <script>alert(1)</script><b>nadruk</b>.
'''

[[terms_of_use]]
version = "2026-01"
in_force_from = 2026-01-01
html = '''{terms}'''

[[terms_of_use]]
version = "2026-12"
in_force_from = 2026-12-01
html = "Nieuwe voorwaarden."
"""


async def test_a_running_server_shows_what_an_administrator_wrote(api: Api) -> None:
    before = [(await api.anonymous().send(HELP)).data["help"] for _ in range(2)][1]
    await revise(api.engine, api.clock, WRITTEN.replace("{terms}", before["termsOfUse"]["text"]["html"]))
    counted = api.planner.counts["planned"]
    assert (await api.anonymous().send(HELP)).data["help"] == {
        "questions": [
            {
                "question": "Mag het ook zo?",
                "answer": {
                    "text": "Ja, dat mag.\nMet nadruk.",
                    "html": "<p>Ja, dat mag.</p><p>Met <b>nadruk</b>.</p>",
                },
            }
        ],
        "support": {"email": "help@ikdoemee.example", "text": "Bel niet, mail."},
        "termsOfUse": before["termsOfUse"],
    }
    assert api.planner.counts["planned"] == counted + 1


async def test_new_terms_of_use_are_in_force_from_their_day_in_brussels(api: Api) -> None:
    terms = (await api.anonymous().send(HELP)).data["help"]["termsOfUse"]
    await revise(api.engine, api.clock, WRITTEN.replace("{terms}", terms["text"]["html"]))
    # From 13:00 on 21 November to the last second before December.
    api.clock.advance(days=9, hours=10, minutes=59, seconds=59)
    shown = [(await api.anonymous().send(HELP)).data["help"]["termsOfUse"]["version"]]
    api.clock.advance(seconds=1)
    shown.append((await api.anonymous().send(HELP)).data["help"]["termsOfUse"]["version"])
    executed = (await api.anonymous().send(f"{HELP} # never seen")).data["help"]["termsOfUse"]["version"]
    assert (shown, executed) == (["2026-01", "2026-12"], "2026-12")
