"""Word lists, each a tab-separated file that names its origin.

A list begins with comment lines, one of them `# origin: ...`, then a line of column names, then
one entry a line. Blank lines and lines that begin with `#` are passed over; a further `# origin:`
holds for the entries below it. A user adds a list of their own with `variorum read --events FILE`
or `--actors FILE`.
"""

from variorum.lexicon.load import Added, Lists, Row, adding, read_list, rows, words

__all__ = ["Added", "Lists", "Row", "adding", "read_list", "rows", "words"]
