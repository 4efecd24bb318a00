"""Where requests come in: GraphQL over HTTP, WebSocket and SSE, its limits, GraphiQL and health."""
