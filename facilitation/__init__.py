"""The domain: what happens in a workshop, in pure Python. Knows no web, no disk and no language."""
