// Networks are initialised from seeds.
@_exported public import struct Mathematics.SeededGenerator
