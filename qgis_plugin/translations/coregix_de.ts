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
        <source>The engine's packages exist for Macs with Apple processors only, not for Intel's.</source>
        <translation>Die Pakete der Engine gibt es nur für Macs mit Apple-Prozessoren, nicht für solche von Intel.</translation>
    </message>
    <message>
        <source>Install the engine anew: run 'Coregix engine' from the processing toolbox.</source>
        <translation>Die Engine neu installieren: 'Coregix engine' in der Werkzeugkiste ausführen.</translation>
    </message>
    <message>
        <source>name a Python of your own (3.11 or newer) that has Coregix, in Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix or in the environment variable {variable}; {page} tells how</source>
        <translation>ein eigenes Python (3.11 oder neuer) nennen, das Coregix hat, unter Einstellungen &gt; Optionen &gt; Verarbeitung &gt; Anbieter &gt; Coregix oder in der Umgebungsvariablen {variable}; wie, steht auf {page}</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>Der Rechenkern von Coregix ist veraltet: er wurde für eine andere Version der Erweiterung oder des Python von QGIS installiert. Starten Sie 'Coregix engine' aus der Werkzeugkiste, um ihn zu erneuern.</translation>
    </message>
    <message>
        <source>{reason} The way round: {way}.</source>
        <translation>{reason} Der Ausweg: {way}.</translation>
    </message>
    <message>
        <source>The engine's packages need a Linux with glibc 2.28 or newer.</source>
        <translation>Die Pakete der Engine brauchen ein Linux mit glibc 2.28 oder neuer.</translation>
    </message>
    <message>
        <source>Install Coregix {wanted} there, as {page} tells, or name another Python: see Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix and {variable}.</source>
        <translation>Dort Coregix {wanted} installieren, wie {page} es beschreibt, oder ein anderes Python nennen: siehe Einstellungen &gt; Optionen &gt; Verarbeitung &gt; Anbieter &gt; Coregix und {variable}.</translation>
    </message>
    <message>
        <source>the setting of Coregix</source>
        <translation>die Einstellung von Coregix</translation>
    </message>
    <message>
        <source>QGIS's own Python was not found in {prefix}; {way}.</source>
        <translation>Das eigene Python von QGIS wurde in {prefix} nicht gefunden; {way}.</translation>
    </message>
    <message>
        <source>This QGIS runs Python {python}, and the engine's packages exist for 3.11 and newer only.</source>
        <translation>Dieses QGIS läuft mit Python {python}, und die Pakete der Engine gibt es erst ab 3.11.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {machine} processors on this system, only for x86-64.</source>
        <translation>Die Pakete der Engine gibt es auf diesem System nicht für {machine}-Prozessoren, nur für x86-64.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {system}.</source>
        <translation>Die Pakete der Engine gibt es nicht für {system}.</translation>
    </message>
    <message>
        <source>The engine's packages need macOS 15, and this is {version}.</source>
        <translation>Die Pakete der Engine brauchen macOS 15, und dies ist {version}.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'. Or {way}.</source>
        <translation>Die Coregix-Engine ist noch nicht installiert. 'Coregix-Engine installieren' in der Meldungsleiste drücken, oder 'Coregix engine' aus der Werkzeugkiste mit der Aktion 'install' ausführen. Oder {way}.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>{interpreter} is Python {old}; Coregix needs 3.11 or newer: {way}.</source>
        <translation>{interpreter} ist Python {old}; Coregix braucht 3.11 oder neuer: {way}.</translation>
    </message>
    <message>
        <source>{interpreter} has no Coregix. {cure}</source>
        <translation>{interpreter} hat kein Coregix. {cure}</translation>
    </message>
    <message>
        <source>The Coregix of {interpreter} is {version}, and this plugin ({plugin}) needs {wanted}. {cure}</source>
        <translation>Das Coregix von {interpreter} ist {version}, und diese Erweiterung ({plugin}) braucht {wanted}. {cure}</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {names} cannot be found. {cure}</source>
        <translation>Die Coregix-Engine ist beschädigt: {names} ist nicht zu finden. {cure}</translation>
    </message>
    <message>
        <source>There is no Python at {named}, which {origin} names; correct or clear it.</source>
        <translation>Unter {named}, was {origin} nennt, gibt es kein Python; bitte berichtigen oder leeren.</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {interpreter} says '{said}'. {cure}</source>
        <translation>Die Coregix-Engine startet nicht: {interpreter} sagt '{said}'. {cure}</translation>
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
        <source>Aligning the images to each other</source>
        <translation>Bilder werden aufeinander ausgerichtet</translation>
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
        <source>The engine is up to date.</source>
        <translation>Die Engine ist auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>Coregix {version} works, in {interpreter}.</source>
        <translation>Coregix {version} funktioniert, in {interpreter}.</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {problems}. Install it anew, or correct the Python that {variable} or the setting names.</source>
        <translation>Die Coregix-Engine ist beschädigt: {problems}. Neu installieren, oder das Python berichtigen, das {variable} oder die Einstellung nennt.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Auch die Engine entfernen</translation>
    </message>
    <message>
        <source>Uninstalled; its engine still takes {size} MB.</source>
        <translation>Deinstalliert; die Engine belegt noch {size} MB.</translation>
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
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>Quelle und Referenz sind dasselbe Raster ({path}): zwei verschiedene wählen.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label}: {given} ist kein Rasterlayer und keine Rasterdatei.</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>Die Coregix-Engine ist installiert.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Etwa {download} MB an Paketen werden vom Python Package Index (PyPI) geladen und in {folder} entpackt, wo sie {size} MB belegen. Pakete von QGIS werden nicht angerührt.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated ({download} MB).</source>
        <translation>Die Engine fehlt oder ist veraltet ({download} MB).</translation>
    </message>
    <message>
        <source>The engine needs {needed} MB in {home}, and {free:.0f} MB are free; make room there.</source>
        <translation>Die Engine braucht {needed} MB in {home}, und {free:.0f} MB sind frei; dort Platz schaffen.</translation>
    </message>
    <message>
        <source>Unpacking {path}</source>
        <translation>{path} wird entpackt</translation>
    </message>
    <message>
        <source>A wheel holds a file with the name {name!r}, which leads out of it.</source>
        <translation>Ein Wheel enthält eine Datei mit dem Namen {name!r}, der aus ihm hinausführt.</translation>
    </message>
    <message>
        <source>The engine could not be installed: {error}. What was downloaded is kept; try again.</source>
        <translation>Die Engine konnte nicht installiert werden: {error}. Was heruntergeladen ist, bleibt; bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{folder} cannot be removed: {error}. Close other windows of QGIS first.</source>
        <translation>{folder} kann nicht entfernt werden: {error}. Zuerst andere Fenster von QGIS schließen.</translation>
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
        <source>More</source>
        <translation>Mehr</translation>
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
        <source>The engine could not be installed ({name}: {error}).</source>
        <translation>Die Engine konnte nicht installiert werden ({name}: {error}).</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>Ausrichtung wird geschrieben</translation>
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
        <source>Sample source</source>
        <translation>Beispiel: Quelle</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Beispiel: Referenz</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Einen Punkt anhaken</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Punkt hinzufügen</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Neu lösen</translation>
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
        <source>. Accept measures this anew</source>
        <translation>. Annehmen misst dies neu</translation>
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
        <source>; {model} through them leaves {pixels}</source>
        <translation>; {model} durch sie lässt {pixels} übrig</translation>
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
        <source>{path} cannot be read.</source>
        <translation>{path} kann nicht gelesen werden.</translation>
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
        <source>The engine ended without a result.</source>
        <translation>Die Engine endete ohne Ergebnis.</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>Der Lauf wurde abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source> Its last words: {line}</source>
        <translation> Ihre letzten Worte: {line}</translation>
    </message>
    <message>
        <source>The engine failed with exit code {code}.</source>
        <translation>Die Engine scheiterte mit dem Code {code}.</translation>
    </message>
    <message>
        <source>The engine was ended by signal {signal}; memory may have run out.</source>
        <translation>Die Engine wurde durch das Signal {signal} beendet; vielleicht reichte der Speicher nicht.</translation>
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
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>Die Referenz hat einen zusätzlichen Nodata-Wert, den ihre Datei nicht hat: schreiben Sie ihn zuerst in die Datei (Raster &gt; Konvertierung &gt; Übersetzen), oder entfernen Sie ihn in den Transparenzeinstellungen des Layers.</translation>
    </message>
    <message>
        <source>The run was cancelled. Links that are measured and images that are written stay in {folder}; a run into that folder goes on from there.</source>
        <translation>Der Lauf wurde abgebrochen. Gemessene Verbindungen und geschriebene Bilder bleiben in {folder}; ein Lauf in diesen Ordner geht von dort weiter.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Ausgerichteter Stapel</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} von {count} Bildern sind ausgerichtet.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>Die Layer haben verschiedene zusätzliche Nodata-Werte, und ein Stapel nimmt einen für alle: entfernen Sie sie in den Transparenzeinstellungen der Layer, oder geben Sie unter Erweitert einen an.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>Der Ordner von {path} existiert nicht; legen Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>{path} kann nicht geschrieben werden: {error}</translation>
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
        <source>Left: {pixels} ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Übrig: {pixels} ({length}) RMSE an {count} Passpunkten, die für {share} % der gemeinsamen Fläche sprechen</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} ({length}).</source>
        <translation>Unsicherheit (CE90): {pixels} ({length}).</translation>
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
        <source>; before: {pixels}</source>
        <translation>; vorher: {pixels}</translation>
    </message>
    <message>
        <source>The installation was cancelled; what was downloaded is kept, and the next one goes on from there.</source>
        <translation>Die Installation wurde abgebrochen; was heruntergeladen ist, bleibt, und die nächste geht von dort weiter.</translation>
    </message>
    <message>
        <source>{address} has no wheel of {name} {version} for this system that is in the lock file.</source>
        <translation>{address} hat kein Wheel von {name} {version} für dieses System, das in der Lock-Datei steht.</translation>
    </message>
    <message>
        <source>{folder} lacks wheels of {lacking} for this system. Fill it on a computer with network and the same system and Python: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</source>
        <translation>In {folder} fehlen Wheels von {lacking} für dieses System. Den Ordner auf einem Rechner mit Netz und demselben System und Python füllen: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</translation>
    </message>
    <message>
        <source>Looking for {name} {version}</source>
        <translation>{name} {version} wird gesucht</translation>
    </message>
    <message>
        <source>{file} is not what the lock file says (other sha256); it was thrown away. Try again; if this goes on, something between here and the package index changes downloads.</source>
        <translation>{file} ist nicht, was die Lock-Datei sagt (andere sha256), und wurde verworfen. Noch einmal versuchen; wenn es so bleibt, verändert etwas zwischen hier und dem Paketindex die Downloads.</translation>
    </message>
    <message>
        <source>{file}: {done:.0f} of {total:.0f} MB</source>
        <translation>{file}: {done:.0f} von {total:.0f} MB</translation>
    </message>
    <message>
        <source>{address} is no package index that speaks JSON (PEP 691).</source>
        <translation>{address} ist kein Paketindex, der JSON spricht (PEP 691).</translation>
    </message>
    <message>
        <source>{address} sent {count} bytes where {asked} were asked for.</source>
        <translation>{address} sandte {count} Bytes, wo {asked} verlangt waren.</translation>
    </message>
    <message>
        <source>{address} cannot be downloaded: {error}. What came so far is kept. Check the network, and the proxy in Settings &gt; Options &gt; Network; or install from a folder of wheels.</source>
        <translation>{address} kann nicht heruntergeladen werden: {error}. Was bisher kam, bleibt. Das Netz prüfen und den Proxy unter Einstellungen &gt; Optionen &gt; Netzwerk; oder aus einem Ordner mit Wheels installieren.</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quell</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {written} was written; see the documentation's 'When it says no', or {accept_unreliable}.</source>
        <translation>Keine verlässliche Ausrichtung gefunden: {reason}. {written} wurde geschrieben; siehe in der Dokumentation 'When it says no', oder {accept_unreliable}.</translation>
    </message>
    <message>
        <source>{path} lies outside the area in which the transform was measured.</source>
        <translation>{path} liegt außerhalb der Fläche, in der die Transformation gemessen wurde.</translation>
    </message>
    <message>
        <source>The output {output} was written and is whole.</source>
        <translation>Die Ausgabe {output} wurde vollständig geschrieben.</translation>
    </message>
    <message>
        <source>{variable} is {given!r}; set it to a number of seconds above 0, or not at all.</source>
        <translation>{variable} ist {given!r}; eine Zahl von Sekunden über 0 setzen, oder gar nichts.</translation>
    </message>
    <message>
        <source>{dem} is for the report; name one ({report}).</source>
        <translation>{dem} ist für den Bericht; einen nennen ({report}).</translation>
    </message>
    <message>
        <source>{first} and {second} are one file; give each output its own.</source>
        <translation>{first} und {second} sind eine Datei; jeder Ausgabe ihre eigene geben.</translation>
    </message>
    <message>
        <source>{path} exists already and is not to be replaced; give another name.</source>
        <translation>{path} gibt es schon und soll nicht ersetzt werden; einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>the images lie {apart:.2f} px apart as they are placed; align them by what they show</source>
        <translation>die Bilder liegen, wie sie verortet sind, {apart:.2f} px auseinander; nach dem ausrichten, was sie zeigen</translation>
    </message>
    <message>
        <source>by the evidence of {windows} small windows taken together, which {agree} of {parts} parts of the area show by themselves</source>
        <translation>nach dem gemeinsamen Befund von {windows} kleinen Fenstern, den {agree} von {parts} Teilen der Fläche für sich zeigen</translation>
    </message>
    <message>
        <source>{reason}; relief too fine for the field may add {relief:.1f} px</source>
        <translation>{reason}; Relief, das für das Feld zu fein ist, kann {relief:.1f} px hinzufügen</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, residual {residual}</source>
        <translation>{agree} von {measured} Passpunkten stimmen überein, Restfehler {residual}</translation>
    </message>
    <message>
        <source>the images keep differing locally, are alike in outline alone, or share no texture over parts of the area</source>
        <translation>die Bilder unterscheiden sich weiterhin örtlich, gleichen sich nur im Umriss, oder haben über Teilen der Fläche keine Textur gemeinsam</translation>
    </message>
    <message>
        <source>by the evidence of {windows} windows taken together, of which {agree} agree by themselves, and which mutual information confirms</source>
        <translation>nach dem gemeinsamen Befund von {windows} Fenstern, von denen {agree} für sich übereinstimmen, den die Transinformation bestätigt</translation>
    </message>
    <message>
        <source>{reason}, and which mutual information confirms</source>
        <translation>{reason}, und die Transinformation bestätigt ihn</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, {apart} of them apart from the rest, residual {residual}</source>
        <translation>{agree} von {measured} Passpunkten stimmen überein, {apart} davon abseits der übrigen, Restfehler {residual}</translation>
    </message>
    <message>
        <source>{seen}, but all of them in one part of the area</source>
        <translation>{seen}, aber alle in einem Teil der Fläche</translation>
    </message>
    <message>
        <source>{seen}, but a second measurement by other means does not confirm them</source>
        <translation>{seen}, aber eine zweite, andere Messung bestätigt sie nicht</translation>
    </message>
    <message>
        <source>{seen}, but {left}</source>
        <translation>{seen}, aber {left}</translation>
    </message>
    <message>
        <source>by a part of their detail the images lie about {hidden:.2g} px aside: what the sensor adds may hide the ground</source>
        <translation>einem Teil ihrer Einzelheiten nach liegen die Bilder etwa {hidden:.2g} px daneben: was der Sensor hinzufügt, verdeckt vielleicht den Boden</translation>
    </message>
    <message>
        <source>at a coarser scale the images lie {hidden:.2g} px aside: stripes, or what the sensor adds, may hide the ground</source>
        <translation>bei gröberem Maßstab liegen die Bilder {hidden:.2g} px daneben: Streifen, oder was der Sensor hinzufügt, verdecken vielleicht den Boden</translation>
    </message>
    <message>
        <source>the ground bends by {now:.2f} px: use a local transform, which would leave about {local:.2f} px</source>
        <translation>der Boden verbiegt sich um {now:.2f} px: eine lokale Transformation nehmen, die etwa {local:.2f} px übrig ließe</translation>
    </message>
    <message>
        <source>a part of the ground bends: use a local transform</source>
        <translation>ein Teil des Bodens verbiegt sich: eine lokale Transformation nehmen</translation>
    </message>
    <message>
        <source>too small in common: there is room for {places} places to look at, too few to tell agreement from chance</source>
        <translation>zu wenig gemeinsam: es ist Platz für {places} Stellen, zu wenige, um Übereinstimmung von Zufall zu unterscheiden</translation>
    </message>
    <message>
        <source>no common texture: of {places} places looked at, {measured} show anything that can be found in both images</source>
        <translation>keine gemeinsame Textur: von {places} angesehenen Stellen zeigen {measured} etwas, das sich in beiden Bildern finden lässt</translation>
    </message>
    <message>
        <source>the images do not agree: of {measured} places, {agree} can be seen to lie as their neighbours do, which unrelated images show as well</source>
        <translation>die Bilder stimmen nicht überein: an {agree} von {measured} Stellen ist die Lage wie bei den Nachbarn, und das zeigen auch Bilder, die nichts gemeinsam haben</translation>
    </message>
    <message>
        <source>the residual after the alignment ({after:.2f} px) is no better than before ({before:.2f} px)</source>
        <translation>der Restfehler nach der Ausrichtung ({after:.2f} px) ist nicht besser als vorher ({before:.2f} px)</translation>
    </message>
    <message>
        <source>by structure alone, {reason}</source>
        <translation>allein nach der Struktur, {reason}</translation>
    </message>
    <message>
        <source>{seen}, but these are few</source>
        <translation>{seen}, aber das sind wenige</translation>
    </message>
    <message>
        <source>only {seen}</source>
        <translation>nur {seen}</translation>
    </message>
    <message>
        <source>a part of the ground bends more than the local transform follows</source>
        <translation>ein Teil des Bodens verbiegt sich stärker, als die lokale Transformation folgt</translation>
    </message>
    <message>
        <source>the images do not agree: of {places} places, {right} can be seen to lie where the alignment says, which unrelated images show as well</source>
        <translation>die Bilder stimmen nicht überein: an {right} von {places} Stellen ist die Lage so, wie die Ausrichtung es sagt, und das zeigen auch Bilder, die nichts gemeinsam haben</translation>
    </message>
    <message>
        <source>{seen}, but {length:.0f} px away the images agree as well: their structure repeats, and only a smaller {max_shift} or known points say which is right</source>
        <translation>{seen}, aber {length:.0f} px daneben stimmen die Bilder ebenso gut überein: Ihre Struktur wiederholt sich, und nur ein kleineres {max_shift} oder bekannte Punkte sagen, was richtig ist</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground moved by {length_px:.1f} px towards {towards_deg:.0f} degrees against the rest, of which alone residual and uncertainty are</source>
        <translation>{share:.0%} des Bodens haben sich um {length_px:.1f} px in Richtung {towards_deg:.0f} Grad gegen den Rest bewegt, von dem allein Restfehler und Unsicherheit sind</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground lies {length_px:.1f} px from the rest, and which of the two moved is not known: the uncertainty covers both</source>
        <translation>{share:.0%} des Bodens liegen {length_px:.1f} px vom Rest entfernt, und welcher von beiden sich bewegt hat, ist nicht bekannt: Die Unsicherheit umfasst beide</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground bends away from the rest by up to {length_px:.1f} px, which the uncertainty counts</source>
        <translation>{share:.0%} des Bodens biegen sich um bis zu {length_px:.1f} px vom Rest weg, was die Unsicherheit mitzählt</translation>
    </message>
    <message>
        <source>A grid is made of a rasterio CRS or None, an Affine, and a whole width and height; see GridArray for a CRS by its name.</source>
        <translation>Ein Gitter besteht aus einem KBS von rasterio oder None, einem Affine, und ganzen Zahlen für Breite und Höhe; für ein KBS beim Namen siehe GridArray.</translation>
    </message>
    <message>
        <source>A raster in {own} has no place in {crs}; check the CRS of both rasters.</source>
        <translation>Ein Raster in {own} hat keinen Ort in {crs}; die KBS beider Raster prüfen.</translation>
    </message>
    <message>
        <source>A grid needs at least one pixel, this one is {width} x {height}.</source>
        <translation>Ein Gitter braucht mindestens ein Pixel, dieses ist {width} x {height}.</translation>
    </message>
    <message>
        <source>The geotransform {transform} cannot be inverted; georeference the raster anew.</source>
        <translation>Die Geotransformation {transform} ist nicht umkehrbar; das Raster neu georeferenzieren.</translation>
    </message>
    <message>
        <source>One raster has a CRS and the other has none; give both or neither a CRS.</source>
        <translation>Ein Raster hat ein KBS und das andere keines; beiden oder keinem ein KBS geben.</translation>
    </message>
    <message>
        <source>There is no way from {source} to {target}: {error}.</source>
        <translation>Von {source} führt kein Weg nach {target}: {error}.</translation>
    </message>
    <message>
        <source>its pixels {rules} are meant</source>
        <translation>gemeint sind seine Pixel {rules}</translation>
    </message>
    <message>
        <source>its pixels that are true are meant</source>
        <translation>gemeint sind seine Pixel, die wahr sind</translation>
    </message>
    <message>
        <source>The mask {mask} has no CRS, and is given for both rasters; say by {moving} or {fixed} whose it is, or give it its CRS.</source>
        <translation>Die Maske {mask} hat kein KBS und gilt für beide Raster; durch {moving} oder {fixed} sagen, wessen sie ist, oder ihr ihr KBS geben.</translation>
    </message>
    <message>
        <source>rows are negative, as QGIS shows them</source>
        <translation>Zeilen sind negativ, wie QGIS sie zeigt</translation>
    </message>
    <message>
        <source>0 is out</source>
        <translation>0 ist ausgenommen</translation>
    </message>
    <message>
        <source>The mask {mask} has no georeference and {width} x {height} pixels, the raster that it is for {columns} x {rows}; give one of as many pixels, or with a georeference.</source>
        <translation>Die Maske {mask} hat keine Georeferenz und {width} x {height} Pixel, das Raster, für das sie ist, {columns} x {rows}; eine mit ebenso vielen Pixeln oder mit einer Georeferenz angeben.</translation>
    </message>
    <message>
        <source>The mask {text} asks for values, bits or classes, which the vector file {path} does not have; name a layer instead, as in file.gpkg|layername=clouds.</source>
        <translation>Die Maske {text} fragt nach Werten, Bits oder Klassen, die die Vektordatei {path} nicht hat; stattdessen einen Layer nennen, wie in file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask is an array of {dtype} with the shape {shape}; give one of booleans with the rows and columns of its raster, {rows_columns}, that is true in the area.</source>
        <translation>Die Maske ist ein Array aus {dtype} der Form {shape}; eines aus Wahrheitswerten mit den Zeilen und Spalten ihres Rasters geben, {rows_columns}, das in der Fläche wahr ist.</translation>
    </message>
    <message>
        <source>Of the mask {name} and the rasters, one has a CRS and the other has none; give the mask the CRS of the raster that it is for.</source>
        <translation>Von der Maske {name} und den Rastern hat eines ein KBS und das andere keines; der Maske das KBS des Rasters geben, für das sie ist.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: {reason}. What was there before is left as it was.</source>
        <translation>Die Ausgabe {path} konnte nicht geschrieben werden: {reason}. Was vorher da war, blieb, wie es war.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>die Festplatte ist voll</translation>
    </message>
    <message>
        <source>The temporary folder {parent} does not exist; make it, or choose another {temp_dir}.</source>
        <translation>Den temporären Ordner {parent} gibt es nicht; ihn anlegen, oder einen anderen wählen: {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: the folder {parent} is gone or out of reach.</source>
        <translation>Die Ausgabe {path} konnte nicht geschrieben werden: der Ordner {parent} ist fort oder unerreichbar.</translation>
    </message>
    <message>
        <source>The name of the output {path!r} is not UTF-8; choose another name.</source>
        <translation>Der Name der Ausgabe {path!r} ist nicht in UTF-8; bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: {parent} is not a folder.</source>
        <translation>Die Ausgabe {path} kann nicht geschrieben werden: {parent} ist kein Ordner.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: there is a folder or device of that name.</source>
        <translation>Die Ausgabe {path} kann nicht geschrieben werden: so heißt schon ein Ordner oder Gerät.</translation>
    </message>
    <message>
        <source>The output's name is longer than the file system allows ({longest} bytes): {target}.</source>
        <translation>Der Name der Ausgabe ist länger, als das Dateisystem erlaubt ({longest} Bytes): {target}.</translation>
    </message>
    <message>
        <source>The output {path} is not a local file; write one and copy it there.</source>
        <translation>Die Ausgabe {path} ist keine lokale Datei; eine solche schreiben und dorthin kopieren.</translation>
    </message>
    <message>
        <source>No temporary folder can be made in {parent} ({strerror}). Choose another with {temp_dir}.</source>
        <translation>In {parent} lässt sich kein temporärer Ordner anlegen ({strerror}). Einen anderen wählen: {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path!r} cannot be written: {reason}.</source>
        <translation>Die Ausgabe {path!r} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>The folder {parent} cannot be written to ({strerror}); choose another one for the output.</source>
        <translation>In den Ordner {parent} kann nicht geschrieben werden ({strerror}); für die Ausgabe einen anderen wählen.</translation>
    </message>
    <message>
        <source>The {count} bands of {path} are dates, each of which has a displacement of its own; align them to each other as a stack, or take one of them out (gdal_translate -b). If they lie on each other, save the transform of one and apply it to the file.</source>
        <translation>Die {count} Kanäle von {path} sind Zeitpunkte, deren jeder seine eigene Verschiebung hat; sie als Stapel zueinander ausrichten, oder einen davon herausnehmen (gdal_translate -b). Wenn sie aufeinander liegen, die Transformation des einen speichern und auf die Datei anwenden.</translation>
    </message>
    <message>
        <source>The elevation model {path} has no CRS, and the reference has one; use a model that lies where the reference does.</source>
        <translation>Das Höhenmodell {path} hat kein KBS, und die Referenz hat eines; ein Modell nehmen, das dort liegt, wo die Referenz liegt.</translation>
    </message>
    <message>
        <source>The elevation model {path} has a CRS, and the reference has none; use a model that lies where the reference does.</source>
        <translation>Das Höhenmodell {path} hat ein KBS, und die Referenz hat keines; ein Modell nehmen, das dort liegt, wo die Referenz liegt.</translation>
    </message>
    <message>
        <source>{path} has the ending of {meaning}, and what is written is {what}; give it a name that ends in {endings}.</source>
        <translation>{path} hat die Endung von {meaning}, und geschrieben wird {what}; einen Namen geben, der auf {endings} endet.</translation>
    </message>
    <message>
        <source>Part of the raster has no true place under this transform: it lies beyond the horizon of the homography, or of a CRS. Take the raster that it was solved on.</source>
        <translation>Ein Teil des Rasters hat unter dieser Transformation keinen wahren Ort: er liegt hinter dem Horizont der Homographie oder eines KBS. Das Raster nehmen, an dem sie bestimmt wurde.</translation>
    </message>
    <message>
        <source>The field is finer than {side} x {side} control points: between them splines are off by {rmse:.2f} px (root mean square), and {largest:.2f} px at most. coregix apply has no such limit.</source>
        <translation>Das Feld ist feiner als {side} x {side} Passpunkte: dazwischen weichen Splines um {rmse:.2f} px ab (quadratisches Mittel), und höchstens um {largest:.2f} px. Das Anwenden einer Transformation hat diese Grenze nicht.</translation>
    </message>
    <message>
        <source>No world file can hold this transform within {limit} pixels on {path}; export to vrt or gcps.</source>
        <translation>Keine World-Datei hält diese Transformation auf {limit} Pixel genau für {path}; als VRT oder Passpunkte exportieren.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} has no form in ITK; export to vrt or gcps.</source>
        <translation>Eine Transformation der Art {kind} hat keine Form in ITK; als VRT oder Passpunkte exportieren.</translation>
    </message>
    <message>
        <source>The VRT {path} could not be written ({error}).</source>
        <translation>Das VRT {path} konnte nicht geschrieben werden ({error}).</translation>
    </message>
    <message>
        <source>{path} has the ending {ending}, which belongs to no format that can be written: give it one of {endings}, or say by {format} what it is.</source>
        <translation>{path} hat die Endung {ending}, die zu keinem Format gehört, das geschrieben werden kann: nehmen Sie eine von {endings}, oder nennen Sie mit {format} das Format.</translation>
    </message>
    <message>
        <source>The output cannot be {what}, which does not hold {why}; choose another {format}.</source>
        <translation>Die Ausgabe kann nicht {what} sein, das {why} nicht halten kann; etwas anderes wählen: {format}.</translation>
    </message>
    <message>
        <source>{what} has no {creation_option} {name}.</source>
        <translation>{what} hat keine Option {name} ({creation_option}).</translation>
    </message>
    <message>
        <source>{what} does not take what {creation_option} asks for: {cause}.</source>
        <translation>{what} nimmt nicht, was {creation_option} verlangt: {cause}.</translation>
    </message>
    <message>
        <source>GDAL cannot write {what} under {creation_option} {given} ({cause}).</source>
        <translation>GDAL kann {what} unter {creation_option} {given} nicht schreiben ({cause}).</translation>
    </message>
    <message>
        <source>The GeoJSON holds no list of features; save it again.</source>
        <translation>Das GeoJSON enthält keine Liste von Objekten; neu speichern.</translation>
    </message>
    <message>
        <source>The CRS of the GeoJSON is not named by an EPSG code; save it again in WGS 84.</source>
        <translation>Das KBS des GeoJSON ist nicht durch einen EPSG-Code benannt; in WGS 84 neu speichern.</translation>
    </message>
    <message>
        <source>The GeoJSON has {name} that are no list; save it again.</source>
        <translation>Das GeoJSON hat {name}, die keine Liste sind; neu speichern.</translation>
    </message>
    <message>
        <source>The GeoJSON has {coordinates:.60} for a list of positions; save it again.</source>
        <translation>Das GeoJSON hat {coordinates:.60} anstelle einer Liste von Positionen; neu speichern.</translation>
    </message>
    <message>
        <source>The GeoJSON has a position {coordinates:.60} that is no pair of numbers; correct it.</source>
        <translation>Das GeoJSON hat eine Position {coordinates:.60}, die kein Zahlenpaar ist; berichtigen.</translation>
    </message>
    <message>
        <source>The GeoPackage {path} could not be written ({error}).</source>
        <translation>Das GeoPackage {path} konnte nicht geschrieben werden ({error}).</translation>
    </message>
    <message>
        <source>The mask holds coordinates that are no finite numbers; repair it, or leave those out.</source>
        <translation>Die Maske enthält Koordinaten, die keine endlichen Zahlen sind; sie reparieren, oder diese weglassen.</translation>
    </message>
    <message>
        <source>has several layers, of which one must be named</source>
        <translation>hat mehrere Layer, von denen einer genannt werden muss</translation>
    </message>
    <message>
        <source>has no layer {requested!r}</source>
        <translation>hat keinen Layer {requested!r}</translation>
    </message>
    <message>
        <source>The mask {path} {what}: {layers}. Write it as {file}|layername={layer}.</source>
        <translation>Die Maske {path} {what}: {layers}. So schreiben: {file}|layername={layer}.</translation>
    </message>
    <message>
        <source>A mask is a file, a geometry, a GeoJSON-like mapping or an array, not {given:.60}.</source>
        <translation>Eine Maske ist eine Datei, eine Geometrie, eine Abbildung wie GeoJSON oder ein Array, nicht {given:.60}.</translation>
    </message>
    <message>
        <source>The mask {name} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>Die Maske {name} enthält kein GeoJSON-Objekt; sie neu als GeoJSON speichern.</translation>
    </message>
    <message>
        <source>The mask {name} holds no geometries.</source>
        <translation>Die Maske {name} enthält keine Geometrien.</translation>
    </message>
    <message>
        <source>The mask holds a geometry of the type {kind!r}; points, lines and polygons can be used.</source>
        <translation>Die Maske enthält eine Geometrie der Art {kind!r}; verwendbar sind Punkte, Linien und Polygone.</translation>
    </message>
    <message>
        <source>The layer {name} of the mask {path} cannot be read ({error}); is it the right file?</source>
        <translation>Der Layer {name} der Maske {path} kann nicht gelesen werden ({error}); ist es die richtige Datei?</translation>
    </message>
    <message>
        <source>The mask {name} has coordinates such as {x:g}, {y:g}, which are no degrees, and names no other CRS; save it again with its CRS.</source>
        <translation>Die Maske {name} hat Koordinaten wie {x:g}, {y:g}, die keine Grade sind, und nennt kein anderes KBS; mit ihrem KBS neu speichern.</translation>
    </message>
    <message>
        <source>The mask {name} holds what is no GeoJSON geometry ({kind}: {error}); save it again as GeoJSON.</source>
        <translation>Die Maske {name} enthält, was keine GeoJSON-Geometrie ist ({kind}: {error}); sie neu als GeoJSON speichern.</translation>
    </message>
    <message>
        <source>The CRS of the mask {name} cannot be used ({error}); save it again with another one.</source>
        <translation>Das KBS der Maske {name} ist nicht verwendbar ({error}); sie neu mit einem anderen speichern.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} has not the layout of a {products}; name values or bits instead.</source>
        <translation>Die Maske {text} fragt nach Klassen beim Namen, aber {path} hat nicht den Aufbau von {products}; stattdessen Werte oder Bits nennen.</translation>
    </message>
    <message>
        <source>The mask {text} has {named!r} where {example} are expected.</source>
        <translation>Die Maske {text} hat {named!r}, wo {example} erwartet wird.</translation>
    </message>
    <message>
        <source>The mask {text} asks for no bit at all; write those that are meant, such as &amp;0b11000.</source>
        <translation>Die Maske {text} fragt nach gar keinem Bit; die gemeinten schreiben, etwa &amp;0b11000.</translation>
    </message>
    <message>
        <source>The mask {text} is taken for a {title} by its values alone, as its name speaks of no product: its pixels {rules} are meant. If it is something else, name its values or bits instead, such as {path}=1.</source>
        <translation>Die Maske {text} wird allein nach ihren Werten als {title} gelesen, da ihr Name kein Produkt nennt: Gemeint sind ihre Pixel {rules}. Ist sie etwas anderes, nennen Sie stattdessen ihre Werte oder Bits, etwa {path}=1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} holds nothing but 0 and 1 as a plain mask does, and a {title} has other values; write {path}=1 for the pixels that are 1.</source>
        <translation>Die Maske {text} fragt nach Klassen mit Namen, aber {path} enthält nichts als 0 und 1 wie eine einfache Maske, und {title} hat andere Werte; schreiben Sie {path}=1 für die Pixel, die 1 sind.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the bits {bits:#b}, which pixels of the type {dtype} in {path} do not have; name bits of these pixels.</source>
        <translation>Die Maske {text} fragt nach den Bits {bits:#b}, die Pixel der Art {dtype} in {path} nicht haben; Bits dieser Pixel nennen.</translation>
    </message>
    <message>
        <source>The mask {text} names no layer; write it as file.gpkg|layername=clouds.</source>
        <translation>Die Maske {text} nennt keinen Layer; als file.gpkg|layername=clouds schreiben.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the class {name!r}, which a {title} does not have{hint}; it has {classes}.</source>
        <translation>Die Maske {text} fragt nach der Klasse {name!r}, die {title} nicht hat{hint}; vorhanden sind {classes}.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the value {value:g}, which pixels of the type {dtype} in {path} cannot have; name values of these pixels.</source>
        <translation>Die Maske {text} fragt nach dem Wert {value:g}, den Pixel der Art {dtype} in {path} nicht haben können; Werte dieser Pixel nennen.</translation>
    </message>
    <message>
        <source>The mask {text} is of a {title} by its name, which has {bands} bands, and {path} has {count}; name values or bits instead, such as {path}=1.</source>
        <translation>Die Maske {text} ist ihrem Namen nach von {title}, mit {bands} Kanälen, und {path} hat {count}; nennen Sie stattdessen Werte oder Bits, etwa {path}=1.</translation>
    </message>
    <message>
        <source>is not a raster that can be read</source>
        <translation>ist kein Raster, das sich lesen lässt</translation>
    </message>
    <message>
        <source>is a file of vectors; 'apply' moves those of .gpkg, .geojson and .shp, to which ogr2ogr converts others</source>
        <translation>ist eine Datei mit Vektoren; das Anwenden einer Transformation bewegt solche in .gpkg, .geojson und .shp, in die ogr2ogr andere umwandelt</translation>
    </message>
    <message>
        <source>is an archive; name the raster in it ({place}/name.tif), or unpack it</source>
        <translation>ist ein Archiv; das Raster darin nennen ({place}/name.tif), oder es entpacken</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by ground control points alone; rectify it first, for instance with 'gdalwarp -tps' or 'rio warp'.</source>
        <translation>Das {role}-Raster {path} ist nur durch Passpunkte verortet; zuerst entzerren, zum Beispiel mit 'gdalwarp -tps' oder 'rio warp'.</translation>
    </message>
    <message>
        <source>The {role} raster {path!r} does not exist: that is not a file name.</source>
        <translation>Das {role}-Raster {path!r} gibt es nicht: das ist kein Dateiname.</translation>
    </message>
    <message>
        <source>The name of the {role} raster {path!r} is not UTF-8; rename the file.</source>
        <translation>Der Name des {role}-Rasters {path!r} ist nicht in UTF-8; bitte die Datei umbenennen.</translation>
    </message>
    <message>
        <source>, and {count} more</source>
        <translation>, und {count} weitere</translation>
    </message>
    <message>
        <source>give another one</source>
        <translation>ein anderes geben</translation>
    </message>
    <message>
        <source>give one of its subdatasets: {names}{more}</source>
        <translation>eines seiner Teilraster geben: {names}{more}</translation>
    </message>
    <message>
        <source>The {role} raster {path} has no bands of its own; {advice}.</source>
        <translation>Das {role}-Raster {path} hat keine eigenen Kanäle; {advice}.</translation>
    </message>
    <message>
        <source>The {role} raster {path} holds complex numbers; extract the amplitude first (gdal_calc, or gdal_translate of a derived subdataset).</source>
        <translation>Das {role}-Raster {path} enthält komplexe Zahlen; zuerst die Amplitude herausziehen (gdal_calc, oder gdal_translate eines abgeleiteten Teilrasters).</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by RPCs alone; rectify it first, for instance with 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</source>
        <translation>Das {role}-Raster {path} ist nur durch RPCs verortet; zuerst entzerren, zum Beispiel mit 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</translation>
    </message>
    <message>
        <source>The {role} raster {path} {reason} ({error}).</source>
        <translation>Das {role}-Raster {path} {reason} ({error}).</translation>
    </message>
    <message>
        <source>{parameter} {given} is not a CRS that can be used for the {role} raster {path}; give an EPSG code such as EPSG:32633, WKT or PROJ text.</source>
        <translation>{parameter} {given} ist kein KBS, das für das {role}-Raster {path} verwendbar ist; einen EPSG-Code wie EPSG:32633, WKT oder PROJ-Text geben.</translation>
    </message>
    <message>
        <source>The {role} raster {path} does not exist or cannot be opened ({error}); check its name.</source>
        <translation>Das {role}-Raster {path} gibt es nicht oder lässt sich nicht öffnen ({error}); seinen Namen prüfen.</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>is a folder, not a raster</source>
        <translation>ist ein Ordner, kein Raster</translation>
    </message>
    <message>
        <source>is a broken link, not a raster</source>
        <translation>ist ein toter Verweis, kein Raster</translation>
    </message>
    <message>
        <source>{path} would replace {beside}, which belongs to another raster; give it another name.</source>
        <translation>{path} würde {beside} ersetzen, das zu einem anderen Raster gehört; einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>The known points do not lie on the source raster; give the point file that was made for it.</source>
        <translation>Die bekannten Punkte liegen nicht auf dem Quellraster; die Punktdatei geben, die dafür gemacht wurde.</translation>
    </message>
    <message>
        <source>{name} is larger than a point file may be ({limit} points).</source>
        <translation>{name} ist größer, als eine Punktdatei sein darf ({limit} Punkte).</translation>
    </message>
    <message>
        <source>{name} holds no points; save some in QGIS's Georeferencer.</source>
        <translation>{name} enthält keine Punkte; welche im Georeferenzierer von QGIS speichern.</translation>
    </message>
    <message>
        <source>{name} has no columns {wanted}; save the points in QGIS's Georeferencer.</source>
        <translation>{name} hat keine Spalten {wanted}; die Punkte im Georeferenzierer von QGIS speichern.</translation>
    </message>
    <message>
        <source>{name}: point {number} has {count} values and none in column {place}; complete that line or delete it.</source>
        <translation>{name}: Punkt {number} hat {count} Werte und keinen in Spalte {place}; die Zeile ergänzen oder löschen.</translation>
    </message>
    <message>
        <source>{name}: point {number} has no usable number in column {place}; correct that line or delete it.</source>
        <translation>{name}: Punkt {number} hat keine brauchbare Zahl in Spalte {place}; die Zeile berichtigen oder löschen.</translation>
    </message>
    <message>
        <source>{name} is no table ({error}); save the points in QGIS's Georeferencer.</source>
        <translation>{name} ist keine Tabelle ({error}); die Punkte im Georeferenzierer von QGIS speichern.</translation>
    </message>
    <message>
        <source>{name}: the line '#CRS:' does not name a CRS ({error}); save the points again.</source>
        <translation>{name}: die Zeile '#CRS:' nennt kein KBS ({error}); die Punkte neu speichern.</translation>
    </message>
    <message>
        <source>Tie points are written to .gpkg, .geojson or .points, not to {path}.</source>
        <translation>Passpunkte werden als .gpkg, .geojson oder .points geschrieben, nicht nach {path}.</translation>
    </message>
    <message>
        <source>Or let the source be looked for in all of the reference, whatever its georeference says: {start} anywhere.</source>
        <translation>Oder lassen Sie die Quelle in der ganzen Referenz suchen, was auch ihre Georeferenz sagt: {start} anywhere.</translation>
    </message>
    <message>
        <source>{role} array</source>
        <translation>{role}-Array</translation>
    </message>
    <message>
        <source>{role} raster {path}</source>
        <translation>{role}-Raster {path}</translation>
    </message>
    <message>
        <source>1 band, with the index 0</source>
        <translation>1 Kanal, mit dem Index 0</translation>
    </message>
    <message>
        <source>{count} bands, 0 to {last}</source>
        <translation>{count} Kanäle, 0 bis {last}</translation>
    </message>
    <message>
        <source>The {raster} has no CRS, but the {other} has one; give it one ({parameter}), or take both without.</source>
        <translation>Das {raster} hat kein KBS, aber das {other} hat eines; ihm eines geben ({parameter}), oder beide ohne nehmen.</translation>
    </message>
    <message>
        <source>The {raster} has no band {band}: it has {have}.</source>
        <translation>Das {raster} hat keinen Kanal {band}: es hat {have}.</translation>
    </message>
    <message>
        <source>The {role} raster is a {kind}; give a path or an open rasterio dataset.</source>
        <translation>Das {role}-Raster ist ein {kind}; einen Pfad oder ein offenes Dataset von rasterio geben.</translation>
    </message>
    <message>
        <source>The {role} raster {path} cannot be used: {reason}</source>
        <translation>Das {role}-Raster {path} ist nicht zu gebrauchen: {reason}</translation>
    </message>
    <message>
        <source>The {raster} is closed; open it again to read from it.</source>
        <translation>Das {raster} ist geschlossen; zum Lesen wieder öffnen.</translation>
    </message>
    <message>
        <source>{name} was changed while it was being read; run again when it is complete.</source>
        <translation>{name} wurde während des Lesens verändert; noch einmal ausführen, wenn es vollständig ist.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a dataset that is closed; open it again.</source>
        <translation>Das {role}-Raster {path} ist ein geschlossener Datensatz; bitte neu öffnen.</translation>
    </message>
    <message>
        <source>The output {output} is the input {name} itself; choose another name.</source>
        <translation>Die Ausgabe {output} ist die Eingabe {name} selbst; einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The {raster} cannot be read to the end; it is damaged, incomplete or out of reach ({cause}).</source>
        <translation>Das {raster} kann nicht zu Ende gelesen werden; es ist beschädigt, unvollständig oder unerreichbar ({cause}).</translation>
    </message>
    <message>
        <source>The transform was measured under another georeference than that of the {raster}. Give a raster with the georeference of the source, or align this one.</source>
        <translation>Die Transformation wurde unter einer anderen Georeferenz gemessen als der des angegebenen Rasters ({raster}). Geben Sie ein Raster mit der Georeferenz der Quelle an, oder richten Sie dieses aus.</translation>
    </message>
    <message>
        <source>The transform was measured in pixels, on a raster of {width} x {height} without a georeference, and the {raster} is not that one or has been given a georeference since. Give that raster without one (such as the world file beside it), or align this one.</source>
        <translation>Die Transformation wurde in Pixeln gemessen, an einem Raster von {width} x {height} ohne Georeferenz, und das angegebene ist nicht jenes oder hat seither eine Georeferenz bekommen ({raster}). Geben Sie jenes Raster ohne eine an (wie die World-Datei daneben), oder richten Sie dieses aus.</translation>
    </message>
    <message>
        <source>The horizon of the homography crosses the extent of the transform: it shows no image beyond it. Solve again.</source>
        <translation>Der Horizont der Homographie geht durch den Bereich der Transformation: dahinter zeigt sie kein Bild. Neu lösen.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} cannot be saved.</source>
        <translation>Eine Transformation der Art {kind} kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>What is saved is a SavedTransform, not {saved}.</source>
        <translation>Gespeichert wird eine SavedTransform, nicht {saved}.</translation>
    </message>
    <message>
        <source>The displacement field has more than {limit} nodes; solve with a coarser field.</source>
        <translation>Das Verschiebungsfeld hat mehr als {limit} Knoten; mit einem gröberen Feld lösen.</translation>
    </message>
    <message>
        <source>{path} holds no JSON object; give a file that 'coregix align' wrote ({save_transform}).</source>
        <translation>{path} enthält kein JSON-Objekt; eine Datei geben, die eine Ausrichtung geschrieben hat ({save_transform}).</translation>
    </message>
    <message>
        <source>{path}: {place}{name} {what}. Save the transform again with 'coregix align' ({save_transform}).</source>
        <translation>{path}: {place}{name} {what}. Die Transformation noch einmal speichern ({save_transform}).</translation>
    </message>
    <message>
        <source>{name} is larger than a {kind} may be ({limit} MiB).</source>
        <translation>{name} ist größer, als {kind} sein darf ({limit} MiB).</translation>
    </message>
    <message>
        <source>The {kind} {name} cannot be read ({reason}); is it the right file?</source>
        <translation>{kind} {name} kann nicht gelesen werden ({reason}); ist es die richtige Datei?</translation>
    </message>
    <message>
        <source>The {kind} {path} is not JSON ({error}).</source>
        <translation>{kind} {path} ist kein JSON ({error}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, which was to mean 'no data': a mask tells the invalid ones instead, and there is no nodata tag.</source>
        <translation>Gültige Pixel haben den Wert {nodata:g}, der 'keine Daten' heißen sollte: stattdessen nennt eine Maske die ungültigen, und es gibt kein Nodata.</translation>
    </message>
    <message>
        <source>{what} has no mask, which alone tells the source's invalid pixels; give it a nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>{what} hat keine Maske, die allein die ungültigen Pixel der Quelle nennt; einen Nodata-Wert geben, den kein gültiges Pixel hat ({output_nodata}).</translation>
    </message>
    <message>
        <source>The output has the type {dtype}, which cannot hold the nodata value {value:g}; give one that it can hold ({parameter}).</source>
        <translation>Die Ausgabe hat den Typ {dtype}, der den Nodata-Wert {value:g} nicht halten kann; einen geben, der hineinpasst ({parameter}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, and {why} only a nodata value can tell; give an output nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>Gültige Pixel haben den Wert {nodata:g}, und {why} kann es nur ein Nodata-Wert sagen; für die Ausgabe einen geben, den kein gültiges Pixel hat ({output_nodata}).</translation>
    </message>
    <message>
        <source>Vectors are written to {drivers}, not to {target}.</source>
        <translation>Vektoren werden als {drivers} geschrieben, nicht nach {target}.</translation>
    </message>
    <message>
        <source>The output {target} is the input itself; choose another name.</source>
        <translation>Die Ausgabe {target} ist die Eingabe selbst; einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{source} has {count} layers, which only a .gpkg can hold; name the output so.</source>
        <translation>{source} hat {count} Layer, die nur ein .gpkg halten kann; die Ausgabe so nennen.</translation>
    </message>
    <message>
        <source>{source} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>{source} enthält kein GeoJSON-Objekt; die Datei neu als GeoJSON speichern.</translation>
    </message>
    <message>
        <source>The vector file {source} does not exist; check its name and folder.</source>
        <translation>Die Vektordatei {source} gibt es nicht; ihren Namen und Ordner prüfen.</translation>
    </message>
    <message>
        <source>The vector file {source} holds no layers; choose another one.</source>
        <translation>Die Vektordatei {source} enthält keine Layer; eine andere wählen.</translation>
    </message>
    <message>
        <source>The vertices of the layer {layer} of {source} carry measures (M), which cannot be kept: they are left out.</source>
        <translation>Die Stützpunkte des Layers {layer} von {source} tragen Messwerte (M), die nicht erhalten werden können: sie entfallen.</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} holds curves ({found}), whose vertices do not say all of their course; convert it first: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</source>
        <translation>Der Layer {layer} von {source} enthält Bögen ({found}), deren Stützpunkte nicht ihren ganzen Verlauf sagen; zuerst umwandeln: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</translation>
    </message>
    <message>
        <source>{source} is nested too deeply for GeoJSON; save it again from a GIS.</source>
        <translation>{source} ist für GeoJSON zu tief verschachtelt; die Datei aus einem GIS neu speichern.</translation>
    </message>
    <message>
        <source>{purpose} {package}; install it with: pip install pyogrio shapely</source>
        <translation>{purpose} {package}; installieren mit: pip install pyogrio shapely</translation>
    </message>
    <message>
        <source>The vector file {source} cannot be read ({error}); is it the right file?</source>
        <translation>Die Vektordatei {source} kann nicht gelesen werden ({error}); ist es die richtige Datei?</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} could not be copied ({error}).</source>
        <translation>Der Layer {layer} von {source} konnte nicht kopiert werden ({error}).</translation>
    </message>
    <message>
        <source>The CRS of {source} cannot be used ({error}).</source>
        <translation>Das KBS von {source} ist nicht verwendbar ({error}).</translation>
    </message>
    <message>
        <source>Of the vectors and the transform, one has a CRS and the other has none; give the vectors the CRS of the raster that they were digitised on.</source>
        <translation>Von den Vektoren und der Transformation hat eines ein KBS und das andere keines; den Vektoren das KBS des Rasters geben, auf dem sie digitalisiert wurden.</translation>
    </message>
    <message>
        <source>The transform was measured on a raster without a georeference, and the vectors lie at true places already. Vectors of such a raster are in its pixels; save them without a CRS.</source>
        <translation>Die Transformation wurde an einem Raster ohne Georeferenz gemessen, und die Vektoren liegen schon an wahren Orten. Vektoren zu einem solchen Raster stehen in dessen Pixeln; speichern Sie sie ohne KBS.</translation>
    </message>
    <message>
        <source>Some vertices have no place in {crs}; leave them out, or check the CRS of the vectors.</source>
        <translation>Einige Stützpunkte haben keinen Ort in {crs}; sie weglassen, oder das KBS der Vektoren prüfen.</translation>
    </message>
    <message>
        <source>{outside} of {count} vertices lie outside the area in which the transform was measured.</source>
        <translation>{outside} von {count} Stützpunkten liegen außerhalb der Fläche, in der die Transformation gemessen wurde.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a local file that reaches into the network ({found}); give the remote raster itself, or download it.</source>
        <translation>Das {role}-Raster {path} ist eine lokale Datei, die ins Netz greift ({found}); das entfernte Raster selbst geben, oder es herunterladen.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a pipe or a device, or leads to one ({name}); write what it gives to a file first.</source>
        <translation>Das {role}-Raster {path} ist eine Pipe oder ein Gerät, oder führt zu einem ({name}); zuerst in eine Datei schreiben, was es liefert.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that shows itself ({circle}); make it anew from rasters.</source>
        <translation>Das {role}-Raster {path} ist ein VRT, das sich selbst zeigt ({circle}); es neu aus Rastern erstellen.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that takes the bytes of {raw} for pixels, which lies outside its folder; put both in one folder, or convert it.</source>
        <translation>Das {role}-Raster {path} ist ein VRT, das die Bytes von {raw} für Pixel nimmt, das außerhalb seines Ordners liegt; beide in einen Ordner legen, oder es umwandeln.</translation>
    </message>
    <message>
        <source>{path} cannot be looked into ({error}); unpack the archive.</source>
        <translation>In {path} kann nicht hineingesehen werden ({error}); das Archiv entpacken.</translation>
    </message>
    <message>
        <source>The {role} raster {path} leads to {inner}, which cannot be looked into; unpack it.</source>
        <translation>Das {role}-Raster {path} führt zu {inner}, in das nicht hineingesehen werden kann; es entpacken.</translation>
    </message>
    <message>
        <source> It may have run out of memory.</source>
        <translation> Vielleicht reichte der Speicher nicht.</translation>
    </message>
    <message>
        <source>The elastix process ended with code {code}{cause}.{memory}</source>
        <translation>Der Prozess von elastix endete mit dem Code {code}{cause}.{memory}</translation>
    </message>
    <message>
        <source>SimpleITK cannot be loaded ({error}). Run: pip install SimpleITK-SimpleElastix</source>
        <translation>SimpleITK kann nicht geladen werden ({error}). Ausführen: pip install SimpleITK-SimpleElastix</translation>
    </message>
    <message>
        <source>The elastix process could not be started: {error}.</source>
        <translation>Der Prozess von elastix konnte nicht gestartet werden: {error}.</translation>
    </message>
    <message>
        <source>elastix did not answer within {timeout:.0f} s and was stopped; try a smaller image, or another {transform} or {metric}.</source>
        <translation>elastix hat in {timeout:.0f} s nicht geantwortet und wurde beendet; ein kleineres Bild versuchen, oder etwas anderes als {transform} oder {metric}.</translation>
    </message>
    <message>
        <source>give the one or the other</source>
        <translation>das eine oder das andere geben</translation>
    </message>
    <message>
        <source>give a pair list, or a reference with its sources</source>
        <translation>eine Liste von Paaren geben, oder eine Referenz mit ihren Quellen</translation>
    </message>
    <message>
        <source>with a band for each raster, {band_index} has no meaning</source>
        <translation>mit einem Kanal für jedes Raster hat {band_index} keine Bedeutung</translation>
    </message>
    <message>
        <source>each band is an image of its own</source>
        <translation>jeder Kanal ist ein eigenes Bild</translation>
    </message>
    <message>
        <source>the reference is the datum, which stays in place</source>
        <translation>die Referenz ist das Datum, das an seinem Platz bleibt</translation>
    </message>
    <message>
        <source>every value would be invalid</source>
        <translation>alle Werte wären ungültig</translation>
    </message>
    <message>
        <source>the first needs a file for the second</source>
        <translation>das erste braucht eine Datei für das zweite</translation>
    </message>
    <message>
        <source>a cluster that exists has its own workers</source>
        <translation>ein bestehender Cluster hat seine eigenen Arbeiter</translation>
    </message>
    <message>
        <source>the bands of one file are no images of a collection</source>
        <translation>die Bänder einer Datei sind keine Bilder einer Sammlung</translation>
    </message>
    <message>
        <source>{before} and {last} are missing; give each a value.</source>
        <translation>{before} und {last} fehlen; jedem einen Wert geben.</translation>
    </message>
    <message>
        <source>{first} and {second} contradict each other: {why}.</source>
        <translation>{first} und {second} widersprechen sich: {why}.</translation>
    </message>
    <message>
        <source>{name} has an effect only with {needed}; give both, or leave it out.</source>
        <translation>{name} wirkt nur mit {needed}; beides angeben, oder es weglassen.</translation>
    </message>
    <message>
        <source>There is no parameter {name!r}{hint}.</source>
        <translation>Es gibt keinen Parameter {name!r}{hint}.</translation>
    </message>
    <message>
        <source>takes {takes}, not {text!r}</source>
        <translation>nimmt {takes}, nicht {text!r}</translation>
    </message>
    <message>
        <source>both would write {path}</source>
        <translation>beide würden {path} schreiben</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a band number, counted from 0</source>
        <translation>eine Kanalnummer, ab 0 gezählt</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>numbers with commas between them, such as 8,4,0.5</source>
        <translation>Zahlen mit Kommas dazwischen, etwa 8,4,0.5</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>NAME=VALUE, such as COMPRESS=ZSTD</source>
        <translation>NAME=WERT, etwa COMPRESS=ZSTD</translation>
    </message>
    <message>
        <source>BAND=VALUE, such as 4=nearest or classes=nearest</source>
        <translation>KANAL=WERT, etwa 4=nearest oder classes=nearest</translation>
    </message>
    <message>
        <source>needs the name of a file or folder, not {path}</source>
        <translation>braucht den Namen einer Datei oder eines Ordners, nicht {path}</translation>
    </message>
    <message>
        <source> (did you mean {name}?)</source>
        <translation> (war {name} gemeint?)</translation>
    </message>
    <message>
        <source>is either true or false, not {value}</source>
        <translation>ist entweder wahr oder falsch, nicht {value}</translation>
    </message>
    <message>
        <source>needs the name of a file, not an array; {functions} take arrays</source>
        <translation>braucht den Namen einer Datei, kein Array; {functions} nehmen Arrays</translation>
    </message>
    <message>
        <source>takes a file, what load_transform gives, or a Registration, not {value}; warp takes a bare transform</source>
        <translation>nimmt eine Datei, was load_transform liefert, oder eine Registration, nicht {value}; warp nimmt eine bloße Transformation</translation>
    </message>
    <message>
        <source>must be one of {choices}, not {value}{hint}</source>
        <translation>muss eines von {choices} sein, nicht {value}{hint}</translation>
    </message>
    <message>
        <source>takes a text, not {value}</source>
        <translation>nimmt einen Text, nicht {value}</translation>
    </message>
    <message>
        <source>takes {takes}, not {value}</source>
        <translation>nimmt {takes}, nicht {value}</translation>
    </message>
    <message>
        <source>{name} must be one of {choices}, not {given!r}{hint}</source>
        <translation>{name} muss eines von {choices} sein, nicht {given!r}{hint}</translation>
    </message>
    <message>
        <source>must be a finite number, not {number}</source>
        <translation>muss eine endliche Zahl sein, nicht {number}</translation>
    </message>
    <message>
        <source>must be at least {minimum:g}, not {number}</source>
        <translation>muss mindestens {minimum:g} sein, nicht {number}</translation>
    </message>
    <message>
        <source>must be above {minimum:g}; leave it out to use the default, or write the largest that can be expected</source>
        <translation>muss größer als {minimum:g} sein; lassen Sie es weg, damit die Vorgabe gilt, oder nennen Sie das Größte, das zu erwarten ist</translation>
    </message>
    <message>
        <source>must be at most {maximum:g}, not {number}</source>
        <translation>darf höchstens {maximum:g} sein, nicht {number}</translation>
    </message>
    <message>
        <source>must run from coarse to fine, not {value}</source>
        <translation>muss von grob nach fein gehen, nicht {value}</translation>
    </message>
    <message>
        <source>takes 1 to {limit} numbers, not {given}</source>
        <translation>nimmt 1 bis {limit} Zahlen, nicht {given}</translation>
    </message>
    <message>
        <source>takes finite numbers, not {value}</source>
        <translation>nimmt endliche Zahlen, nicht {value}</translation>
    </message>
    <message>
        <source>must end in {suffixes}, not as {path!r} does</source>
        <translation>muss auf {suffixes} enden, nicht wie {path!r}</translation>
    </message>
    <message>
        <source>{parameter} needs the name of a file or folder, not {path}.</source>
        <translation>{parameter} braucht den Namen einer Datei oder eines Ordners, nicht {path}.</translation>
    </message>
    <message>
        <source>takes the names of files, not {value}</source>
        <translation>nimmt die Namen von Dateien, nicht {value}</translation>
    </message>
    <message>
        <source>names no files</source>
        <translation>nennt keine Dateien</translation>
    </message>
    <message>
        <source>is missing; give it a value</source>
        <translation>fehlt; einen Wert geben</translation>
    </message>
    <message>
        <source>has {name} twice; give it once</source>
        <translation>enthält {name} zweimal; nur einmal geben</translation>
    </message>
    <message>
        <source>must be a number that a computer can hold, not {value}</source>
        <translation>muss eine Zahl sein, die ein Rechner halten kann, nicht {value}</translation>
    </message>
    <message>
        <source>takes {count} numbers, not {given}</source>
        <translation>nimmt {count} Zahlen, nicht {given}</translation>
    </message>
    <message>
        <source>takes a function that is called with each event, not {progress}</source>
        <translation>nimmt eine Funktion, die bei jedem Ereignis aufgerufen wird, nicht {progress}</translation>
    </message>
    <message>
        <source>The mask {names} leaves out nothing of the ground that both rasters cover; check what of it is meant.</source>
        <translation>Die Maske {names} nimmt nichts von dem Gelände aus, das beide Raster abdecken; prüfen Sie, was von ihr gemeint ist.</translation>
    </message>
    <message>
        <source>The mask {names} leaves out {share:.0%} of the ground that both rasters cover; check that it is not the wrong way round.</source>
        <translation>Die Maske {names} nimmt {share:.0%} des Geländes aus, das beide Raster abdecken; prüfen Sie, dass sie nicht verkehrt herum ist.</translation>
    </message>
    <message>
        <source>The masks {names} leave out nothing of the ground that both rasters cover; check what of them is meant.</source>
        <translation>Die Masken {names} nehmen nichts von dem Gelände aus, das beide Raster abdecken; prüfen Sie, was von ihnen gemeint ist.</translation>
    </message>
    <message>
        <source>The masks {names} leave out {share:.0%} of the ground that both rasters cover; check that they are not the wrong way round.</source>
        <translation>Die Masken {names} nehmen {share:.0%} des Geländes aus, das beide Raster abdecken; prüfen Sie, dass sie nicht verkehrt herum sind.</translation>
    </message>
    <message>
        <source>{reason}; the mask {names} leaves out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason}; die Maske {names} nimmt {share:.0%} des Geländes aus, das beide Raster abdecken</translation>
    </message>
    <message>
        <source>The mask {name} lies elsewhere than the ground that both rasters cover; check its place and its CRS.</source>
        <translation>Die Maske {name} liegt anderswo als das Gelände, das beide Raster abdecken; prüfen Sie ihre Lage und ihr CRS.</translation>
    </message>
    <message>
        <source>{reason}; the masks {names} leave out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason}; die Masken {names} nehmen {share:.0%} des Geländes aus, das beide Raster abdecken</translation>
    </message>
    <message>
        <source>The rasters do not overlap: {fixed} covers {bounds} and {moving} covers {reach} in {crs}. Check the CRS of both, or allow a {max_shift} that bridges the gap.</source>
        <translation>Die Raster überlappen nicht: {fixed} bedeckt {bounds} und {moving} bedeckt {reach} in {crs}. Das KBS beider prüfen, oder für {max_shift} einen Wert erlauben, der die Lücke überbrückt.</translation>
    </message>
    <message>
        <source>Only {width} x {height} pixels of {fixed} and {moving} lie in one place; that is too little to align.</source>
        <translation>Nur {width} x {height} Pixel von {fixed} und {moving} liegen an einem Ort; das ist zu wenig zum Ausrichten.</translation>
    </message>
    <message>
        <source>{moving} holds {fill:g} and {fixed} holds {other:g} at the same pixels, as gaps of a sensor are: these are left out of the comparison. If they are no data, say so ({moving_nodata}, {fixed_nodata}), or they are moved as ground.</source>
        <translation>{moving} enthält {fill:g} und {fixed} enthält {other:g} an denselben Pixeln, wie Lücken eines Sensors: Sie bleiben beim Vergleich außer Acht. Wenn sie keine Daten sind, sagen Sie es ({moving_nodata}, {fixed_nodata}), sonst werden sie als Boden verschoben.</translation>
    </message>
    <message>
        <source>{count} columns or rows of {moving} and {fixed} lie beside those around them at the same pixels, as lines of a sensor do: they are left out of the comparison.</source>
        <translation>{count} Spalten oder Zeilen von {moving} und {fixed} weichen an denselben Pixeln von denen um sie ab, wie Zeilen eines Sensors: Sie bleiben beim Vergleich außer Acht.</translation>
    </message>
    <message>
        <source>Columns or rows of {moving} and {fixed} are brighter and darker in the same order, as those of one sensor are: what all of them differ by is taken off for the comparison.</source>
        <translation>Spalten oder Zeilen von {moving} und {fixed} sind in derselben Folge heller und dunkler, wie die eines Sensors: Worin sie sich als Ganzes unterscheiden, wird für den Vergleich abgezogen.</translation>
    </message>
    <message>
        <source>The mask {names} leaves nothing of the {raster} where the other one may lie; check its place, its CRS and what of it is meant.</source>
        <translation>Die Maske {names} lässt nichts vom {raster}, wo das andere liegen kann; ihren Ort, ihr KBS und was von ihr gemeint ist prüfen.</translation>
    </message>
    <message>
        <source>With the mask {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check its place, its CRS and what of it is meant.</source>
        <translation>Mit der Maske {mask_names} bleibt nichts von der Fläche, die {moving} und {fixed} gemeinsam haben; ihren Ort, ihr KBS und was von ihr gemeint ist prüfen.</translation>
    </message>
    <message>
        <source>{names} ({share:.0%} left)</source>
        <translation>{names} ({share:.0%} bleiben)</translation>
    </message>
    <message>
        <source>The masks {names} together leave nothing of the {raster} where the other one may lie; check their places, their CRSs and what of them is meant.</source>
        <translation>Die Masken {names} lassen zusammen nichts vom {raster}, wo das andere liegen kann; ihre Orte, ihre KBS und was von ihnen gemeint ist prüfen.</translation>
    </message>
    <message>
        <source>With the masks {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check their places, their CRSs and what of them is meant.</source>
        <translation>Mit den Masken {mask_names} bleibt nichts von der Fläche, die {moving} und {fixed} gemeinsam haben; ihre Orte, ihre KBS und was von ihnen gemeint ist prüfen.</translation>
    </message>
    <message>
        <source>The {raster} has no valid pixels in band {band} where the other one may lie{value}; choose another band, or check its nodata.</source>
        <translation>Das {raster} hat in Kanal {band} keine gültigen Pixel, wo das andere liegen kann{value}; einen anderen Kanal wählen, oder Nodata prüfen.</translation>
    </message>
    <message>
        <source>The {raster} holds nothing but the value {seen:g} in band {band} where the other one may lie; there is nothing to align by.</source>
        <translation>Das {raster} enthält in Kanal {band} nichts als den Wert {seen:g}, wo das andere liegen kann; es gibt nichts, woran es sich ausrichten ließe.</translation>
    </message>
    <message>
        <source>Only {share:.2%} of the area that {moving} and {fixed} have in common is valid in both, less than {least:.2%} ({min_valid_fraction}); check nodata and masks.</source>
        <translation>Nur {share:.2%} der Fläche, die {moving} und {fixed} gemeinsam haben, ist in beiden gültig, weniger als {least:.2%} ({min_valid_fraction}); Nodata und Masken prüfen.</translation>
    </message>
    <message>
        <source>under no turn and scale do the images agree more than unrelated ones do</source>
        <translation>unter keiner Drehung und keinem Maßstab stimmen die Bilder mehr überein als Bilder, die nichts gemeinsam haben</translation>
    </message>
    <message>
        <source>Look whether both show the same ground.</source>
        <translation>Prüfen, ob beide denselben Boden zeigen.</translation>
    </message>
    <message>
        <source>nowhere in the reference do the images agree more than unrelated ones do</source>
        <translation>nirgends in der Referenz stimmen die Bilder mehr überein als Bilder, die nichts gemeinsam haben</translation>
    </message>
    <message>
        <source>Say about where the source lies, and more is tried there.</source>
        <translation>Sagen, wo die Quelle etwa liegt: dort wird mehr versucht.</translation>
    </message>
    <message>
        <source>{path}: some points have no place in the reference's CRS; check that of the file.</source>
        <translation>{path}: einige Punkte haben keinen Ort im KBS der Referenz; das der Datei prüfen.</translation>
    </message>
    <message>
        <source>The points of {path} turn the other way in the source than in the reference; check whether x and y, or the signs of the rows, are exchanged. If the source itself is a mirror image, flip it in an image editor first.</source>
        <translation>Die Punkte von {path} laufen in der Quelle anders herum als in der Referenz; prüfen Sie, ob x und y oder die Vorzeichen der Zeilen vertauscht sind. Ist die Quelle selbst ein Spiegelbild, spiegeln Sie sie zuerst in einem Bildprogramm.</translation>
    </message>
    <message>
        <source>{path} places no raster: give two points or more that lie apart, and of {enough} or more not all in one line.</source>
        <translation>{path} verortet kein Raster: zwei oder mehr Punkte geben, die auseinander liegen, und von {enough} oder mehr nicht alle in einer Linie.</translation>
    </message>
    <message>
        <source>{path} places the source outside the reference, around {x:.12g}, {y:.12g}; check the points' places, and the CRS in which they are given.</source>
        <translation>{path} verortet die Quelle außerhalb der Referenz, um {x:.12g}, {y:.12g}; die Orte der Punkte prüfen und das KBS, in dem sie angegeben sind.</translation>
    </message>
    <message>
        <source>{path} holds no point that is enabled; enable some in QGIS's Georeferencer.</source>
        <translation>{path} enthält keinen eingeschalteten Punkt; im Georeferenzierer von QGIS welche einschalten.</translation>
    </message>
    <message>
        <source>{path}: the point at {x:.12g}, {y:.12g} lies {off_px:.0f} pixels of the reference from where all others put it, and is left out; correct it or disable it.</source>
        <translation>{path}: Der Punkt bei {x:.12g}, {y:.12g} liegt {off_px:.0f} Pixel der Referenz von dort entfernt, wo ihn alle anderen hinlegen, und wird weggelassen; ihn berichtigen oder abschalten.</translation>
    </message>
    <message>
        <source>{path}: by the known points the source's area is off by a factor of {area:.3g}; give the point file that was made for this pair.</source>
        <translation>{path}: nach den bekannten Punkten ist die Fläche der Quelle um den Faktor {area:.3g} falsch; die Punktdatei geben, die für dieses Paar gemacht wurde.</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from the transform fitted to them ({model}); check them.</source>
        <translation>Die bekannten Punkte von {path} liegen {rmse_px:.1f} px (RMSE) von der an sie angepassten Transformation ({model}) entfernt; sie prüfen.</translation>
    </message>
    <message>
        <source>The number of points of {path} that are enabled is {count}, and a homography takes {enough} or more; set more of them, or choose an affine.</source>
        <translation>Die Zahl der eingeschalteten Punkte von {path} ist {count}, und eine Homographie braucht {enough} oder mehr; weitere setzen oder eine affine Transformation wählen.</translation>
    </message>
    <message>
        <source>The points of {path} lie in one line, or nearly, and a homography takes four of which no three do; set more of them, or choose an affine.</source>
        <translation>Die Punkte von {path} liegen in einer Linie oder beinahe, und eine Homographie braucht vier, von denen keine drei das tun; mehr davon setzen, oder eine affine Transformation wählen.</translation>
    </message>
    <message>
        <source>The place {x:.10g}, {y:.10g} lies outside of {fixed}.</source>
        <translation>Der Ort {x:.10g}, {y:.10g} liegt außerhalb von {fixed}.</translation>
    </message>
    <message>
        <source>There are no valid pixels of {raster} around the place {x:.10g}, {y:.10g}.</source>
        <translation>Um den Ort {x:.10g}, {y:.10g} hat {raster} keine gültigen Pixel.</translation>
    </message>
    <message>
        <source>the source is a mirror image of the reference</source>
        <translation>die Quelle ist ein Spiegelbild der Referenz</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {advice}</source>
        <translation>Keine verlässliche Ausrichtung gefunden: {reason}. {advice}</translation>
    </message>
    <message>
        <source>{moving} in {fixed}: {refusal}</source>
        <translation>{moving} in {fixed}: {refusal}</translation>
    </message>
    <message>
        <source>Flip it in an image editor, and run again.</source>
        <translation>Sie in einer Bildbearbeitung spiegeln, und noch einmal ausführen.</translation>
    </message>
    <message>
        <source>{near_place} and {around} say two things; give one of them.</source>
        <translation>{near_place} und {around} sagen zweierlei; eines davon geben.</translation>
    </message>
    <message>
        <source>{parameter} {given} lies outside the reference {fixed}; give a place in its CRS.</source>
        <translation>{parameter} {given} liegt außerhalb der Referenz {fixed}; einen Ort in ihrem KBS geben.</translation>
    </message>
    <message>
        <source>{around} must be xmin,ymin,xmax,ymax, not {given}.</source>
        <translation>{around} muss xmin,ymin,xmax,ymax sein, nicht {given}.</translation>
    </message>
    <message>
        <source>{share:.0%} of the output lies beyond what both images show: the transform is extrapolated there, and its uncertainty (CE90) grows to {largest:.1f} px.</source>
        <translation>{share:.0%} der Ausgabe liegen außerhalb dessen, was beide Bilder zeigen: Dort ist die Transformation extrapoliert, und ihre Unsicherheit (CE90) wächst auf {largest:.1f} px.</translation>
    </message>
    <message>
        <source>{seen}, but what both images show at the same pixels looks unlike the rest in both, where nothing agrees: clouds or smoke may lie over both, or so much of the ground has changed</source>
        <translation>{seen}, aber was beide Bilder an denselben Pixeln zeigen, sieht in beiden anders aus als das Übrige, wo nichts übereinstimmt: Wolken oder Rauch können über beiden liegen, oder so viel des Bodens hat sich verändert</translation>
    </message>
    <message>
        <source>the images do not agree: part of both is the same pixel by pixel, as names, lines or clouds over both would be, and beside that no common ground is seen; mask what is no ground in either (clouds, snow or water in one of them too), or compare another band</source>
        <translation>die Bilder stimmen nicht überein: ein Teil ist in beiden Pixel für Pixel gleich, wie es Namen, Linien oder Wolken über beiden wären, und daneben ist kein gemeinsamer Boden zu sehen; maskieren Sie, was in einem von beiden kein Boden ist (auch Wolken, Schnee oder Wasser in nur einem), oder vergleichen Sie einen anderen Kanal</translation>
    </message>
    <message>
        <source>the images do not agree: what both show at the same pixels may be names or lines over them, and {share:.0%} of the ground lies {length_px:.1f} px from there; mask them, or take rasters without them</source>
        <translation>die Bilder stimmen nicht überein: was beide an denselben Pixeln zeigen, können Namen oder Linien über ihnen sein, und {share:.0%} des Bodens liegen {length_px:.1f} px davon entfernt; sie maskieren, oder Raster ohne sie nehmen</translation>
    </message>
    <message>
        <source>{reason}; but looked for anywhere, the source would be found, turned or scaled or in another place</source>
        <translation>{reason}; aber irgendwo gesucht würde die Quelle gefunden, gedreht oder skaliert oder an einem anderen Ort</translation>
    </message>
    <message>
        <source>{moving} is placed by {count} ground control points alone: it is looked for near the affine that fits them best, which is off by {rmse_px:.1f} px (root mean square).</source>
        <translation>{moving} ist nur durch {count} Passpunkte verortet: es wird nahe der Affinität gesucht, die ihnen am nächsten kommt und um {rmse_px:.1f} px (quadratisches Mittel) abweicht.</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from where the result puts them: either they or the result are wrong.</source>
        <translation>Die bekannten Punkte von {path} liegen {rmse_px:.1f} px (RMSE) neben den Stellen, an die das Ergebnis sie setzt: entweder sie oder das Ergebnis sind falsch.</translation>
    </message>
    <message>
        <source>{parameter} {coarsest:g} leaves fewer than {fewest} pixels of the common area of {moving} and {fixed}; it is in {unit} of the reference, whose pixels are {pixel:g}.</source>
        <translation>{parameter} {coarsest:g} lässt weniger als {fewest} Pixel der gemeinsamen Fläche von {moving} und {fixed}; es ist in {unit} der Referenz, deren Pixel {pixel:g} groß sind.</translation>
    </message>
    <message>
        <source>Neither the {moving} nor the {fixed} has a band {band}: the one has {moving_bands}, the other {fixed_bands}.</source>
        <translation>Weder das {moving} noch das {fixed} hat einen Kanal {band}: Das eine hat {moving_bands}, das andere {fixed_bands}.</translation>
    </message>
    <message>
        <source>{moving} has no georeference: it is looked for anywhere in {fixed}.</source>
        <translation>{moving} hat keine Georeferenz: es wird überall in {fixed} gesucht.</translation>
    </message>
    <message>
        <source>{moving} has ground control points that place it nowhere ({reason}): it is looked for anywhere in {fixed}.</source>
        <translation>{moving} hat Passpunkte, die es nirgends verorten ({reason}): es wird überall in {fixed} gesucht.</translation>
    </message>
    <message>
        <source>{known_points} and {parameter} say two things; give one of them.</source>
        <translation>{known_points} und {parameter} sagen zweierlei; eines davon geben.</translation>
    </message>
    <message>
        <source>A report needs matplotlib, which is not installed: pip install matplotlib.</source>
        <translation>Ein Bericht braucht matplotlib, das nicht installiert ist: pip install matplotlib.</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}.</source>
        <translation>Keine verlässliche Ausrichtung gefunden: {reason}.</translation>
    </message>
    <message>
        <source>the rasters have nothing in common</source>
        <translation>die Raster haben nichts gemeinsam</translation>
    </message>
    <message>
        <source>too small in common: {path} has {width} x {height} pixels</source>
        <translation>zu wenig gemeinsame Fläche: {path} hat {width} x {height} Pixel</translation>
    </message>
    <message>
        <source>The tie points agree on no homography all over the image: it is left at an affine.</source>
        <translation>Die Passpunkte einigen sich auf keine Homographie über das ganze Bild: es bleibt bei einer affinen Transformation.</translation>
    </message>
    <message>
        <source>the best shift leaves nothing in common, or lies beyond the largest one that is looked for</source>
        <translation>die beste Verschiebung lässt nichts gemeinsam, oder liegt jenseits der größten, nach der gesucht wird</translation>
    </message>
    <message>
        <source>contradicts the other links: {gap:.2f} px from what they agree on</source>
        <translation>widerspricht den anderen Verbindungen: {gap:.2f} px von dem, worauf sie sich einigen</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these to the reference; of {count} links to it that were tried, one says: {why}; take another reference, or none</source>
        <translation>es ist mit anderen Bildern verbunden, und keines davon mit der Referenz; von {count} versuchten Verbindungen zu ihr sagt eine: {why}; eine andere Referenz nehmen, oder keine</translation>
    </message>
    <message>
        <source>The datum {datum!r} is none of the images; give 'mean', 'first', or the name of one, such as {images!r}.</source>
        <translation>Das Datum {datum!r} ist keines der Bilder; 'mean', 'first' oder den Namen eines davon geben, etwa {images!r}.</translation>
    </message>
    <message>
        <source>the datum {datum}, on which it is to lie, cannot be trusted: {why}; take another image or the mean as the datum</source>
        <translation>dem Datum {datum}, auf dem es liegen soll, ist nicht zu trauen: {why}; ein anderes Bild oder das Mittel als Datum nehmen</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these overlaps the reference</source>
        <translation>es ist mit anderen Bildern verbunden, und keines davon überlappt die Referenz</translation>
    </message>
    <message>
        <source>There is no image to align besides the reference.</source>
        <translation>Es gibt außer der Referenz kein Bild zum Ausrichten.</translation>
    </message>
    <message>
        <source>No trustworthy link joins {first}, the first image, with the others; {second} stays in place instead.</source>
        <translation>Keine verlässliche Verbindung verknüpft {first}, das erste Bild, mit den anderen; stattdessen bleibt {second} an seinem Platz.</translation>
    </message>
    <message>
        <source>{bare} has no CRS, and {placed} has one; a stack takes images that have a CRS, or ones that have none.</source>
        <translation>{bare} hat kein KBS, und {placed} hat eines; ein Stapel nimmt Bilder, die ein KBS haben, oder solche, die keines haben.</translation>
    </message>
    <message>
        <source>Bands are those of one file, and {count} were given.</source>
        <translation>Kanäle sind die einer Datei, und {count} wurden gegeben.</translation>
    </message>
    <message>
        <source>{folder} still holds files of earlier runs that are no part of this one: {names}. Remove them if they are not wanted.</source>
        <translation>{folder} enthält noch Dateien früherer Läufe, die nicht zu diesem gehören: {names}. Sie löschen, wenn sie nicht gewünscht sind.</translation>
    </message>
    <message>
        <source>{old}, which an earlier run wrote, cannot be removed ({strerror}).</source>
        <translation>{old} aus einem früheren Lauf kann nicht entfernt werden ({strerror}).</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} gives {count}.</source>
        <translation>Ein Stapel braucht mindestens zwei Bilder; {images} ergibt {count}.</translation>
    </message>
    <message>
        <source>There is no file or folder {missing}; check the name.</source>
        <translation>Es gibt keine Datei und keinen Ordner {missing}; den Namen prüfen.</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} are one file.</source>
        <translation>Ein Stapel braucht mindestens zwei Bilder; {images} sind dieselbe Datei.</translation>
    </message>
    <message>
        <source>A stack takes {limit} images at most, not {count}.</source>
        <translation>Ein Stapel nimmt höchstens {limit} Bilder, nicht {count}.</translation>
    </message>
    <message>
        <source>No date is known of these images: {images}. They come last, in the order given; name files as 2021-03-15.tif, or give a list with the columns image and date.</source>
        <translation>Von diesen Bildern ist kein Datum bekannt: {images}. Sie kommen zuletzt, in der gegebenen Reihenfolge; Dateien wie 2021-03-15.tif benennen oder eine Liste mit den Spalten image und date angeben.</translation>
    </message>
    <message>
        <source>Two images would be written as {twice}.tif; rename one of them.</source>
        <translation>Zwei Bilder würden als {twice}.tif geschrieben; eines davon umbenennen.</translation>
    </message>
    <message>
        <source>{raster} has one band; bands can be aligned to each other if there are two at least.</source>
        <translation>{raster} hat einen Kanal; Kanäle lassen sich zueinander ausrichten, wenn es mindestens zwei gibt.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The common grid would have {columns} x {rows} pixels; give a raster whose grid is to be taken.</source>
        <translation>Das gemeinsame Gitter hätte {columns} x {rows} Pixel; ein Raster geben, dessen Gitter genommen werden soll.</translation>
    </message>
    <message>
        <source>The stack was stopped; links that are measured stay, and the same command goes on from there.</source>
        <translation>Der Stapel wurde angehalten; gemessene Verbindungen bleiben, und derselbe Befehl geht von dort weiter.</translation>
    </message>
    <message>
        <source>A {format} cube holds images; with bands, and if nothing but measuring is asked for, there is none.</source>
        <translation>Ein {format}-Würfel enthält Bilder; bei Kanälen, und wenn nur gemessen wird, gibt es keinen.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({strerror}); choose another one.</source>
        <translation>Der Ordner {folder} kann nicht angelegt werden ({strerror}); einen anderen wählen.</translation>
    </message>
    <message>
        <source>{name} is neither a STAC item nor a collection of items.</source>
        <translation>{name} ist weder ein STAC-Objekt noch eine Sammlung davon.</translation>
    </message>
    <message>
        <source>{name}: the item {value} has {count} rasters of which none is the only one with the role 'data'; list the files that are meant.</source>
        <translation>{name}: das Objekt {value} hat {count} Raster, von denen keines als einziges die Rolle 'data' hat; die gemeinten Dateien auflisten.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no rasters ({raster_suffixes}).</source>
        <translation>Der Ordner {folder} enthält keine Raster ({raster_suffixes}).</translation>
    </message>
    <message>
        <source>No file fits {pattern!r}; check the pattern.</source>
        <translation>Keine Datei passt auf {pattern!r}; das Muster prüfen.</translation>
    </message>
    <message>
        <source>{name} lists no images.</source>
        <translation>{name} nennt keine Bilder.</translation>
    </message>
    <message>
        <source>The list {name} begins with {titles}, which is no file; titles that are understood are image, date and exclude, of which image has to be there.</source>
        <translation>Die Liste {name} beginnt mit {titles}, was keine Datei ist; verstanden werden die Spaltentitel image, date und exclude, von denen image da sein muss.</translation>
    </message>
    <message>
        <source>{where}: {text!r} is no date; write it as 2021-03-15 or 2021-03-15T10:11:12.</source>
        <translation>{where}: {text!r} ist kein Datum; als 2021-03-15 oder 2021-03-15T10:11:12 schreiben.</translation>
    </message>
    <message>
        <source>{name} leads back to itself by its links to items.</source>
        <translation>{name} führt durch seine Links auf Items zu sich selbst zurück.</translation>
    </message>
    <message>
        <source>{name} holds no STAC items.</source>
        <translation>{name} enthält keine STAC-Objekte.</translation>
    </message>
    <message>
        <source>{name}: the row {row} names no image; give it one, or remove it.</source>
        <translation>{name}: die Zeile {row} nennt kein Bild; ihr eines geben oder sie entfernen.</translation>
    </message>
    <message>
        <source>its link {reason}</source>
        <translation>seine Verbindung {reason}</translation>
    </message>
    <message>
        <source>held by {count} links</source>
        <translation>von {count} Verbindungen gehalten</translation>
    </message>
    <message>
        <source>held by 1 link</source>
        <translation>von 1 Verbindung gehalten</translation>
    </message>
    <message>
        <source>it is linked to some images, but not to those that hold the others</source>
        <translation>es ist mit einigen Bildern verbunden, aber nicht mit denen, die die anderen halten</translation>
    </message>
    <message>
        <source>{reason}, all of them uncertain: {why}</source>
        <translation>{reason}, alle unsicher: {why}</translation>
    </message>
    <message>
        <source>{reason}, of which one lies {gap:.2f} px from what they agree on, more than it can be off by itself</source>
        <translation>{reason}, von denen eine {gap:.2f} px von dem liegt, worauf sie sich einigen: mehr, als sie von sich aus irren kann</translation>
    </message>
    <message>
        <source>{reason}; check points lie {apart:.2f} px off, CE90 is {ce90:.2f} px</source>
        <translation>{reason}; Prüfpunkte liegen {apart:.2f} px daneben, CE90 ist {ce90:.2f} px</translation>
    </message>
    <message>
        <source>{reason}, and as many contradict them</source>
        <translation>{reason}, und ebenso viele widersprechen ihnen</translation>
    </message>
    <message>
        <source>{reason}; those that lead to the datum are uncertain, with a CE90 of {ce90:.2f} px at best</source>
        <translation>{reason}; die zum Datum führen, sind unsicher, mit einem CE90 von bestenfalls {ce90:.2f} px</translation>
    </message>
    <message>
        <source>{reason}, most of them uncertain as a part of its ground lies elsewhere or bends, with a CE90 of {ce90:.2f} px</source>
        <translation>{reason}, die meisten unsicher, da ein Teil seines Bodens anderswo liegt oder sich biegt, mit einem CE90 von {ce90:.2f} px</translation>
    </message>
    <message>
        <source>no trustworthy link holds it; of {count} that were tried, one says: {reason}</source>
        <translation>keine verlässliche Verbindung hält es; von {count}, die versucht wurden, sagt eine: {reason}</translation>
    </message>
    <message>
        <source>it overlaps no other image</source>
        <translation>es überlappt kein anderes Bild</translation>
    </message>
    <message>
        <source>Below {below:g} or above {above:g} lie all values, so that all edges would be invalid; give {edge_trim_invalid_below} a smaller value than {edge_trim_invalid_above}.</source>
        <translation>Unter {below:g} oder über {above:g} liegen alle Werte, so dass alle Ränder ungültig wären; für {edge_trim_invalid_below} einen kleineren Wert geben als für {edge_trim_invalid_above}.</translation>
    </message>
    <message>
        <source>{band_resampling} {setting} names a band that {source} does not have: it has {have}.</source>
        <translation>{band_resampling} {setting} nennt einen Kanal, den {source} nicht hat: es hat {have}.</translation>
    </message>
    <message>
        <source>Nothing of the {raster} lies in the output: under the transform it lies at {ground}, and the output covers {covered}.</source>
        <translation>Nichts vom {raster} liegt in der Ausgabe: nach der Transformation liegt es bei {ground}, und die Ausgabe bedeckt {covered}.</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>elevation model</source>
        <translation>Höhenmodell</translation>
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
        <source>Ground that the comparison leaves out in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die der Vergleich nur in der Quelle auslässt: Vektoren, ein Raster, in dem 0 ausgenommen ist, oder seine Werte, Bits oder Klassen, wie scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Quelle: nur ansehen</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die nur in der Quelle allein verglichen werden: Vektoren, ein Raster, in dem 0 ausgenommen ist, oder seine Werte, Bits oder Klassen, wie scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Referenz: auslassen</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die der Vergleich nur in der Referenz auslässt: Vektoren, ein Raster, in dem 0 ausgenommen ist, oder seine Werte, Bits oder Klassen, wie scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Referenz: nur ansehen</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Gebiete, die nur in der Referenz allein verglichen werden: Vektoren, ein Raster, in dem 0 ausgenommen ist, oder seine Werte, Bits oder Klassen, wie scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Mehrere werden durch Semikolon getrennt.</translation>
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
