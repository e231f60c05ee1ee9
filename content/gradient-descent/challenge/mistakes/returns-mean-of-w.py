"""
name = "What comes back is the mean of w over all updates"
hint = "return"
advice = '''
Averaging the path is a method of its own; the task asks for the last w. Look at the last
line.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    path = []
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
            path.append(w)
    return sum(path) / len(path) if path else 0.0
