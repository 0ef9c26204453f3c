"""Therapy Guide: an offline desktop guide to therapies."""

__version__ = "0.1.0"
