"""
name = "The step uses the gradient plus β times the new velocity"
hint = "step"
advice = '''
That is Nesterov's momentum: it looks one push ahead. It is a good method, and another one.
Here the velocity itself moves w. Look at what is multiplied by lr.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * (gradient + beta * velocity)
    return w
