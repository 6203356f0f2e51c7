"""The scorecard written a second time: plain Python, no table, no array, its own incomplete beta."""

import math
from hashlib import sha256


def incomplete_beta(a, b, x):
    """Regularised incomplete beta by its continued fraction (DLMF 8.17.22), evaluated by Lentz's method."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    f, c, d = 1.0, 1.0, 0.0
    for i in range(400):
        m = i // 2
        if i == 0:
            numerator = 1.0
        elif i % 2 == 0:
            numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + numerator * d)
        c = 1 + numerator / c
        f *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * (f - 1) / a


def beta_quantile(probability, a, b):
    low, high = 0.0, 1.0
    for _ in range(70):
        middle = (low + high) / 2
        if incomplete_beta(a, b, middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def points(method, criterion, items):
    planned = method.reliability(criterion.planned_level)
    slots = {}
    for item in items:
        late = max(0, item.age_days - criterion.refresh_days)
        filled = item.points * min(1, method.reliability(item.level) / planned)
        filled *= 2 ** (-late / criterion.half_life_days)
        good, bad = slots.get(item.slot, (0, 0))
        slots[item.slot] = (max(good, filled * item.share_for), max(bad, filled * item.share_against))
    sums = (math.fsum(good for good, _ in slots.values()), math.fsum(bad for _, bad in slots.values()))
    steps = method.steps_per_point
    return [min(method.points_per_criterion, math.floor(total * steps + 1e-6) / steps) for total in sums]


def scorecard_ends(method, evidence):
    """Demonstrated and possible ends of criteria, dimensions and totals, as two flat lists."""
    n, k, place = method.points_per_criterion, method.scenarios, method.order_statistic - 1
    low, high, draws = [], [], {}
    for c in method.criteria:
        s, f = points(method, c, evidence.get(c.id, ()))
        low.append(beta_quantile(method.quantile_level, method.prior_for + s, method.prior_against + n - s))
        high.append(
            beta_quantile(1 - method.quantile_level, method.prior_for + n - f, method.prior_against + f)
        )
        hashes = [sha256(f"{c.id}:{j}".encode()).hexdigest() for j in range(k)]
        rank = {h: r for r, h in enumerate(sorted(hashes))}
        levels = [(rank[h] + 0.5) / k for h in hashes]
        draws[c.id] = (
            [beta_quantile(q, method.prior_for + s, method.prior_against + n - s) for q in levels],
            [1 - beta_quantile(q, method.prior_against + f, method.prior_for + n - f) for q in levels],
        )
    dimension = [[], []]
    for end in (0, 1):
        for name in method.dimensions:
            members = [c for c in method.criteria if c.dimension == name]
            dimension[end].append(
                [math.fsum(c.weight * draws[c.id][end][j] for c in members) for j in range(k)]
            )
    low += [sorted(values)[place] for values in dimension[0]]
    high += [sorted(values, reverse=True)[place] for values in dimension[1]]
    for party in method.weights_across:
        total = [
            [
                (
                    math.prod(
                        (method.floor + (1 - method.floor) * values[j]) ** w
                        for values, w in zip(dimension[end], party.weights, strict=True)
                    )
                    - method.floor
                )
                / (1 - method.floor)
                for j in range(k)
            ]
            for end in (0, 1)
        ]
        low.append(sorted(total[0])[place])
        high.append(sorted(total[1], reverse=True)[place])
    return low, high
