"""The three tiny models: their sizes, their parts as ONNX graphs, their files."""

from collections.abc import Callable
from dataclasses import dataclass

from transformers import (
    PreTrainedConfig,
    PreTrainedModel,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen3_5Config,
    Qwen3_5ForConditionalGeneration,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
)

from graph import Graph
from parts import Tensors
from vision import qwen2_5_vision, qwen3_vision

HALF = [0.5, 0.5, 0.5]
CLIP = {
    "image_mean": [0.48145466, 0.4578275, 0.40821073],
    "image_std": [0.26862954, 0.26130258, 0.27577711],
}
QWEN3_PREPROCESSOR: dict[str, object] = {
    "size": {"longest_edge": 16777216, "shortest_edge": 65536},
    "patch_size": 16,
    "image_mean": HALF,
    "image_std": HALF,
}
HIDDEN = 32


@dataclass(frozen=True)
class Architecture:
    name: str
    seed: int
    model: Callable[..., PreTrainedModel]
    config: Callable[..., PreTrainedConfig]
    vision_graph: Callable[[PreTrainedConfig, Tensors], Graph]
    text_config: dict[str, object]
    vision_config: dict[str, object]
    preprocessor: dict[str, object]
    deepstack: int = 0
    """Features that the decoder takes."""
    keep_last: bool = False
    """The decoder has `num_logits_to_keep`."""
    external: bool = False
    """The decoder's weights lie in a file of their own."""
    older: bool = False
    """Tokenizer files as repositories of 2024 have them."""


def text_sizes(**sizes: object) -> dict[str, object]:
    return {"hidden_size": HIDDEN, "intermediate_size": 48, "max_position_embeddings": 4096, **sizes}


def vision_sizes(patch_size: int, **sizes: object) -> dict[str, object]:
    common = {"depth": 3, "hidden_size": 16, "intermediate_size": 32, "num_heads": 2, "in_channels": 3}
    merging = {"spatial_merge_size": 2, "temporal_patch_size": 2, "out_hidden_size": HIDDEN}
    return {**common, **merging, "patch_size": patch_size, **sizes}


# The rotary bases are small, so that even the slowest of the few frequencies turns visibly within one prompt.
ARCHITECTURES = {
    "qwen2_5-vl": Architecture(
        name="qwen2_5-vl",
        seed=25,
        model=Qwen2_5_VLForConditionalGeneration,
        config=Qwen2_5_VLConfig,
        vision_graph=qwen2_5_vision,
        text_config=text_sizes(
            num_hidden_layers=3,
            num_attention_heads=2,
            num_key_value_heads=1,
            rope_parameters={"rope_type": "default", "rope_theta": 100.0, "mrope_section": [2, 3, 3]},
        ),
        # A window of 56 pixels is 2 x 2 merged tokens: even small frames have several windows, some of them cut.
        vision_config=vision_sizes(14, window_size=56, fullatt_block_indexes=[1], tokens_per_second=2),
        preprocessor={"min_pixels": 3136, "max_pixels": 12845056, "patch_size": 14, **CLIP},
        older=True,
    ),
    "qwen3-vl": Architecture(
        name="qwen3-vl",
        seed=4,
        model=Qwen3VLForConditionalGeneration,
        config=Qwen3VLConfig,
        vision_graph=qwen3_vision,
        text_config=text_sizes(
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=16,
            rope_parameters={
                "rope_type": "default",
                "rope_theta": 100.0,
                "mrope_section": [4, 2, 2],
                "mrope_interleaved": True,
            },
        ),
        vision_config=vision_sizes(16, num_position_embeddings=36, deepstack_visual_indexes=[0, 1]),
        preprocessor=QWEN3_PREPROCESSOR,
        deepstack=2,
        external=True,
    ),
    "qwen3_5": Architecture(
        name="qwen3_5",
        seed=35,
        model=Qwen3_5ForConditionalGeneration,
        config=Qwen3_5Config,
        vision_graph=qwen3_vision,
        text_config=text_sizes(
            num_hidden_layers=3,
            num_attention_heads=2,
            num_key_value_heads=1,
            head_dim=32,
            linear_conv_kernel_dim=4,
            linear_num_key_heads=2,
            linear_num_value_heads=4,
            linear_key_head_dim=8,
            linear_value_head_dim=12,
            layer_types=["linear_attention", "full_attention", "linear_attention"],
            rope_parameters={
                "rope_type": "default",
                "rope_theta": 100.0,
                "partial_rotary_factor": 0.25,
                "mrope_section": [2, 1, 1],
                "mrope_interleaved": True,
            },
        ),
        vision_config=vision_sizes(16, depth=2, num_position_embeddings=36),
        preprocessor=QWEN3_PREPROCESSOR,
        keep_last=True,
    ),
}
