"""
name = "The gradient has lost its sign"
hint = "gradient"
advice = '''
An error above and one below then push w the same way. The sign of w·x − y is what says
which way to go. Look for abs, or for a root of a square.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * abs(w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
