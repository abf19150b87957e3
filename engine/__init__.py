"""chetai: from a case file and rulebooks to a reasoned assessment. Knows no law; the law is data under ``rules/``."""

__version__ = "0.1.0"
