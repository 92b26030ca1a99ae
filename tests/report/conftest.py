"""The invented study and its page, built once."""

import importlib.util
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def inputs(root):
    spec = importlib.util.spec_from_file_location("invented", HERE / "invented.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["invented"] = module
    spec.loader.exec_module(module)
    return module.invented_inputs(root)


@pytest.fixture(scope="session")
def html(inputs):
    from qtnet.report.page import page_html

    return page_html(inputs)
