"""Gradient descent for a straight line, reporting every update."""

import random

from gdtui import watch


def train_linear_model(
    data,
    lr=0.01,
    epochs=100,
    batch_size=4,
    momentum=0.0,
    seed=7,
):
    random.seed(seed)
    weight = bias = 0.0
    weight_velocity = bias_velocity = 0.0
    update = 0

    for epoch in range(epochs):
        shuffled = data[:]
        random.shuffle(shuffled)

        for start in range(0, len(shuffled), batch_size):
            batch = shuffled[start : start + batch_size]
            d_weight = d_bias = 0.0
            for x, y in batch:
                error = weight * x + bias - y
                d_weight += 2 * error * x / len(batch)
                d_bias += 2 * error / len(batch)

            # With momentum 0 this is the step of step 4
            weight_velocity = momentum * weight_velocity + d_weight
            bias_velocity = momentum * bias_velocity + d_bias
            weight -= lr * weight_velocity
            bias -= lr * bias_velocity
            update += 1

            # Judge every update on all data
            loss = 0.0
            for x, y in data:
                error = weight * x + bias - y
                loss += error * error / len(data)
            watch(
                epoch=epoch, update=update,
                loss=loss, weight=weight, bias=bias,
            )

    return {"weight": round(weight, 3), "bias": round(bias, 3)}


# Five points on y = 2x + 1
data = [(x, 2 * x + 1) for x in range(1, 6)]
print(train_linear_model(data))
