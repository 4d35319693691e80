"""What the doors share: the open store, the use cases, who is signed in, who is here, and what has just changed."""
