x = Value(3.0, label='x')
w = Value(-2.0, label='w')
y = x * w + x
