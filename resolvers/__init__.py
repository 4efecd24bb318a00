"""The step between a field and a use case: context in, domain value out."""
