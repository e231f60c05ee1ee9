"""
name = "Two calls with the same arguments give different results"
sign = "state-kept"
hint = "memory"
advice = '''
Something outlives a call: a global variable, or a default value that is changed. Or random numbers
are drawn. w and the velocity start at 0.0 in every call. Look at what is set outside the function.'''
"""

velocity = 0.0


def sgd_with_momentum(data, lr, beta, epochs):
    global velocity
    w = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
