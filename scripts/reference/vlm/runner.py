"""The exported graphs in onnxruntime, driven the way the page does it.

One run of the vision encoder for each frame; the frames once, into a cache; then the question; then each suffix.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from transformers import Qwen2VLImageProcessor

from prompt import Request, pixels

Arrays = dict[str, np.ndarray]


def session(folder: Path, name: str) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(folder / "onnx" / f"{name}.onnx", options, providers=["CPUExecutionProvider"])


@dataclass
class Runner:
    """The three sessions and the features of the frames."""

    folder: Path
    request: Request
    video_token: int
    features: Arrays = field(default_factory=dict)
    """`image_features`, `deepstack_features_<k>`: [vision tokens of all frames, hidden]."""

    def __post_init__(self) -> None:
        self.embed, self.decoder = session(self.folder, "embed_tokens"), session(self.folder, "decoder_model_merged")
        vision = session(self.folder, "vision_encoder")
        processor = Qwen2VLImageProcessor.from_pretrained(self.folder)
        patches, grids = pixels(processor, self.request.frames)
        names = [output.name for output in vision.get_outputs()]
        inputs = [item.name for item in vision.get_inputs()]
        runs = []
        for values, grid in zip(patches, grids, strict=True):
            feeds = dict(zip(inputs, (values.numpy(), grid[None].numpy()), strict=True))
            runs.append(vision.run(names, feeds))
        self.features = {
            name: np.concatenate(parts) for name, parts in zip(names, zip(*runs, strict=True), strict=True)
        }
        self.patches = patches[0].numpy()

    def after_frames(self, ids: list[int]) -> int:
        """Where the text after the last frame begins."""
        return max(i for i, token in enumerate(ids) if token == self.video_token) + 1

    def empty_cache(self) -> Arrays:
        cache = [item for item in self.decoder.get_inputs() if item.name.startswith("past_")]
        shapes = [[1 if n == "batch_size" else 0 if isinstance(n, str) else n for n in item.shape] for item in cache]
        return {item.name: np.zeros(shape, np.float32) for item, shape in zip(cache, shapes, strict=True)}

    def run(self, ids: list[int], positions: np.ndarray, cache: Arrays, past: int) -> tuple[np.ndarray, Arrays]:
        """Logits [S, vocabulary] of the given tokens (or of the last one) and the cache after them."""
        tokens = np.array([ids], np.int64)
        embeds = self.embed.run(None, {"input_ids": tokens})[0]
        places = np.nonzero(tokens[0] == self.video_token)[0]
        feeds: dict[str, Any] = {
            "inputs_embeds": embeds,
            "attention_mask": np.ones((1, past + len(ids)), np.int64),
            "position_ids": positions[:, None],
            **cache,
        }
        for name in [item.name for item in self.decoder.get_inputs() if item.name.startswith("deepstack")]:
            feeds[name] = np.zeros_like(embeds)
            if len(places):
                feeds[name][0, places] = self.features[name]
        if len(places):
            embeds[0, places] = self.features["image_features"]
        if any(item.name == "num_logits_to_keep" for item in self.decoder.get_inputs()):
            feeds["num_logits_to_keep"] = np.array(1 if past == 0 else 0, np.int64)
        names = [item.name for item in self.decoder.get_outputs()]
        found = dict(zip(names, self.decoder.run(names, feeds), strict=True))
        logits = found.pop("logits")[0]
        return logits, {past_name(name): value for name, value in found.items()}


def past_name(present: str) -> str:
    if present.startswith("present."):
        return present.replace("present.", "past_key_values.")
    return present.replace("present_", "past_")


def text_positions(first: int, count: int) -> np.ndarray:
    return np.tile(np.arange(first, first + count, dtype=np.int64), (3, 1))


@dataclass
class Answer:
    """A prompt in the cache; suffixes of it may be asked for in any order."""

    runner: Runner
    prompt: list[int]
    positions: np.ndarray

    def __post_init__(self) -> None:
        after = self.runner.after_frames(self.prompt)
        _, frames = self.runner.run(self.prompt[:after], self.positions[:, :after], self.runner.empty_cache(), 0)
        logits, self.cache = self.runner.run(self.prompt[after:], self.positions[:, after:], frames, after)
        self.last = logits[-1]

    def suffix(self, ids: list[int]) -> np.ndarray:
        positions = text_positions(int(self.positions.max()) + 1, len(ids))
        return self.runner.run(ids, positions, self.cache, len(self.prompt))[0]

    def greedy(self, count: int) -> list[int]:
        ids, cache, logits = [], self.cache, self.last
        for i in range(count):
            ids.append(int(logits.argmax()))
            positions = text_positions(int(self.positions.max()) + 1 + i, 1)
            found, cache = self.runner.run(ids[-1:], positions, cache, len(self.prompt) + i)
            logits = found[-1]
        return ids
