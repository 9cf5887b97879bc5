"""`python -m billing`."""

from billing.cli import main

if __name__ == "__main__":
    main()
