"""Values and derivatives of functions of one number, from 400 digits of mpmath, rounded once.

    pip install mpmath; python3 generate.py > functions.json
"""

import json

from mpmath import mp, mpf

mp.dps = 400  # tan near a pole, and differences such as exp(x) - 1 at 1e-300
one = mpf(1)


def sigmoid(x):
    return one / (one + mp.exp(-x))


def elu(alpha):
    return (
        lambda x: x if x > 0 else alpha * mp.expm1(x),
        lambda x: one if x > 0 else alpha * mp.exp(x),
    )


NEAR = [1e-300, 1e-17, 1e-8, 1e-3, 0.1, 0.5, 0.9]
REAL = NEAR + [1.0, 1.5, 3.0, 20.0]
FAR = [40.0, 300.0, 700.0]


def both(points):
    return [-x for x in points] + points


FUNCTIONS = {
    "log2": (lambda x: mp.log(x, 2), lambda x: 1 / (x * mp.log(2)), REAL + [1e300], 0),
    "log10": (lambda x: mp.log(x, 10), lambda x: 1 / (x * mp.log(10)), REAL + [1e300], 0),
    "log1p": (mp.log1p, lambda x: 1 / (1 + x), both(NEAR) + REAL + [1e300, -0.999999], 0),
    "expm1": (mp.expm1, mp.exp, both(REAL + FAR), 0),
    "tan": (mp.tan, lambda x: 1 + mp.tan(x) ** 2, both(REAL) + [1.5707963267948966, 1e6], 0),
    "sinh": (mp.sinh, mp.cosh, both(REAL + FAR), 0),
    "cosh": (mp.cosh, mp.sinh, both(REAL + FAR), 0),
    "asin": (mp.asin, lambda x: 1 / mp.sqrt(1 - x * x), both(NEAR + [0.9999999999999]), 0),
    "acos": (mp.acos, lambda x: -1 / mp.sqrt(1 - x * x), both(NEAR + [0.9999999999999]), 0),
    "atan": (mp.atan, lambda x: 1 / (1 + x * x), both(REAL + FAR + [1e200]), 0),
    "erf": (mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x), both(REAL + [26.0]), 0),
    "silu": (
        lambda x: x * sigmoid(x),
        lambda x: sigmoid(x) * (1 + x * sigmoid(-x)),
        both(REAL + FAR),
        0,
    ),
    "elu": (*elu(one), both(REAL + FAR) + [0.0], 1.0),
    "elu 0.25": (*elu(mpf(0.25)), both(REAL + FAR) + [0.0], 0.25),
}

rows = [
    {
        "function": name.split()[0],
        "parameter": parameter,
        "x": x,
        "value": float(value(mpf(x))),
        "slope": float(slope(mpf(x))),
    }
    for name, (value, slope, points, parameter) in FUNCTIONS.items()
    for x in points
]
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
