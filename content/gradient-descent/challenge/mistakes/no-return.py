"""
name = "The function returns nothing"
sign = "none"
hint = "return"
advice = '''
Without a return a call gives None, whatever was computed. Hand w back at the end.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
