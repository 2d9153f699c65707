<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Coregix</name>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>Quelle und Referenz sind dasselbe Raster ({path}): zwei verschiedene wählen.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label}: {given} ist kein Rasterlayer und keine Rasterdatei.</translation>
    </message>
    <message>
        <source>Temporary files were kept in {folder}</source>
        <translation>Temporäre Dateien wurden in {folder} behalten</translation>
    </message>
    <message>
        <source>Share of the common area that the tie points speak for (%)</source>
        <translation>Anteil der gemeinsamen Fläche, für den die Passpunkte sprechen (%)</translation>
    </message>
    <message>
        <source>Align image pair</source>
        <translation>Bildpaar ausrichten</translation>
    </message>
    <message>
        <source>Shift east (CRS units)</source>
        <translation>Verschiebung nach Osten (KBS-Einheiten)</translation>
    </message>
    <message>
        <source>Shift north (CRS units)</source>
        <translation>Verschiebung nach Norden (KBS-Einheiten)</translation>
    </message>
    <message>
        <source>Rotation (degrees, counter-clockwise)</source>
        <translation>Drehung (Grad, gegen den Uhrzeigersinn)</translation>
    </message>
    <message>
        <source>RMSE before (pixels)</source>
        <translation>RMSE vorher (Pixel)</translation>
    </message>
    <message>
        <source>RMSE after (pixels)</source>
        <translation>RMSE nachher (Pixel)</translation>
    </message>
    <message>
        <source>Uncertainty, CE90 (pixels)</source>
        <translation>Unsicherheit, CE90 (Pixel)</translation>
    </message>
    <message>
        <source>{name}, aligned</source>
        <translation>{name}, ausgerichtet</translation>
    </message>
    <message>
        <source>Apply saved transform</source>
        <translation>Gespeicherte Transformation anwenden</translation>
    </message>
    <message>
        <source>Moved raster</source>
        <translation>Bewegtes Raster</translation>
    </message>
    <message>
        <source>Where a moved raster goes; not used for vectors.</source>
        <translation>Wohin ein bewegtes Raster kommt; für Vektoren nicht verwendet.</translation>
    </message>
    <message>
        <source>Moved vectors</source>
        <translation>Bewegte Vektoren</translation>
    </message>
    <message>
        <source>Where moved vectors go; not used for rasters.</source>
        <translation>Wohin bewegte Vektoren kommen; für Raster nicht verwendet.</translation>
    </message>
    <message>
        <source>'{label}' ({name}) is missing: say where the moved data go.</source>
        <translation>'{label}' ({name}) fehlt: geben Sie an, wohin die bewegten Daten kommen.</translation>
    </message>
    <message>
        <source>{label}: {given} is neither a raster nor a vector layer.</source>
        <translation>{label}: {given} ist weder ein Raster- noch ein Vektorlayer.</translation>
    </message>
    <message>
        <source>disagrees</source>
        <translation>widerspricht</translation>
    </message>
    <message>
        <source>nothing to measure</source>
        <translation>nichts zu messen</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>Was übrig ist</translation>
    </message>
    <message>
        <source>What was moved</source>
        <translation>Was verschoben wurde</translation>
    </message>
    <message>
        <source> (arrows {factor} x as long)</source>
        <translation> (Pfeile {factor}-fach verlängert)</translation>
    </message>
    <message>
        <source>agrees with its neighbours</source>
        <translation>stimmt mit seinen Nachbarn überein</translation>
    </message>
    <message>
        <source>below {limit} px</source>
        <translation>unter {limit} px</translation>
    </message>
    <message>
        <source>Assess alignment</source>
        <translation>Ausrichtung beurteilen</translation>
    </message>
    <message>
        <source>RMSE at the tie points (pixels)</source>
        <translation>RMSE an den Passpunkten (Pixel)</translation>
    </message>
    <message>
        <source>Displacement, as arrows</source>
        <translation>Verschiebung, als Pfeile</translation>
    </message>
    <message>
        <source>CE90 {value}</source>
        <translation>CE90 {value}</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>Der Rechenkern von Coregix ist veraltet: er wurde für eine andere Version der Erweiterung oder des Python von QGIS installiert. Starten Sie 'Coregix engine' aus der Werkzeugkiste, um ihn zu erneuern.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'.</source>
        <translation>Der Rechenkern von Coregix ist noch nicht installiert. Drücken Sie den Knopf zum Installieren in der Nachrichtenleiste, oder starten Sie 'Coregix engine' aus der Werkzeugkiste mit der Aktion 'install'.</translation>
    </message>
    <message>
        <source>The same in a terminal:</source>
        <translation>Dasselbe im Terminal:</translation>
    </message>
    <message>
        <source>Reading the rasters</source>
        <translation>Raster werden gelesen</translation>
    </message>
    <message>
        <source>Looking for the displacement</source>
        <translation>Verschiebung wird gesucht</translation>
    </message>
    <message>
        <source>Measuring how well they fit</source>
        <translation>Passgenauigkeit wird gemessen</translation>
    </message>
    <message>
        <source>Writing the moved pixels</source>
        <translation>Verschobene Pixel werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {error}.</source>
        <translation>Die Coregix-Engine startet nicht: {error}.</translation>
    </message>
    <message>
        <source>Coregix engine</source>
        <translation>Coregix-Engine</translation>
    </message>
    <message>
        <source>Check, install, update or remove the engine that runs the alignments.</source>
        <translation>Die Engine, die ausrichtet, prüfen, installieren, aktualisieren oder entfernen.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Auch die Engine entfernen</translation>
    </message>
    <message>
        <source>The plugin is uninstalled; its engine still takes {size} MB in {folder}.</source>
        <translation>Die Erweiterung ist deinstalliert; ihre Engine belegt noch {size} MB in {folder}.</translation>
    </message>
    <message>
        <source>the first band</source>
        <translation>das erste Band</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>There is no report, as its packages cannot be fetched: {reason}</source>
        <translation>Es gibt keinen Bericht, da seine Pakete nicht geladen werden können: {reason}</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>Dasselbe im Terminal</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>Vorgabe: {value}.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Etwa {download} MB an Paketen werden vom Python Package Index (PyPI) geladen und in {folder} entpackt, wo sie {size} MB belegen. Pakete von QGIS werden nicht angerührt.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated. {download} MB from PyPI, {size} MB in {folder}</source>
        <translation>Die Engine fehlt oder ist veraltet. {download} MB von PyPI, {size} MB in {folder}</translation>
    </message>
    <message>
        <source>a web map (WMS, WMTS or tiles)</source>
        <translation>eine Webkarte (WMS, WMTS oder Kacheln)</translation>
    </message>
    <message>
        <source>a web coverage (WCS)</source>
        <translation>ein Web-Coverage (WCS)</translation>
    </message>
    <message>
        <source>a web map (ArcGIS)</source>
        <translation>eine Webkarte (ArcGIS)</translation>
    </message>
    <message>
        <source>a virtual raster of QGIS</source>
        <translation>ein virtuelles Raster von QGIS</translation>
    </message>
    <message>
        <source>in a database</source>
        <translation>in einer Datenbank</translation>
    </message>
    <message>
        <source>of the kind '{kind}'</source>
        <translation>von der Art '{kind}'</translation>
    </message>
    <message>
        <source>The layer '{name}' is {what}, not a file that GDAL reads: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>Der Layer '{name}' ist {what}, keine Datei, die GDAL liest: exportieren Sie ihn in ein GeoTIFF (Export &gt; Speichern als) und verwenden Sie dieses.</translation>
    </message>
    <message>
        <source>The layer '{name}' is in the memory of QGIS only: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>Der Layer '{name}' ist nur im Speicher von QGIS: exportieren Sie ihn in ein GeoTIFF (Export &gt; Speichern als) und verwenden Sie dieses.</translation>
    </message>
    <message>
        <source>The layer '{name}' is opened with options or a stored login that the engine does not have: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>Der Layer '{name}' wird mit Optionen oder einer gespeicherten Anmeldung geöffnet, die der Rechenkern nicht hat: exportieren Sie ihn in ein GeoTIFF (Export &gt; Speichern als) und verwenden Sie dieses.</translation>
    </message>
    <message>
        <source>The layer '{name}' has a range of additional nodata values, and Coregix takes single values: set these pixels to one value first (Raster calculator), or clear the range in the layer's Transparency settings.</source>
        <translation>Der Layer '{name}' hat einen Bereich zusätzlicher Nodata-Werte, und Coregix nimmt einzelne Werte: setzen Sie diese Pixel zuerst auf einen Wert (Rasterrechner), oder entfernen Sie den Bereich in den Transparenzeinstellungen des Layers.</translation>
    </message>
    <message>
        <source>The layer '{name}' has several additional nodata values, and Coregix takes one for all bands: leave one in the layer's Transparency settings.</source>
        <translation>Der Layer '{name}' hat mehrere zusätzliche Nodata-Werte, und Coregix nimmt einen für alle Kanäle: lassen Sie einen in den Transparenzeinstellungen des Layers.</translation>
    </message>
    <message>
        <source>The layer '{name}' uses the file's nodata value for some bands only: switch it on or off for all of them in the layer's Transparency settings.</source>
        <translation>Der Layer '{name}' verwendet den Nodata-Wert der Datei nur für einige Kanäle: schalten Sie ihn in den Transparenzeinstellungen des Layers für alle ein oder aus.</translation>
    </message>
    <message>
        <source>The features of the layer '{name}' cannot be copied for the engine: {message}</source>
        <translation>Die Objekte des Layers '{name}' können nicht für den Rechenkern kopiert werden: {message}</translation>
    </message>
    <message>
        <source>The layer '{name}' is neither a raster nor a vector layer; it cannot be a mask.</source>
        <translation>Der Layer '{name}' ist weder ein Raster- noch ein Vektorlayer; er kann keine Maske sein.</translation>
    </message>
    <message>
        <source>{path} cannot be opened by GDAL.</source>
        <translation>{path} kann von GDAL nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Installing the Coregix engine</source>
        <translation>Coregix-Engine wird installiert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Installing the engine …</source>
        <translation>Engine wird installiert …</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>Die Coregix-Engine ist installiert.</translation>
    </message>
    <message>
        <source>Install the Coregix engine</source>
        <translation>Coregix-Engine installieren</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Resume the installation</source>
        <translation>Installation fortsetzen</translation>
    </message>
    <message>
        <source>5. Accept</source>
        <translation>5. Annehmen</translation>
    </message>
    <message>
        <source>Save transform, tie points and report beside it</source>
        <translation>Transformation, Passpunkte und Bericht daneben speichern</translation>
    </message>
    <message>
        <source>Write it although it is not reliable</source>
        <translation>Schreiben, obwohl es nicht verlässlich ist</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Move along</source>
        <translation>Mitverschieben</translation>
    </message>
    <message>
        <source>The moved raster (GeoTIFF)</source>
        <translation>Das verschobene Raster (GeoTIFF)</translation>
    </message>
    <message>
        <source>Only a georeference: VRT</source>
        <translation>Nur eine Georeferenz: VRT</translation>
    </message>
    <message>
        <source>Only a georeference: world file</source>
        <translation>Nur eine Georeferenz: World-Datei</translation>
    </message>
    <message>
        <source>Only control points</source>
        <translation>Nur Passpunkte</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Name a file to write.</source>
        <translation>Eine Datei zum Schreiben angeben.</translation>
    </message>
    <message>
        <source>This alignment is not reliable. Help it by points, or tick that it is to be written all the same.</source>
        <translation>Diese Ausrichtung ist nicht verlässlich. Helfen Sie ihr mit Punkten, oder haken Sie an, dass sie trotzdem geschrieben wird.</translation>
    </message>
    <message>
        <source>Measured anew, this is not reliable: {reason}. Nothing was written.</source>
        <translation>Neu gemessen ist dies nicht verlässlich: {reason}. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Moving {name}</source>
        <translation>{name} wird verschoben</translation>
    </message>
    <message>
        <source>Align a raster …</source>
        <translation>Ein Raster ausrichten …</translation>
    </message>
    <message>
        <source>Align this layer …</source>
        <translation>Diesen Layer ausrichten …</translation>
    </message>
    <message>
        <source>Point added; the images correlate by {score} there.</source>
        <translation>Punkt hinzugefügt; die Bilder korrelieren dort zu {score}.</translation>
    </message>
    <message>
        <source>Drag a point</source>
        <translation>Einen Punkt ziehen</translation>
    </message>
    <message>
        <source>1. Choose</source>
        <translation>1. Wählen</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Place it by hand</source>
        <translation>Von Hand legen</translation>
    </message>
    <message>
        <source>Drag the source over the map, and turn and scale it at its corners: roughly is enough.</source>
        <translation>Ziehen Sie die Quelle über die Karte, und drehen und skalieren Sie sie an ihren Ecken: ungefähr genügt.</translation>
    </message>
    <message>
        <source>Load sample data</source>
        <translation>Beispieldaten laden</translation>
    </message>
    <message>
        <source>Two Landsat bands to try it on, of which one is displaced: 1.4 MB from PyPI.</source>
        <translation>Zwei Landsat-Kanäle zum Ausprobieren, von denen einer verschoben ist: 1,4 MB von PyPI.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Select polygons in the current layer first.</source>
        <translation>Zuerst Polygone im aktuellen Layer wählen.</translation>
    </message>
    <message>
        <source>The whole source</source>
        <translation>Die ganze Quelle</translation>
    </message>
    <message>
        <source>What the canvas shows</source>
        <translation>Was die Karte zeigt</translation>
    </message>
    <message>
        <source>Selected polygons</source>
        <translation>Gewählte Polygone</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Source band</source>
        <translation>Band der Quelle</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Reference band</source>
        <translation>Band der Referenz</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformation</translation>
    </message>
    <message>
        <source>Largest shift</source>
        <translation>Größte Verschiebung</translation>
    </message>
    <message>
        <source>Choose a source and a reference.</source>
        <translation>Eine Quelle und eine Referenz wählen.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Loading the sample data</source>
        <translation>Die Beispieldaten werden geladen</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>Ausrichtung wird geschrieben</translation>
    </message>
    <message>
        <source>Nothing is written until you accept.</source>
        <translation>Nichts wird geschrieben, bevor Sie annehmen.</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>Engine wird gestartet</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Beispiel: Referenz</translation>
    </message>
    <message>
        <source>Sample source</source>
        <translation>Beispiel: Quelle</translation>
    </message>
    <message>
        <source>No point is ticked: tick some, or add one.</source>
        <translation>Kein Punkt ist angehakt: haken Sie welche an, oder fügen Sie einen hinzu.</translation>
    </message>
    <message>
        <source>The ticked points lie in one line: add one beside it.</source>
        <translation>Die angehakten Punkte liegen auf einer Linie: fügen Sie einen daneben hinzu.</translation>
    </message>
    <message>
        <source>4. Help where it needs you</source>
        <translation>4. Helfen, wo es nötig ist</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Neu lösen</translation>
    </message>
    <message>
        <source>. Accept measures this anew</source>
        <translation>. Annehmen misst dies neu</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Punkt hinzufügen</translation>
    </message>
    <message>
        <source>Drag points</source>
        <translation>Punkte ziehen</translation>
    </message>
    <message>
        <source>Leave out a polygon</source>
        <translation>Ein Polygon auslassen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>{used} of {count} points are ticked</source>
        <translation>{used} von {count} Punkten sind angehakt</translation>
    </message>
    <message>
        <source>; {model} through them leaves {rmse} px</source>
        <translation>; {model} durch sie lässt {rmse} px übrig</translation>
    </message>
    <message>
        <source>2. Measure</source>
        <translation>2. Messen</translation>
    </message>
    <message>
        <source>3. Look</source>
        <translation>3. Ansehen</translation>
    </message>
    <message>
        <source>Arrows: what is moved</source>
        <translation>Pfeile: was verschoben wird</translation>
    </message>
    <message>
        <source>Arrows: what is left</source>
        <translation>Pfeile: was übrig ist</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Blinken</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>Measuring the alignment</source>
        <translation>Ausrichtung wird gemessen</translation>
    </message>
    <message>
        <source>Looking for the point</source>
        <translation>Punkt wird gesucht</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Einen Punkt anhaken</translation>
    </message>
    <message>
        <source>Coregix: not yet accepted</source>
        <translation>Coregix: noch nicht angenommen</translation>
    </message>
    <message>
        <source>Tie points</source>
        <translation>Passpunkte</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Residual (px)</source>
        <translation>Rest (px)</translation>
    </message>
    <message>
        <source>Moved (px)</source>
        <translation>Verschoben (px)</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Python that has Coregix (empty: the engine in this profile)</source>
        <translation>Python, das Coregix hat (leer: die Engine in diesem Profil)</translation>
    </message>
    <message>
        <source>Package index to install the engine from (empty: PyPI)</source>
        <translation>Paketindex, von dem die Engine installiert wird (leer: PyPI)</translation>
    </message>
    <message>
        <source>Reference: drawn from the layer '{name}'</source>
        <translation>Referenz: gezeichnet aus dem Layer '{name}'</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>Der Lauf wurde abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>, {factor} x coarser than the source</source>
        <translation>, {factor}-mal gröber als die Quelle</translation>
    </message>
    <message>
        <source>Drawing {name}</source>
        <translation>{name} wird gezeichnet</translation>
    </message>
    <message>
        <source>The layer '{name}' shows nothing around the source: zoom there to see whether it is drawn at all.</source>
        <translation>Der Layer '{name}' zeigt nichts um die Quelle herum: zoomen Sie dorthin und sehen Sie, ob er überhaupt gezeichnet wird.</translation>
    </message>
    <message>
        <source>The layer '{name}' has no CRS, so that nothing can be drawn around it: set one in its properties.</source>
        <translation>Der Layer '{name}' hat kein KBS, so dass nichts um ihn gezeichnet werden kann: setzen Sie eines in seinen Eigenschaften.</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>ausgerichtet</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>{path} kann nicht geschrieben werden: {error}</translation>
    </message>
    <message>
        <source>Align image stack</source>
        <translation>Bildstapel ausrichten</translation>
    </message>
    <message>
        <source>Table of shifts</source>
        <translation>Tabelle der Verschiebungen</translation>
    </message>
    <message>
        <source>Where a row for each image goes, at the image's outline: how far it was moved, how sure that is, and its verdict. If it is opened after the run, the aligned images are too.</source>
        <translation>Wohin eine Zeile für jedes Bild kommt, am Umriss des Bildes: wie weit es verschoben wurde, wie sicher das ist, und sein Urteil. Wird sie nach dem Lauf geöffnet, werden es die ausgerichteten Bilder auch.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Ausgerichteter Stapel</translation>
    </message>
    <message>
        <source>Aligned images</source>
        <translation>Ausgerichtete Bilder</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>Number of images that failed</source>
        <translation>Anzahl der Bilder, die nicht gelangen</translation>
    </message>
    <message>
        <source>A stack needs two images at least.</source>
        <translation>Ein Stapel braucht mindestens zwei Bilder.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>Die Layer haben verschiedene zusätzliche Nodata-Werte, und ein Stapel nimmt einen für alle: entfernen Sie sie in den Transparenzeinstellungen der Layer, oder geben Sie unter Erweitert einen an.</translation>
    </message>
    <message>
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>Die Referenz hat einen zusätzlichen Nodata-Wert, den ihre Datei nicht hat: schreiben Sie ihn zuerst in die Datei (Raster &gt; Konvertierung &gt; Übersetzen), oder entfernen Sie ihn in den Transparenzeinstellungen des Layers.</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} von {count} Bildern sind ausgerichtet.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>Der Ordner von {path} existiert nicht; legen Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>Trim invalid edges</source>
        <translation>Ungültige Ränder beschneiden</translation>
    </message>
    <message>
        <source>The layer has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>Der Layer hat einen zusätzlichen Nodata-Wert, den seine Datei nicht hat: schreiben Sie ihn zuerst in die Datei (Raster &gt; Konvertierung &gt; Übersetzen), oder entfernen Sie ihn in den Transparenzeinstellungen des Layers.</translation>
    </message>
    <message>
        <source>The source lies in place already and was left there.</source>
        <translation>Die Quelle liegt schon richtig und wurde dort gelassen.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>down</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>up</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>east</source>
        <translation>Ost</translation>
    </message>
    <message>
        <source>west</source>
        <translation>West</translation>
    </message>
    <message>
        <source>north</source>
        <translation>Nord</translation>
    </message>
    <message>
        <source>south</source>
        <translation>Süd</translation>
    </message>
    <message>
        <source>Moved {east} {to_east}, {north} {to_north}</source>
        <translation>Verschoben um {east} {to_east}, {north} {to_north}</translation>
    </message>
    <message>
        <source>Left: {pixels} px ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Übrig: {pixels} px ({length}) RMSE an {count} Passpunkten, die für {share} % der gemeinsamen Fläche sprechen</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} px ({length}).</source>
        <translation>Unsicherheit (CE90): {pixels} px ({length}).</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>Ausgerichtet</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Not reliable</source>
        <translation>Nicht verlässlich</translation>
    </message>
    <message>
        <source>Found at {x}, {y}, turned {angle}° counter-clockwise, with pixels of {size}.</source>
        <translation>Gefunden bei {x}, {y}, um {angle}° gegen den Uhrzeigersinn gedreht, mit Pixeln von {size}.</translation>
    </message>
    <message>
        <source>, turned {angle}° counter-clockwise</source>
        <translation>, gedreht um {angle}° gegen den Uhrzeigersinn</translation>
    </message>
    <message>
        <source>, and locally by up to {length}</source>
        <translation>, und lokal um bis zu {length}</translation>
    </message>
    <message>
        <source>; before: {pixels} px</source>
        <translation>; vorher: {pixels} px</translation>
    </message>
    <message>
        <source>Align one raster to another.</source>
        <translation>Ein Raster an einem anderen ausrichten.</translation>
    </message>
    <message>
        <source>The source raster is moved onto the reference. The result is measured at tie points: the verdict says whether to trust it, and where there is nothing to align by, there is a message and no file. Arrows show what was moved.</source>
        <translation>Das Quellraster wird auf die Referenz bewegt. Das Ergebnis wird an Passpunkten gemessen: das Urteil sagt, ob man ihm trauen kann, und wo es nichts zum Ausrichten gibt, kommt eine Meldung und keine Datei. Pfeile zeigen, was bewegt wurde.</translation>
    </message>
    <message>
        <source>Source raster</source>
        <translation>Quellraster</translation>
    </message>
    <message>
        <source>The raster that is displaced: it is moved onto the reference. Any path that GDAL reads.</source>
        <translation>Das Raster, das verschoben liegt: es wird auf die Referenz bewegt. Jeder Pfad, den GDAL liest.</translation>
    </message>
    <message>
        <source>Band of the source used for the registration.</source>
        <translation>Kanal der Quelle, der für das Ausrichten verwendet wird.</translation>
    </message>
    <message>
        <source>Reference raster</source>
        <translation>Referenzraster</translation>
    </message>
    <message>
        <source>The raster that lies in the right place: the source is aligned to it. Any path that GDAL reads.</source>
        <translation>Das Raster, das am richtigen Ort liegt: die Quelle wird nach ihm ausgerichtet. Jeder Pfad, den GDAL liest.</translation>
    </message>
    <message>
        <source>Band of the reference used for the registration.</source>
        <translation>Kanal der Referenz, der für das Ausrichten verwendet wird.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity, affine and homography that the evidence supports; 'homography' is for photographs of flat ground that were taken at an angle, 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>Was die Verschiebung sein darf. 'auto' nimmt die einfachste aus translation, rigid, similarity, affine und homography, die von den Messungen getragen wird; 'homography' ist für schräg aufgenommene Fotos von ebenem Gelände, 'local' fügt ein glattes Verschiebungsfeld für Gelände und Objektivfehler hinzu.</translation>
    </message>
    <message>
        <source>Largest displacement that is looked for, in units of the reference's CRS; half the image where not given.</source>
        <translation>Größte Verschiebung, nach der gesucht wird, in Einheiten des KBS der Referenz; das halbe Bild, wenn nichts angegeben ist.</translation>
    </message>
    <message>
        <source>CRS units</source>
        <translation>KBS-Einheiten</translation>
    </message>
    <message>
        <source>Where the search begins. 'near' trusts the source's georeference up to half the image and 10 degrees; 'anywhere' trusts nothing: any place in the reference, any turn, pixels from 0.3 to 3 times the reference's. A source without a georeference is looked for anywhere by itself.</source>
        <translation>Wo die Suche beginnt. 'near' vertraut der Georeferenz der Quelle bis auf ein halbes Bild und 10 Grad; 'anywhere' vertraut nichts: jeder Ort in der Referenz, jede Drehung, Pixel vom 0,3- bis 3-fachen derer der Referenz. Eine Quelle ohne Georeferenz wird von selbst überall gesucht.</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in both rasters; the output keeps its pixels: vector layers, or raster layers of which 0 is out.</source>
        <translation>Gebiete, die der Vergleich in beiden Rastern auslässt; die Ausgabe behält ihre Pixel: Vektorlayer, oder Rasterlayer, in denen 0 draußen ist.</translation>
    </message>
    <message>
        <source>Look at only</source>
        <translation>Nur ansehen</translation>
    </message>
    <message>
        <source>Ground that alone is compared in both rasters: vector layers, or raster layers of which 0 is out.</source>
        <translation>Gebiete, die in beiden Rastern allein verglichen werden: Vektorlayer, oder Rasterlayer, in denen 0 draußen ist.</translation>
    </message>
    <message>
        <source>Aligned raster</source>
        <translation>Ausgerichtetes Raster</translation>
    </message>
    <message>
        <source>Where the aligned raster goes: all bands of the source, resampled once. Replaced only when it is whole.</source>
        <translation>Wohin das ausgerichtete Raster kommt: alle Kanäle der Quelle, einmal umgerechnet. Ersetzt wird erst, wenn es vollständig ist.</translation>
    </message>
    <message>
        <source>Write on the source grid</source>
        <translation>Im Gitter der Quelle schreiben</translation>
    </message>
    <message>
        <source>The output has the source's size, transform and CRS; off: the reference's.</source>
        <translation>Die Ausgabe hat Größe, Lage und KBS der Quelle; aus: die der Referenz.</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Resampling</translation>
    </message>
    <message>
        <source>How the output pixels are interpolated; nearest for classes and masks.</source>
        <translation>Wie die Pixel der Ausgabe interpoliert werden; nearest für Klassen und Masken.</translation>
    </message>
    <message>
        <source>Transform file</source>
        <translation>Transformationsdatei</translation>
    </message>
    <message>
        <source>Where the transform goes as JSON, to move other data by it later.</source>
        <translation>Wohin die Transformation als JSON kommt, um später andere Daten mit ihr zu bewegen.</translation>
    </message>
    <message>
        <source>Where the measured displacements go: one point for each place that was looked at.</source>
        <translation>Wohin die gemessenen Verschiebungen kommen: ein Punkt für jeden Ort, der betrachtet wurde.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Where the HTML report goes; a refused alignment has one too (one file).</source>
        <translation>Wohin der HTML-Bericht kommt; auch eine abgelehnte Ausrichtung hat einen (eine Datei).</translation>
    </message>
    <message>
        <source>Source nodata</source>
        <translation>Nodata der Quelle</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the source, besides the masks and tags of the file.</source>
        <translation>Wert, der in der Quelle 'keine Daten' bedeutet, neben den Masken und Angaben der Datei.</translation>
    </message>
    <message>
        <source>Reference nodata</source>
        <translation>Nodata der Referenz</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the reference, besides the masks and tags of the file.</source>
        <translation>Wert, der in der Referenz 'keine Daten' bedeutet, neben den Masken und Angaben der Datei.</translation>
    </message>
    <message>
        <source>Output nodata</source>
        <translation>Nodata der Ausgabe</translation>
    </message>
    <message>
        <source>Value written into invalid output pixels: by default the source's nodata; without one, NaN in floats, and in integers 0 under a mask. Refused when the output type cannot hold it.</source>
        <translation>Wert, der in ungültige Pixel der Ausgabe geschrieben wird: ohne Angabe der Nodata-Wert der Quelle; hat sie keinen, NaN in Gleitkommazahlen und 0 unter einer Maske in ganzen Zahlen. Wird abgelehnt, wenn der Datentyp ihn nicht fasst.</translation>
    </message>
    <message>
        <source>Smallest valid share</source>
        <translation>Kleinster gültiger Anteil</translation>
    </message>
    <message>
        <source>Smallest share of the common area that must hold valid pixels in both rasters.</source>
        <translation>Kleinster Anteil der gemeinsamen Fläche, der in beiden Rastern gültige Pixel haben muss.</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>How the images are compared. 'correlation' suits the same kind of image, 'orientation' inverted contrast, thermal and maps, 'mutual-information' radar against optical, 'structure' what shares outlines alone; 'auto' takes what holds on this pair.</source>
        <translation>Wie die Bilder verglichen werden. 'correlation' passt zu gleichartigen Bildern, 'orientation' zu umgekehrtem Kontrast, Wärmebildern und Karten, 'mutual-information' zu Radar gegen Optik, 'structure' zu dem, was allein Umrisse teilt; 'auto' nimmt, was bei diesem Paar hält.</translation>
    </message>
    <message>
        <source>Use edge proxies</source>
        <translation>Kantenbilder verwenden</translation>
    </message>
    <message>
        <source>Register edge images, which are blind to invalid neighbours, instead of the bands as they are.</source>
        <translation>Kantenbilder ausrichten, die für ungültige Nachbarn blind sind, statt der Kanäle selbst.</translation>
    </message>
    <message>
        <source>Clip reference to source</source>
        <translation>Referenz auf die Quelle zuschneiden</translation>
    </message>
    <message>
        <source>Look only at the part of the reference that the source can reach (its bounds and the largest shift).</source>
        <translation>Nur den Teil der Referenz betrachten, den die Quelle erreichen kann (ihre Grenzen und die größte Verschiebung).</translation>
    </message>
    <message>
        <source>Use the mutual valid area</source>
        <translation>Gemeinsame gültige Fläche verwenden</translation>
    </message>
    <message>
        <source>Solve over pixels that are valid in both rasters; off: each raster's own mask counts for itself.</source>
        <translation>Über Pixel lösen, die in beiden Rastern gültig sind; aus: die Maske jedes Rasters gilt für es selbst.</translation>
    </message>
    <message>
        <source>Solve resolutions</source>
        <translation>Auflösungen der Lösung</translation>
    </message>
    <message>
        <source>Pixel sizes of the levels of the solve, coarse to fine, such as 8,4,0.5; 0 means the reference's own. Chosen from both rasters where not given.</source>
        <translation>Pixelgrößen der Stufen der Lösung, von grob nach fein, wie 8,4,0.5; 0 steht für die der Referenz. Ohne Angabe aus beiden Rastern gewählt.</translation>
    </message>
    <message>
        <source>Known points</source>
        <translation>Bekannte Punkte</translation>
    </message>
    <message>
        <source>A point file of QGIS's Georeferencer (.points): the alignment starts from these points and is checked against them. They place a raster that has no georeference.</source>
        <translation>Eine Punktdatei des Georeferenzierers von QGIS (.points): die Ausrichtung beginnt bei diesen Punkten und wird an ihnen geprüft. Ein Raster ohne Georeferenz wird durch sie platziert.</translation>
    </message>
    <message>
        <source>Known points alone</source>
        <translation>Nur bekannte Punkte</translation>
    </message>
    <message>
        <source>The transform is fitted to the known points alone, and nothing is looked for; it is measured as any other.</source>
        <translation>Die Transformation wird allein an die bekannten Punkte angepasst, gesucht wird nichts; gemessen wird sie wie jede andere.</translation>
    </message>
    <message>
        <source>Near place</source>
        <translation>Nahe bei</translation>
    </message>
    <message>
        <source>A place x,y in the reference's CRS near which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Ein Ort x,y im KBS der Referenz, bei dem die Quelle liegt: dort wird sie gesucht, was auch immer ihre Georeferenz sagt.</translation>
    </message>
    <message>
        <source>Within rectangle</source>
        <translation>Innerhalb des Rechtecks</translation>
    </message>
    <message>
        <source>A rough rectangle in the reference's CRS (xmin,ymin,xmax,ymax) in which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Ein ungefähres Rechteck im KBS der Referenz (xmin,ymin,xmax,ymax), in dem die Quelle liegt: dort wird sie gesucht, was auch immer ihre Georeferenz sagt.</translation>
    </message>
    <message>
        <source>Source: leave out</source>
        <translation>Quelle: auslassen</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die der Vergleich nur in der Quelle auslässt, geschrieben als Datei mit Werten, Bits oder Klassen: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Quelle: nur ansehen</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die nur in der Quelle allein verglichen werden, geschrieben als Datei mit Werten, Bits oder Klassen: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Referenz: auslassen</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die der Vergleich nur in der Referenz auslässt, geschrieben als Datei mit Werten, Bits oder Klassen: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Referenz: nur ansehen</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die nur in der Referenz allein verglichen werden, geschrieben als Datei mit Werten, Bits oder Klassen: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>After the alignment, set invalid-looking pixels along the edge of the valid area to nodata.</source>
        <translation>Nach der Ausrichtung Pixel am Rand der gültigen Fläche, die ungültig aussehen, auf Nodata setzen.</translation>
    </message>
    <message>
        <source>Trim depth</source>
        <translation>Schnitttiefe</translation>
    </message>
    <message>
        <source>How far from the edge of the valid area pixels are looked at.</source>
        <translation>Wie weit vom Rand der gültigen Fläche Pixel betrachtet werden.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Trim detection band</source>
        <translation>Band zum Erkennen</translation>
    </message>
    <message>
        <source>Band in which invalid pixels are recognised.</source>
        <translation>Kanal, in dem ungültige Pixel erkannt werden.</translation>
    </message>
    <message>
        <source>Invalid below</source>
        <translation>Ungültig unter</translation>
    </message>
    <message>
        <source>Edge pixels below this value are invalid; those of value 0 where neither limit is given.</source>
        <translation>Randpixel unter diesem Wert sind ungültig; ohne beide Grenzen die mit dem Wert 0.</translation>
    </message>
    <message>
        <source>Invalid above</source>
        <translation>Ungültig über</translation>
    </message>
    <message>
        <source>Edge pixels above this value are invalid.</source>
        <translation>Randpixel über diesem Wert sind ungültig.</translation>
    </message>
    <message>
        <source>Write unreliable results</source>
        <translation>Unverlässliche Ergebnisse schreiben</translation>
    </message>
    <message>
        <source>Write the output even where no reliable alignment was found; the result is marked as such everywhere.</source>
        <translation>Die Ausgabe auch schreiben, wenn keine verlässliche Ausrichtung gefunden wurde; das Ergebnis ist überall als solches gekennzeichnet.</translation>
    </message>
    <message>
        <source>Resampling of bands</source>
        <translation>Resampling einzelner Bänder</translation>
    </message>
    <message>
        <source>Another resampling for some bands, such as 4=nearest (bands counted from 0); classes=nearest is for all bands of classes or bits, found by palette, attribute table or description, and what they get unless told otherwise. Several are separated by semicolons.</source>
        <translation>Ein anderes Resampling für einzelne Bänder, etwa 4=nearest (Bänder ab 0 gezählt); classes=nearest gilt für alle Bänder mit Klassen oder Bits, erkannt an Palette, Attributtabelle oder Beschreibung, und für diese auch ohne Angabe. Mehrere werden durch Strichpunkte getrennt.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Of the output's ending where 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), or a tiled GeoTIFF, a cloud-optimised one with overviews, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine or ENVI.</source>
        <translation>Bei 'auto' nach der Endung der Ausgabe (.tif, .png, .jpg, .jp2, .nc, .img, .dat), sonst ein gekacheltes GeoTIFF, ein cloud-optimiertes mit Übersichten, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine oder ENVI.</translation>
    </message>
    <message>
        <source>Creation options</source>
        <translation>Erzeugungsoptionen</translation>
    </message>
    <message>
        <source>A creation option of GDAL's driver, such as COMPRESS=ZSTD. Any number. Several are separated by semicolons.</source>
        <translation>Eine Erzeugungsoption des GDAL-Treibers, etwa COMPRESS=ZSTD. Beliebig viele, durch Strichpunkte getrennt.</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>Höhenmodell</translation>
    </message>
    <message>
        <source>A raster of heights: the report then shows residuals against height, which terrain and a wrong elevation model of the source leave.</source>
        <translation>Ein Raster von Höhen: Der Bericht zeigt dann die Restabweichungen über der Höhe, wie sie Gelände und ein falsches Höhenmodell der Quelle hinterlassen.</translation>
    </message>
    <message>
        <source>STAC sidecar</source>
        <translation>STAC-Beidatei</translation>
    </message>
    <message>
        <source>Where a STAC item that describes the result goes (JSON).</source>
        <translation>Wohin ein STAC-Item kommt, das das Ergebnis beschreibt (JSON).</translation>
    </message>
    <message>
        <source>Displacement field</source>
        <translation>Verschiebungsfeld</translation>
    </message>
    <message>
        <source>Where the displacement goes as a raster: bands of east, north and their CE90 in units of the output's CRS, on its grid or a coarser one.</source>
        <translation>Wohin die Verschiebung als Raster kommt: Kanäle für Ost, Nord und ihren CE90 in Einheiten des KBS der Ausgabe, auf deren Gitter oder einem gröberen.</translation>
    </message>
    <message>
        <source>Split factor</source>
        <translation>Teilungsfaktor</translation>
    </message>
    <message>
        <source>Solve and apply in 2^k chunks, for less memory at a time; the result stays the same to 0.01 px.</source>
        <translation>In 2^k Teilen lösen und anwenden, damit weniger Speicher auf einmal gebraucht wird; das Ergebnis bleibt auf 0,01 px dasselbe.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Processor threads to use; 0: all of them. The numbers are the same whatever it is.</source>
        <translation>Zahl der Prozessor-Threads; 0: alle. Die Zahlen sind dieselben, wie viele es auch sind.</translation>
    </message>
    <message>
        <source>Memory budget</source>
        <translation>Speicherbudget</translation>
    </message>
    <message>
        <source>Memory that the run plans with.</source>
        <translation>Speicher, mit dem der Lauf plant.</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Temporary folder</source>
        <translation>Temporärer Ordner</translation>
    </message>
    <message>
        <source>Folder in which temporary files are made; the system's where not given.</source>
        <translation>Ordner, in dem temporäre Dateien entstehen; der des Systems, wenn nichts angegeben ist.</translation>
    </message>
    <message>
        <source>Keep temporary files</source>
        <translation>Temporäre Dateien behalten</translation>
    </message>
    <message>
        <source>Leave the registration images, masks and the solver's parameters and log there, to look at in a GIS.</source>
        <translation>Die Bilder des Ausrichtens, die Masken und die Parameter und das Protokoll des Lösers dort lassen, um sie in einem GIS anzusehen.</translation>
    </message>
    <message>
        <source>Print the solver's log</source>
        <translation>Protokoll des Lösers ausgeben</translation>
    </message>
    <message>
        <source>Put the log of the registration backend among the messages.</source>
        <translation>Das Protokoll des Lösers unter die Meldungen setzen.</translation>
    </message>
    <message>
        <source>Align many images to each other: a time series, tiles, bands.</source>
        <translation>Viele Bilder aneinander ausrichten: eine Zeitreihe, Kacheln, Kanäle.</translation>
    </message>
    <message>
        <source>Images are measured against each other in pairs, and one solution is found for all of them: no reference is needed, and images that contradict the others are found. The aligned images come as a series that the temporal controller plays, with a table of how far each was moved and how sure that is.</source>
        <translation>Die Bilder werden paarweise gegeneinander gemessen, und für alle zusammen wird eine Lösung gefunden: eine Referenz ist nicht nötig, und Bilder, die den anderen widersprechen, werden gefunden. Die ausgerichteten Bilder kommen als Reihe, die die Zeitsteuerung abspielt, mit einer Tabelle, wie weit jedes bewegt wurde und wie sicher das ist.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The images of the stack. Their dates are those of the layers' temporal properties, or else are read from names and tags.</source>
        <translation>Die Bilder des Stapels. Ihre Daten sind die der zeitlichen Eigenschaften der Layer; sonst werden sie aus Namen und Angaben gelesen.</translation>
    </message>
    <message>
        <source>A raster that lies in the right place and is not moved; the images are aligned to each other where not given.</source>
        <translation>Ein Raster, das am richtigen Ort liegt und nicht bewegt wird; ohne Angabe werden die Bilder aneinander ausgerichtet.</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Datum (Bezug)</translation>
    </message>
    <message>
        <source>Which image stays in place where there is no reference: 'first', the name of an image, or 'mean', under which the images move as little as possible.</source>
        <translation>Welches Bild am Ort bleibt, wenn es keine Referenz gibt: 'first', der Name eines Bildes, oder 'mean', wobei sich die Bilder so wenig wie möglich bewegen.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity and affine that the evidence supports; 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>Was die Verschiebung sein darf. 'auto' nimmt die einfachste aus translation, rigid, similarity und affine, die von den Messungen getragen wird; 'local' fügt ein glattes Verschiebungsfeld für Gelände und Objektivfehler hinzu.</translation>
    </message>
    <message>
        <source>Grid of</source>
        <translation>Gitter von</translation>
    </message>
    <message>
        <source>A raster whose grid the output takes; the input's own grid where not given.</source>
        <translation>Ein Raster, dessen Gitter die Ausgabe nimmt; ohne Angabe das der Eingabe.</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Where the aligned images, the transforms and the tables go; links that are measured are kept there for later runs.</source>
        <translation>Wohin die ausgerichteten Bilder, die Transformationen und die Tabellen kommen; gemessene Verbindungen werden dort für spätere Läufe aufbewahrt.</translation>
    </message>
    <message>
        <source>Write on one grid</source>
        <translation>Auf ein Gitter schreiben</translation>
    </message>
    <message>
        <source>All images get one grid, that of the finest; off: each keeps its own.</source>
        <translation>Alle Bilder bekommen ein Gitter, das des feinsten; aus: jedes behält seines.</translation>
    </message>
    <message>
        <source>Measure only</source>
        <translation>Nur messen</translation>
    </message>
    <message>
        <source>Write the tables, the transforms and VRTs that place the images by them, but no pixels.</source>
        <translation>Die Tabellen, die Transformationen und VRTs schreiben, die die Bilder nach ihnen legen, aber keine Pixel.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Local worker processes; 0: as many as processors and memory allow.</source>
        <translation>Arbeitsprozesse auf diesem Rechner; 0: so viele, wie Prozessoren und Speicher erlauben.</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Band used for the registration in both rasters.</source>
        <translation>Kanal, der in beiden Rastern für das Ausrichten verwendet wird.</translation>
    </message>
    <message>
        <source>Input nodata</source>
        <translation>Nodata der Eingabe</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the input, besides the masks and tags of the file.</source>
        <translation>Wert, der in der Eingabe 'keine Daten' bedeutet, neben den Masken und Angaben der Datei.</translation>
    </message>
    <message>
        <source>Uncertainty of pairs</source>
        <translation>Unsicherheit von Paaren</translation>
    </message>
    <message>
        <source>Write pairs.csv: how well each two images lie on each other.</source>
        <translation>pairs.csv schreiben: wie gut je zwei Bilder aufeinander liegen.</translation>
    </message>
    <message>
        <source>STAC collection</source>
        <translation>STAC-Sammlung</translation>
    </message>
    <message>
        <source>Write collection.json and an item for each image.</source>
        <translation>collection.json und ein Item für jedes Bild schreiben.</translation>
    </message>
    <message>
        <source>Measure how well two rasters are aligned, by whatever tool.</source>
        <translation>Messen, wie gut zwei Raster ausgerichtet sind, womit auch immer.</translation>
    </message>
    <message>
        <source>Measures the displacement that is left between two rasters, whatever aligned them. Nothing is moved.</source>
        <translation>Misst die Verschiebung, die zwischen zwei Rastern übrig ist, womit auch immer sie ausgerichtet wurden. Nichts wird bewegt.</translation>
    </message>
    <message>
        <source>Move other rasters or vectors by a saved transform.</source>
        <translation>Weitere Raster oder Vektoren mit einer gespeicherten Transformation verschieben.</translation>
    </message>
    <message>
        <source>Moves further data of the same geolocation - masks, other products, other resolutions, vectors digitised on the old image - exactly as an alignment moved its raster. Save the transform file when aligning.</source>
        <translation>Bewegt weitere Daten derselben Lage - Masken, andere Produkte, andere Auflösungen, Vektoren, die auf dem alten Bild digitalisiert wurden - genau so, wie eine Ausrichtung ihr Raster bewegt hat. Speichern Sie beim Ausrichten die Transformationsdatei.</translation>
    </message>
    <message>
        <source>Raster or vector to move</source>
        <translation>Raster oder Vektoren zum Verschieben</translation>
    </message>
    <message>
        <source>What to move by the transform: any raster of the same geolocation, or vectors digitised on it (GPKG, GeoJSON, Shapefile).</source>
        <translation>Was nach der Transformation bewegt wird: ein Raster derselben Lage, oder Vektoren, die darauf digitalisiert wurden (GPKG, GeoJSON, Shapefile).</translation>
    </message>
    <message>
        <source>A transform that an alignment saved ('Transform file').</source>
        <translation>Eine Transformation, die eine Ausrichtung gespeichert hat ('Transformationsdatei').</translation>
    </message>
    <message>
        <source>Moved data</source>
        <translation>Verschobene Daten</translation>
    </message>
    <message>
        <source>Where the moved raster or vectors go.</source>
        <translation>Wohin das bewegte Raster oder die Vektoren kommen.</translation>
    </message>
    <message>
        <source>Set invalid-looking pixels along the valid area's edge to nodata.</source>
        <translation>Ungültig wirkende Pixel am Rand der gültigen Fläche auf nodata setzen.</translation>
    </message>
    <message>
        <source>Along the edge of the valid area, pixels that look invalid (darker or brighter than a limit) become nodata. Valid pixels further inside stay as they are.</source>
        <translation>Am Rand der gültigen Fläche werden Pixel, die ungültig aussehen (dunkler oder heller als eine Grenze), zu Nodata. Gültige Pixel weiter innen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>The raster to trim.</source>
        <translation>Das Raster, dessen Ränder abgeschnitten werden.</translation>
    </message>
    <message>
        <source>Trimmed raster</source>
        <translation>Beschnittenes Raster</translation>
    </message>
    <message>
        <source>Where the trimmed raster goes; the input is trimmed in place where not given.</source>
        <translation>Wohin das beschnittene Raster kommt; ohne Angabe wird die Eingabe selbst beschnitten.</translation>
    </message>
</context>
</TS>
