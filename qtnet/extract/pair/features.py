"""All features of a candidate: sparse, binary, free of names."""

from __future__ import annotations

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.framehits import FrameHits, frame_features
from qtnet.extract.pair.groups import Group, names_of
from qtnet.extract.pair.profile import Profile, profile_features
from qtnet.extract.pair.regions import regions_of
from qtnet.extract.pair.rolefeatures import role_features
from qtnet.extract.pair.skeleton import Skeleton
from qtnet.extract.pair.structure import structure_features
from qtnet.extract.pair.wording import wording_features

__all__ = ["candidate_features", "candidate_groups"]


def candidate_features(
    analysis: Analysis, candidate: Candidate, skeleton: Skeleton, hits: FrameHits, profile: Profile | None
) -> list[str]:
    """Give the names of the features that hold, sorted, once each; without a profile those of the sentence alone.

    Examples
    --------
    >>> from qtnet.extract.pair.example import example_analysis
    >>> from qtnet.extract.pair.framehits import frame_hits
    >>> from qtnet.extract.pair.skeleton import build_skeleton
    >>> analysis, hits = example_analysis(), frame_hits([])
    >>> skeleton = build_skeleton(analysis.sentences[0])
    >>> names = candidate_features(analysis, Candidate("sentence", 0, 0, 2, ("JP", "KE")), skeleton, hits, None)
    >>> [name for name in names if name.startswith(("path:", "pB="))]
    ['pB=with', 'path:agree>with']
    """
    return names_of(candidate_groups(analysis, candidate, skeleton, hits, profile))


def candidate_groups(
    analysis: Analysis, candidate: Candidate, skeleton: Skeleton, hits: FrameHits, profile: Profile | None
) -> list[Group]:
    """Give the features in groups; a feature may stand in several."""
    regions = regions_of(analysis, candidate, skeleton)
    groups: list[Group] = [
        *structure_features(regions),
        *wording_features(regions),
        list(frame_features(candidate, hits, regions.sentence)),
        *role_features(regions, candidate, skeleton),
        [f"kind={candidate.kind}"],
    ]
    if profile is not None:
        groups += profile_features(candidate, regions, profile)
    return groups
