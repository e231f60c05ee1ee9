"""
name = "The result is rounded"
sign = "rounded"
hint = "return"
advice = '''
A result must lie within 0.000001, so cutting digits off makes a right value wrong. Look for
round or for a format with a number of places.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return round(w, 3)
