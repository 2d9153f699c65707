"""The panel: align a layer in the canvas, look at it before it is accepted, help it by clicks.

``points`` and ``fit`` know no QGIS; ``session`` is what a pair is known by; the rest are widgets and canvas tools.
"""
