"""How fast qtnet is, beside other libraries on the same input; run by `make bench`, never by the tests."""
