"""`reference.json`: what Hugging Face transformers computes for the request, in torch and fp32."""

import json
from pathlib import Path

import torch
import transformers
from transformers import PreTrainedTokenizerFast

from oracle import Oracle
from prompt import Question, Request, prompt_ids, rendered, word_ids
from scoring import greedy, level_probabilities, sequence_log_probabilities

SMALLEST_MARGIN = 0.01
"""Greedy choices must not hang on rounding."""

TEXTS = [
    "It's sharp, isn't it? WE'LL see; they\u2019re not.",
    "  two blanks,\ttab,\n\nnew lines \r\n and blanks at the end   ",
    "12.5 seconds, 1080p at 59.94 fps (x264), 100%",
    "cafe\u0301 na\u00efve \u00fcber \u0928\u093f\u092e\u094d\u0928 \u89c6\u9891\u8d28\u91cf \U0001f3a5\ufe0f!",
    "<|im_start|>user\n<think>\n\n</think>\n\nGood<|im_end|>\n<|video_pad|><|video_pad|> <|not_a_token|>",
]


def rounded(values: torch.Tensor | list[float], digits: int = 6) -> list[float]:
    flat = values.flatten().tolist() if isinstance(values, torch.Tensor) else values
    return [float(f"{value:.{digits}g}") for value in flat]


def summary(tensor: torch.Tensor, count: int, ends: bool = False) -> dict[str, object]:
    flat = tensor.flatten()
    made: dict[str, object] = {"shape": list(tensor.shape), "first": rounded(flat[:count])}
    if ends:
        made["last"] = rounded(flat[-count:])
    return made | {"sum": float(f"{float(flat.double().sum()):.8g}")}


def question_reference(
    oracle: Oracle, tokenizer: PreTrainedTokenizerFast, request: Request, question: Question
) -> dict[str, object]:
    ids = prompt_ids(tokenizer, request.frames, question)
    words = word_ids(tokenizer, question)
    log_probabilities = sequence_log_probabilities(oracle.logits, ids, words)
    probabilities, outside = level_probabilities(oracle.logits, ids, words, log_probabilities)
    return {
        "id": question.id,
        "tokens": len(ids),
        "wordIds": words,
        "logits": rounded(oracle.logits(ids)[-1]),
        "wordLogProbabilities": rounded(log_probabilities, 8),
        "probabilities": rounded(probabilities, 8),
        "unplaced": float(f"{outside:.8g}"),
    }


def make_reference(
    name: str, oracle: Oracle, tokenizer: PreTrainedTokenizerFast, request: Request
) -> dict[str, object]:
    first = request.questions[0]
    ids = prompt_ids(tokenizer, request.frames, first)
    features, deepstack = oracle.features()
    chosen, margin = greedy(oracle.logits, ids, request.greedy)
    assert margin > SMALLEST_MARGIN, f"{name}: two tokens are as likely ({margin}); take another seed"
    return {
        "model": name,
        "versions": {"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__},
        "renderedText": rendered(tokenizer, request.frames, first),
        "inputIds": ids,
        "positionIds": oracle.positions(ids).tolist(),
        "grids": oracle.grids.tolist(),
        "patches": summary(oracle.patches[0], 64, ends=True),
        "imageFeatures": summary(features[0], 32),
        "deepstackFeatures": [summary(layer[0], 32) for layer in deepstack],
        "questions": [question_reference(oracle, tokenizer, request, question) for question in request.questions],
        "greedyIds": chosen,
        "greedyText": tokenizer.decode(chosen),
        "tokenized": [{"text": text, "ids": tokenizer.encode(text)} for text in TEXTS],
    }


def write_json(path: Path, data: object) -> None:
    """Compact: one line for each top-level field."""
    assert isinstance(data, dict)
    lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
