"""
name = "The list of pairs is not the same after the call"
sign = "data-changed"
hint = "loops"
advice = '''
Whoever calls the function may need the data again. Look for methods that change a list in
place, such as sort, reverse, pop, append, or random.shuffle.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        data.sort()
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
