"""The guard: what may be shown. `check` compares a draft with its evidence, `composed` a composed answer with its own."""
