"""How much the guard catches of what is wrong, and lets pass of what is right."""
