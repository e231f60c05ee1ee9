"""
name = "The old velocity is subtracted from the gradient"
hint = "velocity"
advice = '''
Pushes in the same direction then weaken each other instead of adding up. Look at the sign
between the two parts of the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = gradient - beta * velocity
            w = w - lr * velocity
    return w
