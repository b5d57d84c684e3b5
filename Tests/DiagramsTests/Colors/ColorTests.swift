import Diagrams
import Testing

@Suite struct ColorTests {
  @Test func hexadecimal() {
    #expect(Color(0x0A0B0C).hexadecimal == "#0a0b0c")
    #expect(Color(0xFFFFFF).hexadecimal == "#ffffff")
  }

  @Test func mixtures() {
    #expect(Color(0x000000).mixed(with: Color(0xFFFFFF), 0) == Color(0x000000))
    #expect(Color(0x000000).mixed(with: Color(0xFFFFFF), 1) == Color(0xFFFFFF))
    #expect(Color(0x000000).mixed(with: Color(0xC86400), 0.5) == Color(0x643200))
  }
}
