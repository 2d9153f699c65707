"""How elastix is to solve, in its own words."""

from __future__ import annotations

from dataclasses import dataclass

_ELASTIX_MODELS = {"translation": "TranslationTransform", "rigid": "EulerTransform",
                   "similarity": "SimilarityTransform", "affine": "AffineTransform"}

# The metrics of which elastix has one of its own, and that one.
ELASTIX_METRICS = {"correlation": "AdvancedNormalizedCorrelation", "orientation": "AdvancedNormalizedCorrelation",
                    "mutual-information": "AdvancedMattesMutualInformation"}


@dataclass(frozen=True)
class Settings:
    """How elastix is to solve. ``shrink``, ``iterations`` and ``samples`` have one value a level, coarse to fine."""

    model: str = "rigid"
    metric: str = "correlation"
    shrink: tuple[int, ...] = (4, 2, 1)
    iterations: tuple[int, ...] = (120, 100, 80)
    samples: tuple[int, ...] = (3000, 3000, 6000)

    def parameter_map(self) -> dict[str, list[str]]:
        """The settings in elastix's own words (elastix manual 5.2)."""
        schedule = [str(s) for s in self.shrink for _ in range(2)]
        return {
            "Registration": ["MultiResolutionRegistration"],
            "Transform": [_ELASTIX_MODELS[self.model]],
            "Metric": [ELASTIX_METRICS[self.metric]],
            "NumberOfHistogramBins": ["32"],
            "Interpolator": ["BSplineInterpolator"],
            "BSplineInterpolationOrder": ["3"],
            # Smoothed but not shrunk: samples are taken anywhere, and subpixel places need all pixels.
            "FixedImagePyramid": ["FixedSmoothingImagePyramid"],
            "MovingImagePyramid": ["MovingSmoothingImagePyramid"],
            "FixedImagePyramidSchedule": schedule,
            "MovingImagePyramidSchedule": schedule,
            "NumberOfResolutions": [str(len(self.shrink))],
            "Optimizer": ["AdaptiveStochasticGradientDescent"],
            "MaximumNumberOfIterations": [str(i) for i in self.iterations],
            "NumberOfSpatialSamples": [str(s) for s in self.samples],
            # Between pixels, as samples on pixels alone favour shifts by whole pixels.
            "ImageSampler": ["RandomCoordinate"],
            "NewSamplesEveryIteration": ["true"],
            # Few samples in the mask are no failure here: what comes out is judged by the tie points.
            "CheckNumberOfSamples": ["false"],
            "AutomaticParameterEstimation": ["true"],
            "AutomaticScalesEstimation": ["true"],
            # The moving image comes placed by the start; elastix would move the centres of the images onto each other.
            "AutomaticTransformInitialization": ["false"],
            "NumberOfSamplesForExactGradient": ["4096"],
            "HowToCombineTransforms": ["Compose"],
            # Edge strengths are blind to invalid neighbours already: eroding would lose small valid parts.
            "ErodeMask": ["false"],
            # Any fixed number: the same input has to give the same transform.
            "RandomSeed": ["121212"],
            "WriteResultImage": ["false"],
            "WriteIterationInfo": ["false"],
            "ResampleInterpolator": ["FinalBSplineInterpolator"],
            "Resampler": ["DefaultResampler"],
            "DefaultPixelValue": ["0"],
        }
