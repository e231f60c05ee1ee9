"""
name = "The learning rate is not applied at all"
hint = "step"
advice = '''
Steps then have the full length of the velocity and leap over the minimum, further each
time. Look at the line that changes w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - velocity
    return w
