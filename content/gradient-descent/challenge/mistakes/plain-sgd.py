"""
name = "These are the numbers of plain SGD: nothing of the old velocity reaches w"
hint = "velocity"
advice = '''
Without it a step knows the latest gradient alone, and where gradients agree nothing adds
up. Is the velocity what moves w? Is it set to 0 inside a loop?'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            w = w - lr * gradient
    return w
