"""
name = "β scales the gradient, and 1 − β the old velocity"
hint = "velocity"
advice = '''
β says how much of the old velocity is kept. The gradient counts in full. Look at both
factors in the line with the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = (1 - beta) * velocity + beta * gradient
            w = w - lr * velocity
    return w
