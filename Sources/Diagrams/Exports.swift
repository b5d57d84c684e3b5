// How numbers are written in pictures.
@_exported public import struct Text.NumberStyle
