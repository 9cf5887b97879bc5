"""The monthly billing run of a customer-service outsourcing company."""

__version__ = "0.1.0"
