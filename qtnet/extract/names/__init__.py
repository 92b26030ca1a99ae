"""Names: a document in, its mentions and actors out."""
