"""When something is done, in the reader's words; the files say it in the same ones."""

from reports.when_said import day_said, when_said

__all__ = ["day_said", "when_said"]
