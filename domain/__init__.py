"""What ikdoemee is and does: model, rules, use cases and the ports they need. Standard library only."""
