"""
name = "β scales the gradient, and the old velocity counts in full"
hint = "velocity"
advice = '''
Nothing is forgotten then: the velocity grows with every push and w swings without end. Look
at which of the two β stands in front of.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = velocity + beta * gradient
            w = w - lr * velocity
    return w
