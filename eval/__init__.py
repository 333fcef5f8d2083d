"""Judging the assistant: question sets, scorers, reports, the baseline, measurements. Nothing of the product imports it."""
