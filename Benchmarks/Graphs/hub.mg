y, w = Value(0.5), Value(0.99)
for i in range(140):
    y = y * w
