def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    buffer = None
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            buffer = gradient if buffer is None else beta * buffer + gradient
            w = w - lr * buffer
    return w
