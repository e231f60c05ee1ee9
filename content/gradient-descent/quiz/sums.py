w = b = 0.0
sum_w = sum_b = 0.0
for _ in range(100):
    order = data[:]
    random.shuffle(order)
    for start in range(0, len(order), 4):
        batch = order[start : start + 4]
        for x, y in batch:
            error = w * x + b - y
            sum_w += 2 * error * x
            sum_b += 2 * error
        w -= 0.01 * sum_w / len(batch)
        b -= 0.01 * sum_b / len(batch)
