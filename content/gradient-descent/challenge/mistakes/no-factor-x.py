"""
name = "The gradient lacks its factor x"
hint = "gradient"
advice = '''
How much the prediction changes with w depends on x: at x = 3 three times as much, at x = 0
not at all. The chain rule puts that factor behind the error. Look at the end of the line
with the gradient.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y)
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
