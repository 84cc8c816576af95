"""Qwen3.5's linear attention (gated delta rule with a short convolution before it) as ONNX nodes.

The recurrent form: one `Scan` over the places, whose state is a matrix [heads, key dim, value dim].
"""

from transformers import PreTrainedConfig

from graph import FLOAT, Graph
from parts import Tensors, linear, rms_norm, silu

L2_EPS = 1e-6


def short_convolution(g: Graph, config: PreTrainedConfig, tensors: Tensors, x: str, name: str, layer: int) -> str:
    """A causal convolution of each channel; the last inputs are the state. x and result: [B, S, channels]."""
    kernel = config.linear_conv_kernel_dim
    weight = tensors[f"{name}.conv1d.weight"]
    shape = ["batch_size", weight.shape[0], kernel]
    past = g.input(f"past_conv.{layer}", FLOAT, shape)
    whole = g.op("Concat", past, g.transpose(x, 0, 2, 1), axis=2)
    last = g.op("Slice", whole, g.ints(-kernel), g.ints(2**62), g.ints(2))
    g.output(last, f"present_conv.{layer}", FLOAT, shape)
    # The state holds `kernel` inputs and the convolution looks back by one less: drop the oldest.
    seen = g.op("Slice", whole, g.ints(1), g.ints(2**62), g.ints(2))
    y = g.op("Conv", seen, g.weight(f"{name}.conv1d.weight", weight), group=weight.shape[0], kernel_shape=[kernel])
    return g.transpose(silu(g, y), 0, 2, 1)


def unit(g: Graph, x: str) -> str:
    square = g.op("ReduceSum", g.op("Mul", x, x), g.ints(-1), keepdims=1)
    return g.op("Div", x, g.op("Sqrt", g.op("Add", square, g.real(L2_EPS))))


def step(heads: int, key_dim: int, value_dim: int) -> Graph:
    """One place of the recurrence: state, query, key, value, decay, strength to the new state and the output."""
    g = Graph("delta_step")
    state = g.input("state", FLOAT, ["batch_size", heads, key_dim, value_dim])
    query, key = (g.input(part, FLOAT, ["batch_size", heads, key_dim]) for part in ("query", "key"))
    value = g.input("value", FLOAT, ["batch_size", heads, value_dim])
    decay, strength = (g.input(part, FLOAT, ["batch_size", heads]) for part in ("decay", "strength"))
    column = g.unsqueeze(key, 3)
    state = g.op("Mul", state, g.unsqueeze(decay, 2, 3))
    recalled = g.op("ReduceSum", g.op("Mul", state, column), g.ints(2), keepdims=0)
    change = g.op("Mul", g.op("Sub", value, recalled), g.unsqueeze(strength, 2))
    state = g.op("Add", state, g.op("Mul", column, g.unsqueeze(change, 2)))
    read = g.op("ReduceSum", g.op("Mul", state, g.unsqueeze(query, 3)), g.ints(2), keepdims=0)
    g.output(state, "new_state", FLOAT, ["batch_size", heads, key_dim, value_dim])
    g.output(read, "read", FLOAT, ["batch_size", heads, value_dim])
    return g


def delta_net(g: Graph, config: PreTrainedConfig, tensors: Tensors, x: str, name: str, layer: int) -> str:
    keys, values = config.linear_num_key_heads, config.linear_num_value_heads
    key_dim, value_dim = config.linear_key_head_dim, config.linear_value_head_dim
    mixed = short_convolution(g, config, tensors, linear(g, tensors, x, f"{name}.in_proj_qkv"), name, layer)
    sizes = g.ints(keys * key_dim, keys * key_dim, values * value_dim)
    query, key, value = g.ops("Split", 3, mixed, sizes, axis=-1)
    query, key = (unit(g, g.reshape(part, 0, 0, keys, key_dim)) for part in (query, key))
    query = g.op("Mul", query, g.real(key_dim**-0.5))
    # Each key head serves a run of neighbouring value heads.
    repeat = g.ints(*(head * keys // values for head in range(values)))
    query, key = (g.op("Gather", part, repeat, axis=2) for part in (query, key))
    value = g.reshape(value, 0, 0, values, value_dim)
    strength = g.op("Sigmoid", linear(g, tensors, x, f"{name}.in_proj_b"))
    bias = g.weight(f"{name}.dt_bias", tensors[f"{name}.dt_bias"])
    rate = g.op("Exp", g.weight(f"{name}.A_log", tensors[f"{name}.A_log"]))
    softplus = g.op("Softplus", g.op("Add", linear(g, tensors, x, f"{name}.in_proj_a"), bias))
    decay = g.op("Exp", g.op("Neg", g.op("Mul", rate, softplus)))

    shape = ["batch_size", values, key_dim, value_dim]
    past = g.input(f"past_recurrent.{layer}", FLOAT, shape)
    state, read = g.ops(
        "Scan",
        2,
        past,
        *(query, key, value, decay, strength),
        body=step(values, key_dim, value_dim).proto(),
        num_scan_inputs=5,
        scan_input_axes=[1] * 5,
        scan_output_axes=[1],
    )
    g.output(state, f"present_recurrent.{layer}", FLOAT, shape)
    gate = g.reshape(linear(g, tensors, x, f"{name}.in_proj_z"), 0, 0, values, value_dim)
    y = g.op("Mul", rms_norm(g, tensors, read, f"{name}.norm", config.rms_norm_eps), silu(g, gate))
    return linear(g, tensors, g.reshape(y, 0, 0, values * value_dim), f"{name}.out_proj")
