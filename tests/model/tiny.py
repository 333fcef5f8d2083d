"""A tiny chat model with random weights, made in a second: no weights are loaded from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_TEMPLATE = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "
_VOCABULARY = 600


def write_tiny_model(folder: Path, lines: Sequence[str]) -> None:
    """Write a Llama of 2 layers with a byte-level tokenizer trained on some lines."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    torch.manual_seed(0)
    bpe = ByteLevelBPETokenizer()
    bpe.train_from_iterator(lines, vocab_size=_VOCABULARY, special_tokens=["<s>", "</s>"], show_progress=False)
    special = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "</s>"}
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=bpe._tokenizer, **special)  # type: ignore[no-untyped-call]
    tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=16384, bos_token_id=0, eos_token_id=1, pad_token_id=1,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    model.generation_config.min_new_tokens = 8  # so that there is a text
    model.save_pretrained(folder)
