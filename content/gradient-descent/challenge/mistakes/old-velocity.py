"""
name = "w is moved by the velocity of the step before"
hint = "lines"
advice = '''
The first step then goes nowhere, and every push arrives one update late. Look at the order
of the lines: which of them must come first?'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            w = w - lr * velocity
            velocity = beta * velocity + gradient
    return w
