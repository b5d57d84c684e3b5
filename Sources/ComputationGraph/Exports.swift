// Errors of graph files say where they are.
@_exported public import struct Text.SourcePosition
