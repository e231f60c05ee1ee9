"""
name = "Two things at once: only one epoch is done, and no velocity reaches w"
hint = "return"
advice = '''
Begin with the return: how far is it indented? Then see what moves w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            w = w - lr * gradient
        return w
    return w
