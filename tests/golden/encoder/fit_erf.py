"""Fits erf(x) = x * P(x*x) / Q(x*x) on [-LIMIT, LIMIT], relative error, for kernel/functions.rs.

Lawson's iteratively reweighted least squares on Chebyshev nodes in double precision; prints the
coefficients (lowest power first) and the largest relative error when evaluated in single precision.
Run: python fit_erf.py  (needs numpy and scipy)
"""
import numpy as np
from scipy.special import erf

LIMIT = 3.9
P, Q = 5, 5
nodes = 0.5 * LIMIT * (1 - np.cos(np.pi * (np.arange(4000) + 0.5) / 4000)) + 1e-9
u = nodes * nodes
s = u / LIMIT**2
target = erf(nodes) / nodes
weight = np.ones_like(nodes)
denominator = np.ones_like(nodes)
for step in range(400):
    columns = [s**i for i in range(P + 1)] + [-target * s**i for i in range(1, Q + 1)]
    scale = np.sqrt(weight) / (target * denominator)
    solution, *_ = np.linalg.lstsq(np.stack(columns, 1) * scale[:, None], target * scale, rcond=None)
    p = solution[: P + 1]
    q = np.concatenate([[1.0], solution[P + 1 :]])
    denominator = np.abs(sum(q[i] * s**i for i in range(Q + 1)))
    error = np.abs(sum(p[i] * s**i for i in range(P + 1)) / sum(q[i] * s**i for i in range(Q + 1)) / target - 1)
    weight = weight * (0.02 * error.max() + error)
    weight /= weight.sum()
p = [p[i] / LIMIT ** (2 * i) for i in range(P + 1)]
q = [q[i] / LIMIT ** (2 * i) for i in range(Q + 1)]
print("fit error", error.max())
for name, values in (("P", p), ("Q", q)):
    print(name, [float(np.float32(v)) for v in values])
x = np.linspace(-LIMIT, LIMIT, 2_000_001).astype(np.float32)
t = x * x
def horner(values):
    total = np.full_like(t, np.float32(values[-1]))
    for value in values[-2::-1]:
        total = total * t + np.float32(value)
    return total
single = x * horner(p) / horner(q)
exact = erf(x.astype(np.float64))
keep = x != 0
print("single relative", np.max(np.abs(single[keep] / exact[keep] - 1)), "absolute", np.max(np.abs(single - exact)), 'above one', single.max())
