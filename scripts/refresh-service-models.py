#!/usr/bin/env python3
"""Writes sandbox/models/SERVICE.json anew from the API models of the installed botocore.

    python3 scripts/refresh-service-models.py && npx prettier --write sandbox/models

A folder as its argument is written to instead.
An extract holds, of the operations that sandbox/models/operations.json names, what constrains their input:
members, required, min, max, pattern, enum, and where a member travels. A member of an input that is neither
required nor leads to a constraint is left out. The same botocore writes the same files.
"""

import json
import pathlib
import sys

import botocore
import botocore.loaders

MODELS = pathlib.Path(__file__).resolve().parent.parent / "sandbox" / "models"
KEPT_OF_SHAPE = ("min", "max", "pattern", "enum", "sensitive")
KEPT_OF_MEMBER = ("location", "locationName")


class Extract:
    """The shapes of one service that the chosen operations' inputs need."""

    def __init__(self, model):
        self.model = model
        self.shapes = {}

    def constrains(self, name, seen=frozenset()):
        """Whether a value of this shape can break a constraint of the model."""
        shape = self.model["shapes"][name]
        if name in seen:
            return False
        if shape.get("required") or any(key in shape for key in ("min", "max", "pattern", "enum")):
            return True
        below = [member["shape"] for member in shape.get("members", {}).values()]
        below += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
        return any(self.constrains(child, seen | {name}) for child in below)

    def add_input(self, name):
        shape = self.model["shapes"][name]
        required = shape.get("required", [])
        self.add_structure(
            name,
            {
                key: member
                for key, member in shape["members"].items()
                if key in required or self.constrains(member["shape"])
            },
        )

    def add_structure(self, name, members):
        kept = {}
        required = self.model["shapes"][name].get("required", [])
        self.shapes[name] = {"type": "structure", **({"required": required} if required else {}), "members": kept}
        for key, member in members.items():
            kept[key] = {"shape": member["shape"], **{k: member[k] for k in KEPT_OF_MEMBER if k in member}}
            self.add(member["shape"])

    def add(self, name):
        if name in self.shapes:
            return
        shape = self.model["shapes"][name]
        if shape["type"] == "structure":
            self.add_structure(name, shape["members"])
            return
        if shape["type"] == "map":
            raise SystemExit(f"{name} is a map: the sandbox's checker knows none yet")
        self.shapes[name] = {"type": shape["type"], **{key: shape[key] for key in KEPT_OF_SHAPE if key in shape}}
        if shape["type"] == "list":
            self.shapes[name]["member"] = shape["member"]["shape"]
            if "locationName" in shape["member"]:
                self.shapes[name]["memberName"] = shape["member"]["locationName"]
            if shape.get("flattened"):
                self.shapes[name]["flattened"] = True
            self.add(shape["member"]["shape"])


def extract(service, operations):
    model = botocore.loaders.create_loader().load_service_model(service, "service-2")
    result = Extract(model)
    inputs = {}
    for operation in sorted(operations):
        shape = model["operations"][operation].get("input")
        inputs[operation] = shape["shape"] if shape else None
        if shape:
            result.add_input(shape["shape"])
    return {
        "service": service,
        "apiVersion": model["metadata"]["apiVersion"],
        "protocol": model["metadata"]["protocol"],
        "source": f"botocore {botocore.__version__}",
        "inputs": inputs,
        "shapes": dict(sorted(result.shapes.items())),
    }


target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else MODELS
for service, operations in json.loads((MODELS / "operations.json").read_text()).items():
    text = json.dumps(extract(service, operations), indent=2)
    (target / f"{service}.json").write_text(text + "\n")
