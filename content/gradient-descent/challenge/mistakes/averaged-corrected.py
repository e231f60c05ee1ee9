"""
name = "The velocity is an average that is divided by 1 − βᵗ"
hint = "velocity"
advice = '''
That is Adam's running mean with its correction for the start. Here the gradients are added
up, each in full, and nothing is divided.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    step = 0
    for _ in range(epochs):
        for x, y in data:
            step = step + 1
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + (1 - beta) * gradient
            w = w - lr * velocity / (1 - beta**step)
    return w
