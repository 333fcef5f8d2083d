"""The guard: what may be shown. `check` compares a draft with its evidence, `guarded` a composed answer."""

from assistant.guard.check import check
from assistant.guard.composed import guarded, unsupported
from assistant.guard.lexicon import Words, snapshot_to_words

__all__ = ["Words", "check", "guarded", "snapshot_to_words", "unsupported"]
