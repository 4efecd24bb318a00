from tests.e2e.node import run_script
from tests.e2e.servers import Server


def test_all_audits_of_graphql_over_http_pass(server: Server) -> None:
    outcomes = run_script("audit.mjs", {"url": server.graphql}, within=60)
    assert [outcome for outcome in outcomes if outcome["status"] != "ok"] == []
    assert len(outcomes) == 61
