"""Back ends of extraction: the same claims and the same grounding check, by rules, a language model, or both."""

from qtnet.extract.backends.backend import Backend, Rules
from qtnet.extract.backends.options import BACKENDS, BackendOptions, backend_of

__all__ = ["BACKENDS", "Backend", "BackendOptions", "Rules", "backend_of"]
