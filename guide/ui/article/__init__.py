"""The article: the page itself, finding in it, its outline."""
