"""
name = "The gradient is taken ahead of w, at the place to which the velocity would carry it"
hint = "gradient"
advice = '''
That is Nesterov's momentum in its first form. Here the gradient is taken at w itself. Look
at what stands in the prediction.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            ahead = w - lr * beta * velocity
            gradient = 2 * (ahead * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
