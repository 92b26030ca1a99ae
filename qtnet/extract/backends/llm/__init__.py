"""The back end `llm`: a language model behind any OpenAI-compatible server, held to exact quotations."""
