"""The embedded home: its files, and what they survive."""
