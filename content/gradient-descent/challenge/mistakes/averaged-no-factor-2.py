"""
name = "Two things at once: the gradient is half as large as it should be, and scaled by 1 − β as well"
hint = "gradient"
advice = '''
Begin with the gradient: the derivative of a square brings a factor down in front. Then look
at what it is multiplied by in the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = (w * x - y) * x
            velocity = beta * velocity + (1 - beta) * gradient
            w = w - lr * velocity
    return w
