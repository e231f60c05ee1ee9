"""
name = "The function returns a list"
sign = "list"
hint = "return"
advice = '''
The task asks for one number, the last w, and not the way there: return w alone.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    path = [w]
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
            path.append(w)
    return path
