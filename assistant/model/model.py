"""The model as callers hold it: takes an answer, gives a better one or says why there is none. Never raises for it."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from time import perf_counter

from msgspec import Struct

from assistant.answer import Answer, Step
from assistant.chain import Chain
from assistant.compose.voice import Voice
from assistant.decide import decide
from assistant.finish import openers
from assistant.model.gate import Completes, Gate, State
from assistant.model.loop import Loop
from assistant.model.prompts import Prompt, restating_prompt
from assistant.model.reply import NoDraft, Reply, reply_to_text
from assistant.model.restating import answer_restated, as_answer, is_restatable, may_be_restated, text_to_restatement
from assistant.model.switch import is_on
from assistant.model.wording import answer_to_prompt, is_wordable, reply_to_answer
from assistant.request import Request
from assistant.settings import Settings

_REMEMBERED = 1000
_log = logging.getLogger(__name__)


class Drafted(Struct, frozen=True):
    """What became of a draft: the better answer, or why there is none."""

    answer: Answer | None
    reason: str
    ms: float

    @property
    def step(self) -> Step:
        """The draft as a stage of the trace."""
        return Step("draft", {"used": self.answer is not None, "reason": self.reason}, round(self.ms, 3))


class Model:
    """Improves composed answers; safe to share between threads and event loops."""

    def __init__(self, chat: Completes, settings: Settings):
        self.name = (settings.llm or "").partition(":")[2]
        self._chat = chat
        self._gate = Gate(chat, settings)
        self._data = settings.data
        self._loop = Loop()
        self._replies: OrderedDict[str, Reply] = OrderedDict()

    def may_improve(self, asked: Request, answer: Answer) -> bool:
        """Whether there is anything to be waited for."""
        restatable = may_be_restated(answer) and "restated" not in asked.without
        return is_on(self._data) and (restatable or is_wordable(answer))

    def improve(self, asked: Request, answer: Answer, chain: Chain) -> Drafted:
        """A better answer; blocks no longer than the time limit of the settings."""
        return self._loop.start(self._improve(asked, answer, chain)).result()

    async def improve_soon(self, asked: Request, answer: Answer, chain: Chain) -> Drafted:
        """The same for callers in an event loop; cancelling it ends the draft."""
        return await asyncio.wrap_future(self._loop.start(self._improve(asked, answer, chain)))

    def recall(self, asked: Request, answer: Answer, chain: Chain) -> Drafted:
        """What was made of this answer before, if anything; asks nobody."""
        return self._loop.start(self._improve(asked, answer, chain, anew=False)).result()

    @property
    def state(self) -> State:
        """How the model stands in this process."""
        return self._gate.state

    def close(self) -> None:
        """End what is under way."""
        self._loop.start(self._chat.close()).result()
        self._loop.close()

    async def _improve(self, asked: Request, answer: Answer, chain: Chain, anew: bool = True) -> Drafted:
        started = perf_counter()
        better, reason = None, "shown"
        try:
            better = await self._better(asked, answer, chain, anew)
        except NoDraft as error:
            reason = str(error)
        except Exception:  # noqa: BLE001  # whatever breaks here must not cost the composed answer; the log has it whole
            _log.exception("no draft")
            reason = "failed inside"
        if anew and better is None and self.may_improve(asked, answer):
            _log.info("draft not shown (question %s): %s", asked.id, reason)
        return Drafted(better, reason, (perf_counter() - started) * 1000)

    async def _better(self, asked: Request, answer: Answer, chain: Chain, anew: bool) -> Answer:
        if not self.may_improve(asked, answer):
            raise NoDraft("nothing for a model to do")
        return await (
            self._word(answer, chain, anew) if is_wordable(answer) else self._restate(asked, answer, chain, anew)
        )

    async def _word(self, answer: Answer, chain: Chain, anew: bool) -> Answer:
        """The answer in the model's words."""
        prompt = answer_to_prompt(answer)
        reply = await self._ask(prompt, anew)
        worded = reply_to_answer(reply, answer, chain.judge, self.name)
        self._remember(prompt, reply)
        return worded

    async def _restate(self, asked: Request, answer: Answer, chain: Chain, anew: bool) -> Answer:
        """The composed answer to the question as the model restates it."""
        case = chain.case(asked.question, asked.history, asked.documents)
        if case is None or not is_restatable(case, decide(case)):
            raise NoDraft("other words would not help")
        voice = Voice(chain.snapshot, answer.language, case.reading.traditional)
        prompt = restating_prompt(asked.question, asked.history, answer.language, openers(chain.snapshot, voice))
        reply = await self._ask(prompt, anew)
        restatement = text_to_restatement(reply_to_text(reply), asked.question)
        found = answer_restated(chain, case, asked, restatement)
        self._remember(prompt, reply)
        return as_answer(found, answer, restatement, voice)

    async def _ask(self, prompt: Prompt, anew: bool) -> Reply:
        """The reply that was shown before, so that an answer stays the same; else a new one."""
        kept = self._replies.get(prompt.digest)
        if kept is None and not anew:
            raise NoDraft("not asked before")
        return kept or await self._gate.ask(prompt)

    def _remember(self, prompt: Prompt, reply: Reply) -> None:
        self._replies[prompt.digest] = reply
        self._replies.move_to_end(prompt.digest)
        while len(self._replies) > _REMEMBERED:
            self._replies.popitem(last=False)
