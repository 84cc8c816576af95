"""The model in torch as Hugging Face wrote it: positions, features and logits of one window, without any cache."""

from dataclasses import dataclass

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerFast, Qwen2VLImageProcessor

from prompt import VIDEO_PAD, Frame, pixels, token_id


@dataclass
class Oracle:
    model: PreTrainedModel
    video_token: int
    patches: list[torch.Tensor]
    grids: torch.Tensor

    def types(self, ids: torch.Tensor) -> torch.Tensor:
        """0 for text, 2 for video."""
        return (ids == self.video_token).int() * 2

    def positions(self, ids: list[int]) -> torch.Tensor:
        """[3, S]"""
        rows = torch.tensor([ids])
        found, _ = self.model.model.get_rope_index(rows, mm_token_type_ids=self.types(rows), video_grid_thw=self.grids)
        return found[:, 0]

    def inputs(self, ids: list[int]) -> dict[str, torch.Tensor]:
        rows = torch.tensor([ids])
        return {
            "input_ids": rows,
            "attention_mask": torch.ones_like(rows),
            "mm_token_type_ids": self.types(rows),
            "pixel_values_videos": torch.cat(self.patches),
            "video_grid_thw": self.grids,
        }

    @torch.no_grad()
    def logits(self, ids: list[int], **changes: torch.Tensor) -> torch.Tensor:
        """[S, vocabulary]. `changes` replaces inputs of the model, for the trials of `effects.py`."""
        return self.model(use_cache=False, **(self.inputs(ids) | changes)).logits[0]

    @torch.no_grad()
    def hidden(self, ids: list[int]) -> torch.Tensor:
        """What the language head reads, [S, hidden]."""
        return self.model.model(use_cache=False, **self.inputs(ids)).last_hidden_state[0]

    @torch.no_grad()
    def features(self) -> tuple[list[torch.Tensor], list[list[torch.Tensor]]]:
        """Image features of each frame, and for each DeepStack layer those of each frame."""
        found = self.model.model.get_video_features(torch.cat(self.patches), self.grids, return_dict=True)
        deepstack = getattr(found, "deepstack_features", None) or []
        return list(found.pooler_output), [list(layer) for layer in deepstack]


def make_oracle(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, processor: Qwen2VLImageProcessor, frames: list[Frame]
) -> Oracle:
    patches, grids = pixels(processor, frames)
    return Oracle(model, token_id(tokenizer, VIDEO_PAD), patches, grids)
