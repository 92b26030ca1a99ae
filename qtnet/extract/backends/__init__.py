"""Back ends of extraction: the same claims and the same grounding check by rules, a language model, or both.

=========  ==========================================================================================================
``rules``  Frames and the trained pair model. Offline, deterministic, nothing to install. The default.
``spacy``  The rules, with the names that an installed spaCy pipeline finds (extra ``spacy``). Only entities are read,
           so a blank pipeline with an entity ruler of one's own names does as well as a trained one; the ruler's
           ``id`` becomes the actor's. Names that qtnet knows, or whose head noun tells what they are, stay.
``llm``    A language model behind any OpenAI-compatible server (extra ``llm``), held to exact quotations.
``mix``    Rules and model united; the column ``rule`` says ``rules``, ``llm`` or ``both``, and `mix` how sure that is.
=========  ==========================================================================================================

A person's corrections are applied to the facts of every back end, and win.

How the model is held to the text
    It is told the annotation guide in short and four worked examples from invented texts, and gets the document as
    delimited data, in windows of whole blocks with the actors listed so far. Each item of its answer is checked alone:
    the quotation must stand in the window word for word (only white space and quotation marks are folded), both names
    in the document, every value in its vocabulary, an amount in its own quotation. What fails is sent back once, with
    the exact reason; what fails again is dropped. ``extraction.json`` counts each reason. Ids of actors come from
    qtnet, never from the model.

How a run is made safe
    Every answer is stored by the hash of all that it depends on (model, parameters, prompt, schema, text). So the same
    command resumes a run that was stopped or killed, a second run sends nothing, and ``--offline`` repeats a run
    without a server. A model's answers are reproducible from this cache, not deterministic: keep it with the facts.
    What the run will about use is said before it, the exact use after it. ``--budget`` (tokens, or dollars with
    ``--prices``) stops before it is exceeded. Busy and broken servers are tried again; answers that break off cut
    their window in two; a server that takes no JSON schema is asked for any JSON, or for words that hold it.

The server's key
    It is read from the environment variable ``QTNET_LLM_KEY``, travels in the header of a request, and is stored and
    shown nowhere. Documents leave the machine for the server that ``--endpoint`` names, and for nowhere else.

What it does not know
    A model's confidence is a fixed prior, not a measurement. Score the model at hand on annotated documents
    (``qtnet score``) before its facts are quoted.
"""

from qtnet.extract.backends.backend import Backend, Rules
from qtnet.extract.backends.options import BACKENDS, BackendOptions, backend_of

__all__ = ["BACKENDS", "Backend", "BackendOptions", "Rules", "backend_of"]
