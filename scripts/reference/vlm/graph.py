"""A small builder for ONNX graphs: values are names, `op` adds a node and returns the name of its output."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 18
IR_VERSION = 9
FLOAT = TensorProto.FLOAT
INT64 = TensorProto.INT64
BOOL = TensorProto.BOOL

Shape = list[int | str]


class Graph:
    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def input(self, name: str, dtype: int, shape: Shape) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def output(self, value: str, name: str, dtype: int, shape: Shape, first: bool = False) -> None:
        """`first`: before the outputs there are."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        place = 0 if first else len(self.outputs)
        self.outputs.insert(place, helper.make_tensor_value_info(name, dtype, shape))

    def weight(self, name: str, values: np.ndarray) -> str:
        """A named tensor of the file. The same name may be asked for twice."""
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.asarray(values, order="C"), name)
        return name

    def ints(self, *values: int) -> str:
        """A constant vector of int64."""
        return self.weight("ints_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def whole(self, value: int) -> str:
        """A constant scalar of int64."""
        return self.weight(f"int_{value}", np.array(value, dtype=np.int64))

    def real(self, value: float) -> str:
        """A constant scalar of float32."""
        return self.weight(f"float_{value!r}", np.array(value, dtype=np.float32))

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.ops(kind, 1, *inputs, **attributes)[0]

    def ops(self, kind: str, outputs: int, *inputs: str, **attributes: Any) -> list[str]:
        number = len(self.nodes)
        names = [f"{self.name}_{kind}_{number}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    # Short names for what every graph needs.

    def cast(self, x: str, dtype: int) -> str:
        return self.op("Cast", x, to=dtype)

    def reshape(self, x: str, *shape: int) -> str:
        """0 copies the dimension at the same place, -1 stands for the rest."""
        return self.op("Reshape", x, self.ints(*shape))

    def unsqueeze(self, x: str, *axes: int) -> str:
        return self.op("Unsqueeze", x, self.ints(*axes))

    def transpose(self, x: str, *order: int) -> str:
        return self.op("Transpose", x, perm=list(order))

    def dimension(self, x: str, axis: int) -> str:
        """The length of one axis, as a scalar of int64."""
        return self.op("Gather", self.op("Shape", x), self.whole(axis), axis=0)

    def proto(self) -> onnx.GraphProto:
        return helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, list(self.initializers.values()))

    def save(self, path: Path, external: bool = False) -> None:
        """Writes the model; with `external` its large tensors go to `<path>_data` beside it."""
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(self.proto(), opset_imports=opsets, ir_version=IR_VERSION, producer_name="slowglass")
        onnx.checker.check_model(model, full_check=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = path.with_name(path.name + "_data")
        data.unlink(missing_ok=True)
        if external:
            onnx.save_model(model, path, save_as_external_data=True, location=data.name, size_threshold=512)
            data.chmod(0o644)
        else:
            onnx.save_model(model, path)
