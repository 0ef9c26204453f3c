"""Writing HTML by hand without forgetting to escape."""

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})
_VALUE = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})


def escape(words: str) -> str:
    """``words`` as the text of an element."""
    return words.translate(_TEXT)


def escape_value(words: str) -> str:
    """``words`` as an attribute value between double quotes."""
    return words.translate(_VALUE)


def element(tag: str, inner: str, **attributes: str) -> str:
    """An element around ``inner``, which is HTML already; values are escaped here.

    A trailing underscore of an attribute is dropped: ``class_="facts"``. Empty values are left out.
    """
    written = "".join(
        f' {name.rstrip("_")}="{escape_value(value)}"'
        for name, value in attributes.items()
        if value
    )
    return f"<{tag}{written}>{inner}</{tag}>"


def anchor(name: str) -> str:
    """A place that links can lead to."""
    return f'<a name="{escape_value(name)}"></a>'
