"""How fast extraction is, beside another library on the same text; run by `make bench`, never by the tests."""
