"""Values as YAML that a person can read and change: long texts folded, lists indented, few quotation marks."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

WIDTH = 120
LONG = 80  # from here on, a text stands on lines of its own
OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")  # line ends in YAML, which would be read as another one


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None
    if OTHER_BREAKS.search(value):
        style = '"'
    elif "\n" in value:
        style = "|"
    elif len(value) > LONG:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value.normalize(), "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)
_Dumper.add_representer(Decimal, _number)


def yaml_text(value: Any) -> str:
    """A value in YAML. Reading it gives the same texts."""
    return str(yaml.dump(value, Dumper=_Dumper, width=WIDTH, sort_keys=False, allow_unicode=True))
