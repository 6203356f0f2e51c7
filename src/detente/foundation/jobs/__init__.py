"""Long use cases: asked for in a request, run by a worker, one row telling all there is to know.

A room declares one with `registry.job`, asks for it with `enqueue.enqueue`, or runs it at once with
`run.run_now`. The worker's side is `work` (the loop), `claim`, `pulse` (heartbeat), `reap` and `outcome`.
"""
