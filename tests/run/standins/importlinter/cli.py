import diary


def lint_imports_command() -> int:
    diary.note("lint-imports")
    return 0
