"""
name = "The old velocity is multiplied by 1 − β"
hint = "velocity"
advice = '''
With β = 0.9 a tenth of it is kept instead of nine tenths. Look at the number in front of
the old velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = (1 - beta) * velocity + gradient
            w = w - lr * velocity
    return w
