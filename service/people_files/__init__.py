"""Two files for people: an export, pseudonymous and to share, and a backup, whole and private."""

from service.people_files.backup import backup
from service.people_files.export import export
from service.people_files.importing import import_text, restore_text

__all__ = ["backup", "export", "import_text", "restore_text"]
