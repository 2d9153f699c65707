"""The thresholds of solutions that all windows together give, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class JointCriteria:
    """When a solution that the evidence of all windows joined gives is no chance, and how far it may be off.

    Each window alone shows nothing there. Lengths are in pixels of the search if not said otherwise.
    """

    search: float = 0.05
    """Largest probability of the strength by which a search over all windows together found a placement at all."""
    glimpse: float = 0.3
    """The same by half of the rolls, beyond which the others are not asked."""
    near_search: float = 1e-4
    confirmed_nearby: float = 1e-5
    taken_nearby: float = 1e-6
    """The same for the search with small windows near the georeference; and the largest at which it stands, with that
    of what confirms it, and by itself: nothing else has looked then, and without most of its parts it has to be as
    improbable as any agreement. What is taken is uncertain."""
    nearby: float = 3.2
    widely: float = 3.6
    afar: float = 4.0
    nearby_scale: float = 0.3
    """Places and scale of the distribution of the largest (Gumbel 1958) for the strengths of unrelated pairs, in a
    search over 17 x 17 shifts near the georeference and over 25 x 25 and larger turns: of 285 crossed pairs one in a
    hundred had 4.5 and 5.1, as these have 4.6 and 5.0, and none more than 4.9 and 5.2; of their 1140 rolls one had 5.7
    and 5.9, and no other more than 5.0 and 5.6. Over 49 x 49 shifts, four times as many, 34 pairs had 0.3 more in the
    mean than over 25 x 25, and 5.0 at most, their rolls 5.4; the place allows for 0.4."""
    tones_search: float = 0.02
    taken_by_tones: float = 3e-5
    """Largest probability of the strength by which tones foretell each other at a placement that is looked at again,
    and of that and of what the second look shows for one that stands."""
    above_mirrored: float = 1.5
    parts_by_tones: int = 3
    """How many times as much as the mirrored image tones have to reach, and how many of nine parts have to show the
    same place by themselves: unrelated pairs reach 1.9 times as much at most, and related ones 2 to 4."""
    tones: float = 2.6
    tones_scale: float = 1.0
    related: float = 5.0
    related_scale: float = 0.8
    """Places and scales of the distribution of the largest (Gumbel 1958) for both looks at unrelated pairs: of 223
    crossed ones ten reached 1.5 times as much as their mirrored images, and of 77 of smooth noise three, none of them
    more than 8.1 in the first look; of those that were looked at again none had more than 6.5. Radar images and a map
    that edges do not place had 10 to 24, and 4.9 to 14."""
    quarter: float = 0.6
    """Part of the support that one quarter of the area may have at most: a corner that is alike is no ground."""
    rest: float = 3.5
    """Deviations of other ground by which all but that quarter have to support the placement nevertheless."""
    near: float = 2.5
    chosen: float = 4.0
    """Pixels of the search within which its windows bear a joined solution out, and how many times more often those of
    unrelated pairs do than any other place, for it was chosen by them: 0.8 of 25 did in the mean of 30 pairs, and at
    most 2."""
    strength: float = 3.2
    strength_scale: float = 0.8
    """Place and scale of the distribution of the largest of many (Gumbel 1958) for the strengths of unrelated pairs: 75
    of them had 3.5 in the mean and 5.1 at most, which a scale of 0.6 would fit, and the rest is for kinds that were not
    among them. 24 parts of radar and optical scenes of one place had 6.4 to 15."""
    usual: float = 4.3
    usual_widely: float = 4.9
    """The most that other ground of those pairs reached, and in a search over larger turns: one that reaches more is
    more alike by its texture."""
    ends_together: float = 1.5
    ends_back: float = 4.0
    """Pixels of elastix's image within which its runs end together, and their middle at the solution."""
    highest_at: float = 1.5
    """Pixels of the image of all displacements within which the highest mutual information lies at the solution."""
    informed: float = 0.7
    informed_scale: float = 1.2
    """Place and scale of the distribution of the largest (Gumbel 1958) for by how many deviations mutual information at
    one displacement stands out of that at others: of 60 looks at unrelated pairs it was 1.0 in the mean and 3.9 at
    most, which a scale of 0.7 would fit. Of 35 related ones it was 2.3 to 44, half of them above 7."""
    locally: float = 1.3
    locally_scale: float = 1.2
    locally_doubt: float = 0.15
    """The same for the squared correlation of small windows, and the probability from which on that says nothing: of 28
    unrelated pairs that edges had placed it was 4.2 (0.27) at most, of 18 related ones 3.6 to 22, of half above 9."""
    outlines: float = 4.8
    """Pixels of the frame by which such a solution may be off besides those of any by structure alone: eighteen parts
    of a Sentinel-1 scene, 500 pixels wide, were found 1.5 to 6.7 pixels, nine in ten within 5.7, from where it was laid
    on Sentinel-2 by hand."""
    halves: float = 1.5
    """Of the root mean square error of a joined solution, by its halves and by mutual information: 1.52 of it are a
    CE90 if it is normal in the plane."""


# The ones in force.
JOINED = JointCriteria()
