"""Two files for people: an export, pseudonymous and to share, and a backup, whole and private."""

from service.people_files.backup import backup
from service.people_files.export import export
from service.people_files.importing import backup_of, import_text, put_back

__all__ = ["backup", "backup_of", "export", "import_text", "put_back"]
