"""The vision encoders as ONNX graphs, for one frame at a time (`grid` [1, 3], t = 1)."""

import numpy as np
from transformers import PreTrainedConfig

from graph import FLOAT, INT64, Graph
from parts import (
    Tensors,
    attention,
    blocked,
    cos_sin,
    gelu,
    gelu_tanh,
    inverse_frequencies,
    layer_norm,
    linear,
    rms_norm,
    rotate,
    swiglu,
    to_float,
)

EPS = 1e-6


class Places:
    """Row and column of every patch; patches come in the order of the merged tokens (blocks of merge x merge)."""

    def __init__(self, g: Graph, grid: str, merge: int) -> None:
        sizes = g.op("Gather", grid, g.whole(0), axis=0)
        self.height = g.op("Gather", sizes, g.whole(1), axis=0)
        self.width = g.op("Gather", sizes, g.whole(2), axis=0)
        index = g.op("Range", g.whole(0), g.op("Mul", self.height, self.width), g.whole(1))
        block = g.op("Div", index, g.whole(merge * merge))
        columns = g.op("Div", self.width, g.whole(merge))
        self.block_row = g.op("Div", block, columns)
        self.block_column = g.op("Mod", block, columns)
        in_row = g.op("Mod", g.op("Div", index, g.whole(merge)), g.whole(merge))
        in_column = g.op("Mod", index, g.whole(merge))
        self.row = g.op("Add", g.op("Mul", self.block_row, g.whole(merge)), in_row)
        self.column = g.op("Add", g.op("Mul", self.block_column, g.whole(merge)), in_column)


def rotary(g: Graph, places: Places, config: PreTrainedConfig) -> tuple[str, str]:
    """Axial positions: the first half of the angles follows the row, the second the column."""
    spatial = config.hidden_size // config.num_heads // 2
    frequencies = g.weight("rotary", inverse_frequencies(config.rope_parameters["rope_theta"], spatial))
    sides = [g.op("Mul", to_float(g, g.unsqueeze(x, 1)), frequencies) for x in (places.row, places.column)]
    cos, sin = cos_sin(g, g.op("Concat", *sides, axis=-1))
    return g.unsqueeze(cos, 0, 1), g.unsqueeze(sin, 0, 1)


def patch_embedding(g: Graph, tensors: Tensors, pixels: str) -> str:
    """A convolution whose stride is its kernel: one product for each patch."""
    weight = tensors["patch_embed.proj.weight"]
    flat = dict(tensors) | {"patch_embed.proj.weight": weight.reshape(weight.shape[0], -1)}
    return linear(g, flat, pixels, "patch_embed.proj")


def self_attention(
    g: Graph, tensors: Tensors, x: str, name: str, config: PreTrainedConfig, turn: tuple[str, str], mask: str | None
) -> str:
    heads, head_dim = config.num_heads, config.hidden_size // config.num_heads
    qkv = g.reshape(linear(g, tensors, x, f"{name}.qkv"), 0, 3, heads, head_dim)
    apart = g.unsqueeze(g.transpose(qkv, 1, 2, 0, 3), 0)  # [1, 3, heads, patches, head dim]
    query, key, value = g.ops("Split", 3, apart, axis=1, num_outputs=3)
    y = attention(g, rotate(g, query, *turn), rotate(g, key, *turn), value, head_dim, mask)
    y = g.reshape(g.transpose(g.op("Squeeze", y, g.ints(0, 1)), 1, 0, 2), -1, heads * head_dim)
    return linear(g, tensors, y, f"{name}.proj")


def position_embedding(g: Graph, tensors: Tensors, places: Places, side: int) -> str:
    """The learned square table, read by bilinear interpolation with its corners on the frame's corners."""
    table = g.weight("pos_embed.weight", tensors["pos_embed.weight"])

    def taps(index: str, size: str) -> list[tuple[str, str]]:
        span = to_float(g, g.op("Max", g.op("Sub", size, g.whole(1)), g.whole(1)))
        source = g.op("Div", g.op("Mul", to_float(g, index), g.real(float(side - 1))), span)
        floor = g.op("Floor", source)
        share = g.op("Sub", source, floor)
        low = g.cast(floor, INT64)
        high = g.op("Min", g.op("Add", low, g.whole(1)), g.whole(side - 1))
        return [(low, g.op("Sub", g.real(1.0), share)), (high, share)]

    total: str | None = None
    for row, row_share in taps(places.row, places.height):
        for column, column_share in taps(places.column, places.width):
            index = g.op("Add", g.op("Mul", row, g.whole(side)), column)
            share = g.unsqueeze(g.op("Mul", row_share, column_share), 1)
            term = g.op("Mul", g.op("Gather", table, index, axis=0), share)
            total = term if total is None else g.op("Add", total, term)
    assert total is not None
    return total


def window_mask(g: Graph, places: Places, config: PreTrainedConfig) -> str:
    """Patches see the patches of their own window. The order of patches does not matter to attention."""
    side = config.window_size // config.spatial_merge_size // config.patch_size
    rows, columns = (g.op("Div", x, g.whole(side)) for x in (places.block_row, places.block_column))
    window = g.op("Add", g.op("Mul", rows, places.width), columns)
    return blocked(g, g.op("Equal", g.unsqueeze(window, 0), g.unsqueeze(window, 1)))


def merger(g: Graph, tensors: Tensors, x: str, name: str, config: PreTrainedConfig, norm_last: bool) -> str:
    merged = config.hidden_size * config.spatial_merge_size**2
    x = g.reshape(x, -1, merged) if norm_last else layer_norm(g, tensors, x, f"{name}.norm", EPS)
    x = layer_norm(g, tensors, x, f"{name}.norm", EPS) if norm_last else g.reshape(x, -1, merged)
    return linear(g, tensors, gelu(g, linear(g, tensors, x, f"{name}.linear_fc1")), f"{name}.linear_fc2")


def start(config: PreTrainedConfig, grid_name: str) -> tuple[Graph, str, str]:
    g = Graph("vision_encoder")
    values = config.in_channels * config.temporal_patch_size * config.patch_size**2
    pixels = g.input("pixel_values", FLOAT, ["patches", values])
    return g, pixels, g.input(grid_name, INT64, ["frames", 3])


def qwen3_vision(config: PreTrainedConfig, tensors: Tensors) -> Graph:
    """Qwen3-VL and Qwen3.5; with `deepstack_visual_indexes` also one output for each of those layers."""
    g, pixels, grid = start(config, "grid_thw")
    places = Places(g, grid, config.spatial_merge_size)
    turn = rotary(g, places, config)
    side = int(np.sqrt(config.num_position_embeddings))
    x = g.op("Add", patch_embedding(g, tensors, pixels), position_embedding(g, tensors, places, side))
    layers = list(getattr(config, "deepstack_visual_indexes", []))
    for i in range(config.depth):
        name = f"blocks.{i}"
        y = layer_norm(g, tensors, x, f"{name}.norm1", EPS)
        x = g.op("Add", x, self_attention(g, tensors, y, f"{name}.attn", config, turn, None))
        y = linear(g, tensors, layer_norm(g, tensors, x, f"{name}.norm2", EPS), f"{name}.mlp.linear_fc1")
        x = g.op("Add", x, linear(g, tensors, gelu_tanh(g, y), f"{name}.mlp.linear_fc2"))
        if i in layers:
            k = layers.index(i)
            features = merger(g, tensors, x, f"deepstack_merger_list.{k}", config, True)
            g.output(features, f"deepstack_features_{k}", FLOAT, ["merged_tokens", config.out_hidden_size])
    features = merger(g, tensors, x, "merger", config, False)
    g.output(features, "image_features", FLOAT, ["merged_tokens", config.out_hidden_size], True)
    return g


def qwen2_5_vision(config: PreTrainedConfig, tensors: Tensors) -> Graph:
    g, pixels, grid = start(config, "image_grid_thw")
    places = Places(g, grid, config.spatial_merge_size)
    turn = rotary(g, places, config)
    windows = window_mask(g, places, config)
    x = patch_embedding(g, tensors, pixels)
    for i in range(config.depth):
        name = f"blocks.{i}"
        mask = None if i in config.fullatt_block_indexes else windows
        y = rms_norm(g, tensors, x, f"{name}.norm1", EPS)
        x = g.op("Add", x, self_attention(g, tensors, y, f"{name}.attn", config, turn, mask))
        x = g.op("Add", x, swiglu(g, tensors, rms_norm(g, tensors, x, f"{name}.norm2", EPS), f"{name}.mlp"))
    x = rms_norm(g, tensors, x, "merger.ln_q", EPS)
    x = g.reshape(x, -1, config.hidden_size * config.spatial_merge_size**2)
    x = linear(g, tensors, gelu(g, linear(g, tensors, x, "merger.mlp.0")), "merger.mlp.2")
    g.output(x, "image_features", FLOAT, ["merged_tokens", config.out_hidden_size])
    return g
