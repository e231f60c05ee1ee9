"""
name = "Every gradient is divided by the number of pairs"
hint = "gradient"
advice = '''
That would be right for a mean over all pairs at once. Here each pair makes an update of its
own, with its own gradient in full. Look for len(data).'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x / len(data)
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
