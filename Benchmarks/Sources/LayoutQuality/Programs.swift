import Foundation

/// Programs and data of the graphs that are measured.
enum Programs {
  /// A new folder with all of them.
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in texts {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return folder
  }

  private static let texts = [
    "three.csv": "x,y,class\n0,7,a\n1,6,b\n2,5,c\n3,4,a\n4,3,b\n5,2,c\n",
    "readme.mg": """
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    """,
    "rnn.mg": """
    wxh, whh, bh, why = Value(0.5), Value(-0.8), Value(0.1), Value(1.5)
    h = Value(0.0)
    for x in [1.0, -2.0, 0.5]:
        h = (wxh*Value(x) + whh*h + bh).tanh()
    L = (why*h - 1.0)**2
    """,
    "lstm.mg": """
    x, h, c = Value(0.7), Value(-0.3), Value(0.4)
    wi, wf, wo, wg = Value(0.5), Value(0.9), Value(-0.2), Value(1.1)
    i = 1/(1+(-(wi*x + h)).exp())
    f = 1/(1+(-(wf*x + h)).exp())
    o = 1/(1+(-(wo*x + h)).exp())
    g = (wg*x + h).tanh()
    c1 = f*c + i*g
    h1 = o*c1.tanh()
    """,
    "norm.mg": """
    x1, x2, x3 = Value(1.0), Value(2.0), Value(4.0)
    mu = (x1+x2+x3)/3
    d1, d2, d3 = x1-mu, x2-mu, x3-mu
    inv = ((d1**2+d2**2+d3**2)/3 + 1e-5)**-0.5
    L = (d1*inv)*0.3 + (d2*inv)*-0.5 + (d3*inv)*0.9
    """,
    "notebook.mg": """
    x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
    b = Value(6.8813735870195432)
    n = x1*w1 + x2*w2 + b
    e = (2*n).exp()
    o = (e - 1) / (e + 1)
    """,
    "sum.mg": "L = " + (0..<40).map { "Value(\($0))" }.joined(separator: " + "),
    "hub.mg": "y, w = Value(0.5), Value(0.99)\n" + String(repeating: "y = y * w\n", count: 140),
  ]
}
