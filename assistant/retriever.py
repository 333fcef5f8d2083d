"""The index as a LangChain retriever: passages by the lexical and the dense arm, fused, each an exact slice."""

from __future__ import annotations

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from corpus.text import line_of
from index.fusion import NEAREST, Floats, fuse, measured_weight
from index.library import Library


class PolicyRetriever(BaseRetriever):
    """Passages of the corpus for a question, best first.

    `page_content` is exactly `source[start:end]`; the metadata has document, title, section, kind, start, end, lines,
    score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = Field(4, ge=1, description="how many passages")
    dense_weight: float | None = Field(
        None,
        ge=0.0,
        le=1.0,
        description="0 is lexical alone, 1 dense alone; None: as measured for the question's language",
    )
    documents: tuple[str, ...] = Field((), description="only from these documents; all when empty")

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  # LangChain's signature
    ) -> list[Document]:
        scores = self._scores(query)
        allowed = [not self.documents or p.document in self.documents for p in self.library.passages]
        ranked = [int(i) for i in np.argsort(-scores, kind="stable") if scores[i] > 0 and allowed[i]]
        return [self._document(i, float(scores[i])) for i in ranked[: self.k]]

    def _scores(self, query: str) -> Floats:
        """Only the arms that count are asked: a weight of 0 opens no vector store."""
        weight = measured_weight(query) if self.dense_weight is None else self.dense_weight
        if weight == 0:
            return self.library.lexical_scores(query)
        dense = self.library.dense_scores(query, NEAREST)
        return dense if weight == 1 else fuse(self.library.lexical_scores(query), dense, weight)

    def _document(self, position: int, score: float) -> Document:
        passage = self.library.passages[position]
        source = self.library.snapshot.by_id[passage.document]
        lines = [line_of(source.lines, passage.span.start), line_of(source.lines, passage.span.end - 1)]
        return Document(
            id=passage.id,
            page_content=passage.span.of(source.text),
            metadata={
                "document": passage.document,
                "title": source.title,
                "section": passage.section,
                "kind": passage.kind,
                "start": passage.span.start,
                "end": passage.span.end,
                "lines": lines,
                "score": round(score, 4),
            },
        )
