"""The scorecard model: from dated evidence to what is demonstrated and what is still possible.

The road of a number, one module a step: `item` (one piece of evidence) -> `points` (how much of what was
planned it fills) -> `criterion` (the two ends) -> `draws` (the fixed scenarios) -> `dimension` -> `total` ->
`scorecard`. `portfolio` walks the same road for many vendors at once; `scorecard` is its case of one.
"""
