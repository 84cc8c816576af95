"""The token embedding and the merged decoders (with KV cache in and out) as ONNX graphs."""

import numpy as np
from transformers import PreTrainedConfig

from delta_net import delta_net
from graph import BOOL, FLOAT, INT64, Graph
from parts import (
    Tensors,
    attention,
    blocked,
    cos_sin,
    inverse_frequencies,
    linear,
    rms_norm,
    rotate,
    swiglu,
    to_float,
)


def embed_tokens(config: PreTrainedConfig, tensors: Tensors) -> Graph:
    g = Graph("embed_tokens")
    ids = g.input("input_ids", INT64, ["batch_size", "sequence_length"])
    table = g.weight("embed_tokens.weight", tensors["embed_tokens.weight"])
    shape = ["batch_size", "sequence_length", config.hidden_size]
    g.output(g.op("Gather", table, ids, axis=0), "inputs_embeds", FLOAT, shape)
    return g


def frequency_rows(config: PreTrainedConfig) -> list[int]:
    """Which row of `position_ids` (0 time, 1 height, 2 width) turns each rotary frequency."""
    sections = config.rope_parameters["mrope_section"]
    if not config.rope_parameters.get("mrope_interleaved", False):
        return [row for row, length in enumerate(sections) for _ in range(length)]
    rows = [0] * sum(sections)
    for row in (1, 2):
        for place in range(row, sections[row] * 3, 3):
            rows[place] = row
    return rows


class Decoder:
    """What the layers of one decoder graph share: sizes, rotary positions and the causal mask."""

    def __init__(self, g: Graph, config: PreTrainedConfig, tensors: Tensors, positions: str, mask: str, x: str) -> None:
        self.g, self.config, self.tensors = g, config, tensors
        self.eps: float = config.rms_norm_eps
        self.head_dim: int = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
        self.centred = config.model_type == "qwen3_5_text"
        self.cos, self.sin = self.rotary(positions)
        self.causal = self.causal_mask(mask, x)

    def norm(self, x: str, name: str) -> str:
        return rms_norm(self.g, self.tensors, x, name, self.eps, self.centred)

    def rotary(self, positions: str) -> tuple[str, str]:
        g, rope = self.g, self.config.rope_parameters
        self.rotated = int(self.head_dim * rope.get("partial_rotary_factor", 1.0))
        frequencies = g.weight("rotary", inverse_frequencies(rope["rope_theta"], self.rotated))
        last = g.transpose(to_float(g, positions), 1, 2, 0)
        angles = g.op("Mul", g.op("Gather", last, g.ints(*frequency_rows(self.config)), axis=2), frequencies)
        cos, sin = cos_sin(g, angles)
        return g.unsqueeze(cos, 1), g.unsqueeze(sin, 1)

    def causal_mask(self, mask: str, x: str) -> str:
        """[B, 1, 1, S, past + S]: a place sees itself and what precedes it, where the attention mask is 1."""
        g = self.g
        total = g.dimension(mask, 1)
        columns = g.op("Range", g.whole(0), total, g.whole(1))
        rows = g.op("Range", g.op("Sub", total, g.dimension(x, 1)), total, g.whole(1))
        before = g.op("LessOrEqual", g.unsqueeze(columns, 0), g.unsqueeze(rows, 1))
        kept = g.unsqueeze(g.cast(mask, BOOL), 1, 2, 3)
        return blocked(g, g.op("And", kept, g.unsqueeze(before, 0, 1, 2)))

    def turn(self, x: str) -> str:
        """Rotary positions on the first `rotated` values of each head."""
        g, rest = self.g, self.head_dim - self.rotated
        if rest == 0:
            return rotate(g, x, self.cos, self.sin)
        turned, kept = g.ops("Split", 2, x, g.ints(self.rotated, rest), axis=-1)
        return g.op("Concat", rotate(g, turned, self.cos, self.sin), kept, axis=-1)

    def self_attention(self, x: str, name: str, layer: int) -> str:
        g, config, heads = self.g, self.config, self.config.num_attention_heads
        groups, head_dim = config.num_key_value_heads, self.head_dim
        query, key, value = (
            g.reshape(linear(g, self.tensors, x, f"{name}.{part}_proj"), 0, 0, count, -1)
            for part, count in (("q", heads), ("k", groups), ("v", groups))
        )
        gate = None
        if self.centred:  # Qwen3.5: the query's projection carries a gate of the same size
            query, gate = g.ops("Split", 2, query, axis=-1, num_outputs=2)
        if f"{name}.q_norm.weight" in self.tensors:
            query, key = self.norm(query, f"{name}.q_norm"), self.norm(key, f"{name}.k_norm")
        query, key, value = (g.transpose(part, 0, 2, 1, 3) for part in (query, key, value))
        query, key = self.turn(query), self.turn(key)
        key, value = self.cached(layer, "key", key), self.cached(layer, "value", value)
        grouped = g.reshape(query, 0, groups, heads // groups, -1, head_dim)
        y = attention(g, grouped, g.unsqueeze(key, 2), g.unsqueeze(value, 2), head_dim, self.causal)
        y = g.reshape(g.transpose(y, 0, 3, 1, 2, 4), 0, 0, heads * head_dim)
        if gate is not None:
            y = g.op("Mul", y, g.op("Sigmoid", g.reshape(gate, 0, 0, heads * head_dim)))
        return linear(g, self.tensors, y, f"{name}.o_proj")

    def cached(self, layer: int, part: str, new: str) -> str:
        g, config = self.g, self.config
        shape = ["batch_size", config.num_key_value_heads, "past_sequence_length", self.head_dim]
        past = g.input(f"past_key_values.{layer}.{part}", FLOAT, shape)
        whole = g.op("Concat", past, new, axis=2)
        g.output(whole, f"present.{layer}.{part}", FLOAT, [*shape[:2], "total_sequence_length", self.head_dim])
        return whole


def decoder(config: PreTrainedConfig, tensors: Tensors, deepstack: int = 0, keep_last: bool = False) -> Graph:
    """`deepstack`: features added after the first layers. `keep_last`: input `num_logits_to_keep` (0: all)."""
    g = Graph("decoder")
    sequence = ["batch_size", "sequence_length"]
    x = embeds = g.input("inputs_embeds", FLOAT, [*sequence, config.hidden_size])
    mask = g.input("attention_mask", INT64, ["batch_size", "total_sequence_length"])
    positions = g.input("position_ids", INT64, [3, *sequence])
    names = [f"deepstack_features_{i}" for i in range(deepstack)]
    features = [g.input(name, FLOAT, [*sequence, config.hidden_size]) for name in names]
    shared = Decoder(g, config, tensors, positions, mask, embeds)
    for i in range(config.num_hidden_layers):
        name = f"layers.{i}"
        y = shared.norm(x, f"{name}.input_layernorm")
        if getattr(config, "layer_types", None) and config.layer_types[i] == "linear_attention":
            y = delta_net(g, config, tensors, y, f"{name}.linear_attn", i)
        else:
            y = shared.self_attention(y, f"{name}.self_attn", i)
        x = g.op("Add", x, y)
        x = g.op("Add", x, swiglu(g, tensors, shared.norm(x, f"{name}.post_attention_layernorm"), f"{name}.mlp"))
        if i < deepstack:
            x = g.op("Add", x, features[i])
    x = shared.norm(x, "norm")
    rows = "sequence_length"
    if keep_last:
        count = g.input("num_logits_to_keep", INT64, [])
        first = g.unsqueeze(g.op("Neg", count), 0)
        x = g.op("Slice", x, first, g.ints(np.iinfo(np.int64).max), g.ints(1))
        rows = "logits_length"
    logits = linear(g, tensors, x, "lm_head")
    g.output(logits, "logits", FLOAT, ["batch_size", rows, config.vocab_size], True)
    return g
