x = Value(2.0, label='x')
w = Value(-3.0, label='w')
y = x * w
