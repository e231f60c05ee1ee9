"""
name = "w is moved by the velocity and by the gradient as well"
hint = "step"
advice = '''
The velocity already holds the newest gradient, so it counts twice. Look at every line that
changes w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
            w = w - lr * gradient
    return w
