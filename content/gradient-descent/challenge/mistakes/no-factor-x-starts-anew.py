"""
name = "Two things at once: the velocity is 0 again in every epoch, and the gradient lacks its factor x"
hint = "memory"
advice = '''
Begin with the place where the velocity gets its first value. Then take the derivative with
the chain rule.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    for _ in range(epochs):
        velocity = 0.0
        for x, y in data:
            gradient = 2 * (w * x - y)
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
