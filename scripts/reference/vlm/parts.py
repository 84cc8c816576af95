"""Parts that the graphs share: linear layers, norms, activations, rotary positions, attention."""

import math

import numpy as np

from graph import FLOAT, Graph

Tensors = dict[str, np.ndarray]


def linear(g: Graph, tensors: Tensors, x: str, name: str) -> str:
    """x W^T + b, with the layer's own names for its weight and bias."""
    y = g.op("MatMul", x, g.weight(f"{name}.weight", tensors[f"{name}.weight"].T))
    if f"{name}.bias" not in tensors:
        return y
    return g.op("Add", y, g.weight(f"{name}.bias", tensors[f"{name}.bias"]))


def rms_norm(g: Graph, tensors: Tensors, x: str, name: str, eps: float, centred: bool = False) -> str:
    """`centred`: the stored weight is the difference from 1 (Qwen3.5)."""
    weight = tensors[f"{name}.weight"] + np.float32(1 if centred else 0)
    mean = g.op("ReduceMean", g.op("Mul", x, x), g.ints(-1), keepdims=1)
    root = g.op("Sqrt", g.op("Add", mean, g.real(eps)))
    return g.op("Mul", g.op("Div", x, root), g.weight(f"{name}.weight", weight))


def layer_norm(g: Graph, tensors: Tensors, x: str, name: str, eps: float) -> str:
    weight = g.weight(f"{name}.weight", tensors[f"{name}.weight"])
    bias = g.weight(f"{name}.bias", tensors[f"{name}.bias"])
    return g.op("LayerNormalization", x, weight, bias, axis=-1, epsilon=eps)


def silu(g: Graph, x: str) -> str:
    return g.op("Mul", x, g.op("Sigmoid", x))


def gelu(g: Graph, x: str) -> str:
    """The exact form, with the error function."""
    erf = g.op("Erf", g.op("Mul", x, g.real(math.sqrt(0.5))))
    return g.op("Mul", g.op("Mul", x, g.real(0.5)), g.op("Add", erf, g.real(1.0)))


def gelu_tanh(g: Graph, x: str) -> str:
    """The approximation that the configuration calls `gelu_pytorch_tanh`."""
    cube = g.op("Mul", g.op("Mul", x, x), x)
    inner = g.op("Add", x, g.op("Mul", cube, g.real(0.044715)))
    tanh = g.op("Tanh", g.op("Mul", inner, g.real(math.sqrt(2 / math.pi))))
    return g.op("Mul", g.op("Mul", x, g.real(0.5)), g.op("Add", tanh, g.real(1.0)))


def swiglu(g: Graph, tensors: Tensors, x: str, name: str) -> str:
    gate = silu(g, linear(g, tensors, x, f"{name}.gate_proj"))
    up = linear(g, tensors, x, f"{name}.up_proj")
    return linear(g, tensors, g.op("Mul", gate, up), f"{name}.down_proj")


def inverse_frequencies(theta: float, dimensions: int) -> np.ndarray:
    exponents = np.arange(0, dimensions, 2, dtype=np.float32) / np.float32(dimensions)
    return (1 / np.power(np.float32(theta), exponents)).astype(np.float32)


def cos_sin(g: Graph, angles: str) -> tuple[str, str]:
    """Angles [..., F] of the pairs (i, i + F), each written twice: [..., 2F]."""
    both = g.op("Concat", angles, angles, axis=-1)
    return g.op("Cos", both), g.op("Sin", both)


def rotate(g: Graph, x: str, cos: str, sin: str) -> str:
    first, second = g.ops("Split", 2, x, axis=-1, num_outputs=2)
    turned = g.op("Concat", g.op("Neg", second), first, axis=-1)
    return g.op("Add", g.op("Mul", x, cos), g.op("Mul", turned, sin))


def attention(g: Graph, query: str, key: str, value: str, head_dim: int, mask: str | None) -> str:
    """Softmax attention over the last two axes; `mask` is added to the scores. Leading axes broadcast."""
    axes = [0, 1, 2, 4, 3]
    scores = g.op("MatMul", query, g.transpose(key, *axes))
    scores = g.op("Mul", scores, g.real(head_dim**-0.5))
    if mask is not None:
        scores = g.op("Add", scores, mask)
    return g.op("MatMul", g.op("Softmax", scores, axis=-1), value)


def blocked(g: Graph, allowed: str) -> str:
    """0 where `allowed`, a large negative number elsewhere."""
    return g.op("Where", allowed, g.real(0.0), g.real(-1e9))


def to_float(g: Graph, x: str) -> str:
    return g.cast(x, FLOAT)
