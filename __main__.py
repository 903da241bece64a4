"""`python -m polyonym`."""

from polyonym.cli import main

if __name__ == "__main__":
    main()
