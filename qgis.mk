# Real QGIS hosts for tests/qgis: the distribution's own, and on Debian bookworm 3.40 unpacked in .cache/qgis-3.40.
# A host that cannot be had is said loudly each time, and its tests are skipped with the reason.
.PHONY: qgis-hosts qgis-own qgis-backports qgis-wheels

qgis-hosts: qgis-own qgis-backports qgis-wheels

# Both this and the making of the environment may call apt-get, which has to be one after the other.
qgis-own: $(VENV)/.made
	@tools/qgis-hosts own

qgis-backports: qgis-own | .cache
	@tools/qgis-hosts backports .cache/qgis-3.40

qgis-wheels: qgis-own $(VENV)/.run | .cache
	@tools/qgis-hosts wheels .cache/wheels $(BIN)/python
