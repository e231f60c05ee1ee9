"""
name = "The pairs are sorted first"
hint = "loops"
advice = '''
Each update depends on those before it, so the order counts: use the pairs as they are
given. Look for sorted.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in sorted(data):
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
