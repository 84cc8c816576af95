"""The prompt of one window, its pictures and its pixel values (contract: prompt layout 1)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import PreTrainedTokenizerBase, Qwen2VLImageProcessor

FIXTURES = Path(__file__).parents[3] / "tests" / "fixtures" / "vlm"
VIDEO_PAD = "<|video_pad|>"


@dataclass(frozen=True)
class Frame:
    time: float
    pathway: str
    columns: int
    rows: int
    seed: int
    """`columns` and `rows` count merged tokens."""


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    answer: str
    words: list[str]


@dataclass(frozen=True)
class Request:
    frames: list[Frame]
    questions: list[Question]
    greedy: int


def read_request() -> Request:
    data = json.loads((FIXTURES / "request.json").read_text())
    frames = [Frame(**frame) for frame in data["frames"]]
    return Request(frames, [Question(**question) for question in data["questions"]], data["greedy"])


def picture(width: int, height: int, seed: int) -> np.ndarray:
    """The test picture, RGB bytes [height, width, 3]."""
    c, y, x = np.arange(3), np.arange(height)[:, None, None], np.arange(width)[None, :, None]
    return ((x * 7 * (c + 1) + y * 13 + seed * 31 + ((x * y) >> 3)) & 255).astype(np.uint8)


def pixels(processor: Qwen2VLImageProcessor, frames: list[Frame]) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Patches of each frame and the grids [frames, 3]. The processor doubles a single picture in time."""
    side = processor.patch_size * processor.merge_size
    made = []
    for frame in frames:
        image = picture(frame.columns * side, frame.rows * side, frame.seed)
        made.append(processor(images=image, do_resize=False, return_tensors="pt"))
    return [item["pixel_values"] for item in made], torch.cat([item["image_grid_thw"] for item in made])


def rendered(tokenizer: PreTrainedTokenizerBase, frames: list[Frame], question: Question) -> str:
    content: list[dict[str, str]] = []
    for frame in frames:
        content.append({"type": "text", "text": f"{frame.pathway} <{frame.time:.1f} seconds>"})
        content.append({"type": "video"})
    content.append({"type": "text", "text": question.text})
    messages: list[dict[str, Any]] = [{"role": "user", "content": content}]
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True, enable_thinking=False)
    assert isinstance(text, str) and text.count(VIDEO_PAD) == len(frames)
    return text


def expanded(text: str, frames: list[Frame]) -> str:
    """Each placeholder stands once for every merged token of its frame."""
    pieces = text.split(VIDEO_PAD)
    pads = [VIDEO_PAD * (frame.columns * frame.rows) for frame in frames] + [""]
    return "".join(piece + pad for piece, pad in zip(pieces, pads, strict=True))


def token_id(tokenizer: PreTrainedTokenizerBase, token: str) -> int:
    found = tokenizer.convert_tokens_to_ids(token)
    assert isinstance(found, int)
    return found


def prompt_ids(tokenizer: PreTrainedTokenizerBase, frames: list[Frame], question: Question) -> list[int]:
    """The prompt and the start of the answer."""
    return tokenizer.encode(expanded(rendered(tokenizer, frames, question), frames) + question.answer)


def word_ids(tokenizer: PreTrainedTokenizerBase, question: Question) -> list[list[int]]:
    return [tokenizer.encode(f" {word}") for word in question.words]
