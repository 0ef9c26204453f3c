"""One and many: ``headache`` and ``headaches`` are the same word to a reader."""

_SHORTEST = 4
_ODD = {
    "feet": "foot",
    "teeth": "tooth",
    "women": "woman",
    "men": "man",
    "children": "child",
    "vertebrae": "vertebra",
    "diagnoses": "diagnosis",
    "prognoses": "prognosis",
}
_ODD_MANY = {one: many for many, one in _ODD.items()}
_NOT_MANY = ("ss", "us", "is")
_LONG_MANY = ("s", "x", "z", "ch", "sh", "o")


def singulars(word: str) -> tuple[str, ...]:
    """The forms that one may have where ``word`` looks like many; mostly one, often none."""
    if word in _ODD:
        return (_ODD[word],)
    if len(word) < _SHORTEST or not word.endswith("s") or word.endswith(_NOT_MANY):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es") and word[:-2].endswith(_LONG_MANY):
        return (word[:-1], word[:-2])  # headaches and boxes
    return (word[:-1],)


def plurals(word: str) -> tuple[str, ...]:
    """The forms that ``word`` may have for many."""
    if word in _ODD_MANY:
        return (_ODD_MANY[word],)
    if word.endswith("y"):
        return (word[:-1] + "ies", word + "s")
    return (word + "es",) if word.endswith(_LONG_MANY) else (word + "s",)
