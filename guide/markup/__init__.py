"""Markdown → checked tree → the small HTML that QTextDocument draws well.

What others call:

- ``guide.markup.render.render(text, context, first_line=1) -> Rendered`` — one article body.
- ``guide.markup.values`` — ``Context`` (what the caller knows: ``resolve``, ``title``, ``cite``,
  ``names``, ``reserved``), ``Rendered`` (``html``, ``sections``, ``links``, ``images``,
  ``findings``, ``text``, ``ok``), ``Section``, ``Link``, ``Image``, ``Finding``, ``Rule``.
- ``guide.markup.html`` — ``escape(words)``, ``element(tag, inner, **attributes)`` and ``anchor(name)``
  for whoever writes the parts around the body.
- ``guide.markup.gate.clean(html) -> html`` — nh3 with our allow-list; the last thing that happens
  to a finished page.
- ``guide.markup.plain.plain_text(html) -> str`` — for terminals, search and snippets. It imports
  nothing but ``re`` and ``html`` and may be used on the start path; the modules above may not.
"""
