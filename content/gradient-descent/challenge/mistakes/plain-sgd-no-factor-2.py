"""
name = "Two things at once: no velocity reaches w, and the gradient is half as large as it should be"
hint = "gradient"
advice = '''
Begin with the gradient: the derivative of a square brings a factor down in front. Then see
what moves w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = (w * x - y) * x
            w = w - lr * gradient
    return w
