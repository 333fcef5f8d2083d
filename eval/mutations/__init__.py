"""Do the answers follow the text? Change a copy of a plan at random, rebuild, ask again, compare."""
