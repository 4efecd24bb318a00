"""UiTdatabank: reading its documents and its Search API."""
