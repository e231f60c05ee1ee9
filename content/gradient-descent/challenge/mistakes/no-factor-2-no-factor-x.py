"""
name = "Two things at once: the gradient lacks its factor 2 and its factor x"
hint = "gradient"
advice = '''
What is left is the error alone. Take the derivative of (w·x − y)² with respect to w step by
step.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = w * x - y
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
