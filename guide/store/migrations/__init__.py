"""How a notes file came to its present form: one frozen step a file, never edited after a release."""
