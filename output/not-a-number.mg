# A logarithm of 0 is -inf, and 0 times that is NaN: see where it is born.
p = Value(0.0, label='p')
q = Value(1.0, label='q')
entropy = -(p * p.log() + q * q.log())
