"""What a study computes, one file per step: pure functions whose result depends on their arguments alone.

`qtnet.study.recipe` says which steps a study has and what each reads; `qtnet.study.building` runs them or finds their
results kept.
"""

__all__: list[str] = []
