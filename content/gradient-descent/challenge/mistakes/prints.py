"""
name = "The function prints, and returns nothing"
sign = "printed"
hint = "return"
advice = '''
Printing shows a value to people, but the caller of the function gets None. Hand w back with
return.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    print(w)
