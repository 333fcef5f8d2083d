"""Judging the assistant: question sets, scorers, reports, the baseline. Nothing of the product imports it."""
