"""Word lists, each a tab-separated file that names its origin.

A list begins with comment lines, one of them `# origin: ...`, then a line of column names, then
one entry a line. Blank lines and lines that begin with `#` are passed over.
"""

from variorum.lexicon.load import Row, read_list, rows, words

__all__ = ["Row", "read_list", "rows", "words"]
