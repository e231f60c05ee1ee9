"""
name = "The gradient is scaled by 1 − β before it joins the velocity"
hint = "velocity"
advice = '''
That is a running average, as in Adam. It is a method of its own, but its velocity is
smaller by the factor 1 − β, so lr means something else. Here the gradient counts in full.
Look at what the gradient is multiplied by.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + (1 - beta) * gradient
            w = w - lr * velocity
    return w
