"""How Sphinx builds the documents of this folder."""

from pygments.lexers.python import PythonLexer

project = "Backpropagation in pictures"
extensions = ["myst_parser"]
html_theme = "furo"
exclude_patterns = ["requirements.txt"]


def setup(app):
    """Programs of MultiGrad look like Python; without this, Sphinx warns that it knows no such language."""
    app.add_lexer("multigrad", PythonLexer)
