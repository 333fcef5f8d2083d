"""The guard: what may be shown. `check` compares a draft with its evidence, `composed` an answer with its own."""
