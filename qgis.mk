# Real QGIS hosts for tests/qgis: the distribution's own, and on Debian bookworm 3.40 unpacked in .cache/qgis-3.40.
# A host that cannot be had is said loudly each time, and its tests are skipped with the reason.
.PHONY: qgis-hosts

qgis-hosts: $(VENV)/.ready | .cache
	@tools/qgis-hosts own
	@tools/qgis-hosts backports .cache/qgis-3.40
	@tools/qgis-hosts wheels .cache/wheels $(BIN)/python
