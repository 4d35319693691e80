"""The summary of a workshop and its files. All of it is made from one reader and one language's words, and free of what
is hidden: no door has to think of that again."""
