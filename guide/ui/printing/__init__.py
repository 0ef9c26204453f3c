"""An article on paper."""
