"""
name = "w does not start at 0"
hint = "memory"
advice = '''
With no epochs or no data the answer is the start value, 0.0. The steps are those from
another start. Look at the first value of w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 1.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
