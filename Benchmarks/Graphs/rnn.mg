wxh, whh, bh, why = Value(0.5), Value(-0.8), Value(0.1), Value(1.5)
h = Value(0.0)
for x in [1.0, -2.0, 0.5]:
    h = (wxh*Value(x) + whh*h + bh).tanh()
L = (why*h - 1.0)**2
