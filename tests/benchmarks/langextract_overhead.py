"""Time langextract on texts with a model that answers at once: ``python langextract_overhead.py FOLDER``.

What is left is its own work: cutting texts into chunks, prompts, reading answers, finding their words in the text.
The answer to each chunk names the first words of the chunk's sentences, about as many as a document has actors.
Stands alone, so that it runs in an environment that has langextract and not qtnet.
"""

import json
import re
import sys
import time
from pathlib import Path

import langextract as lx
from langextract.core import base_model, types


class Instantaneous(base_model.BaseLanguageModel):
    """Answers with the first two words of each sentence of the chunk."""

    def infer(self, batch_prompts, **_kwargs):
        for prompt in batch_prompts:
            chunk = prompt.rsplit("Q: ", 1)[-1].rsplit("A:", 1)[0]
            names = [m.group(0) for m in re.finditer(r"(?:(?<=\. )|^)\w+ \w+", chunk, re.M)]
            answer = json.dumps({"extractions": [{"actor": name} for name in names]})
            yield [types.ScoredOutput(score=1.0, output=answer)]


def main(folder):
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    example = lx.data.ExampleData(
        text="Japan signed a pact.", extractions=[lx.data.Extraction(extraction_class="actor", extraction_text="Japan")]
    )

    def run(chosen):
        for text in chosen:
            lx.extract(
                text_or_documents=text,
                prompt_description="Actors of technology partnerships.",
                examples=[example],
                model=Instantaneous(),
                fence_output=False,
                use_schema_constraints=False,
                show_progress=False,
            )

    run(texts[:1])
    start = time.process_time()
    run(texts)
    sys.stdout.write(f"{time.process_time() - start}\n")


if __name__ == "__main__":
    main(sys.argv[1])
