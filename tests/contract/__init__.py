"""What every home of the documents promises; each test runs on every home."""
