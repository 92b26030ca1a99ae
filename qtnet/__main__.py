"""`python -m qtnet` is the command line."""

from qtnet.cli import main

if __name__ == "__main__":
    main()
