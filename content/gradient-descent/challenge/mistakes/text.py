"""
name = "The function returns a string"
sign = "text"
hint = "return"
advice = '''
A string cannot be computed with, even if it looks like a number. Return w itself, without str
or a format.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return f"{w:.4f}"
