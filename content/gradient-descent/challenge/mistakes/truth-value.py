"""
name = "The function returns True or False"
sign = "bool"
hint = "return"
advice = '''
A comparison gives one of these. The task asks for a number: return w itself.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return abs(velocity) < 0.001
