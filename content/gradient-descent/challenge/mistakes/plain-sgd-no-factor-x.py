"""
name = "Two things at once: no velocity reaches w, and the gradient lacks its factor x"
hint = "gradient"
advice = '''
Begin with the gradient: the chain rule puts a factor behind the error. Then see what moves
w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y)
            w = w - lr * gradient
    return w
