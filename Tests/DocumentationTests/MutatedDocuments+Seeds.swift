@testable import Documentation

extension MutatedDocuments {
  /// The documents as their authors wrote them, and as they are with their pictures.
  static let seeds: [Seed] = texts.flatMap { syntax, text in
    let drawer = FakeDrawer()
    drawer.folder.inputs = ["a.mg": Array("a = 1\n".utf8)]
    let rendered = drawer.render(text, syntax: syntax)
    return [
      Seed(syntax: syntax, text: Array(text.utf8), files: [:]),
      Seed(syntax: syntax, text: rendered.text, files: drawer.folder.files),
    ]
  }

  private static let texts: [(DocumentSyntax, String)] = [
    (.markdown, guide), (.markdown, containers), (.markdown, inlines),
    (.markdown, "\u{FEFF}" + guide.replacing("\n", with: "\r\n")),
    (.markdown, containers.replacing("\n", with: "\r")),
    (.reStructuredText, reStructuredText), (.asciiDoc, asciiDoc), (.latex, latex), (.html, html),
    (.html, inlines),
  ]

  private static let guide = """
    # Über 日本

    The loss is <!-- multigrad: a o.data --><!-- /multigrad -->, and
    <!-- multigrad: guide-1 o.data --><!-- /multigrad --> elsewhere.

    ```multigrad name=a stage=after
    x = 1
    ```
    Text right below.

    ```multigrad
    y = 2
    ```

    <!-- multigrad name=ab theme=both alt="ab.data of *ab*" -->

    ~~~python
    z = 3
    ~~~

    <!-- multigrad a.mg stage=after name=a-after2
         show=after -->

    ````
    ```multigrad name=no
    ````
    """

  private static let containers = """
    1. one

       ```multigrad name=a show=none
       x
       ```

       > - <!-- multigrad a.mg name=b -->
       >
       > - ```{.python .multigrad name=b2 stage=after}
       >   y
       >   ```
       >   <!-- multigrad: b2 o.data --><!-- /multigrad -->
       lazy

    - two
      - ```multigrad
        z
        ```
      - three
    """

  private static let inlines = """
    | a | b |
    |---|---|
    | <!-- multigrad a.mg stage=after name=a --> | <!-- multigrad: a o.data --><!-- /multigrad --> |

    [A link <!-- multigrad a.mg name=b theme=both alt="b.data" --> and `code`](there), *so*.
    <!-- multigrad a.mg name=ab format=dot --> <!-- a comment -->

    <div>
      <p title="<!-- multigrad a.mg -->"><!-- multigrad a.mg name=d stage=after --></p>
    </div>
    """

  private static let reStructuredText = """
    Über
    ====

    .. multigrad: a.mg name=a stage=after

    A quote::

      .. multigrad: no.mg

    - an item

      .. multigrad: a.mg name=ab alt="A `picture`"

      more of it

    .. multigrad: a.mg format=dot
    The end.
    """

  private static let asciiDoc = """
    = Über

    // multigrad: a.mg name=a stage=after

    ----
    // multigrad: no.mg
    ----
    * item
    // multigrad: a.mg name=b alt="A \\"picture\\""
    +
    more
    """

  private static let latex = """
    \\section{Über}
    % multigrad: a.mg name=a stage=after

    \\begin{verbatim}
    % multigrad: no.mg
    \\end{verbatim}
      % multigrad: a.mg name=ab format=dot
    The end.
    """

  private static let html = """
    <!DOCTYPE html>
    <p>Über <!-- multigrad: a o.data --><!-- /multigrad --></p>
      <!-- multigrad a.mg name=a stage=after -->
    <script>"<!-- multigrad no.mg -->"</script>
    <pre><!-- multigrad a.mg name=b theme=both --></pre>
    <!-- multigrad a.mg format=dot -->
    """
}
