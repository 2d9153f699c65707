<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>Coregix</name>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>La source et la référence sont le même raster ({path}) : choisissez-en deux.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label} : {given} n'est ni une couche raster ni un fichier raster.</translation>
    </message>
    <message>
        <source>Temporary files were kept in {folder}</source>
        <translation>Les fichiers temporaires sont conservés dans {folder}</translation>
    </message>
    <message>
        <source>Share of the common area that the tie points speak for (%)</source>
        <translation>Part de la zone commune que représentent les points de liaison (%)</translation>
    </message>
    <message>
        <source>Align image pair</source>
        <translation>Aligner une paire d'images</translation>
    </message>
    <message>
        <source>Shift east (CRS units)</source>
        <translation>Décalage vers l'est (unités du SCR)</translation>
    </message>
    <message>
        <source>Shift north (CRS units)</source>
        <translation>Décalage vers le nord (unités du SCR)</translation>
    </message>
    <message>
        <source>Rotation (degrees, counter-clockwise)</source>
        <translation>Rotation (degrés, sens antihoraire)</translation>
    </message>
    <message>
        <source>RMSE before (pixels)</source>
        <translation>EQM avant (pixels)</translation>
    </message>
    <message>
        <source>RMSE after (pixels)</source>
        <translation>EQM après (pixels)</translation>
    </message>
    <message>
        <source>Uncertainty, CE90 (pixels)</source>
        <translation>Incertitude, CE90 (pixels)</translation>
    </message>
    <message>
        <source>{name}, aligned</source>
        <translation>{name}, aligné</translation>
    </message>
    <message>
        <source>Apply saved transform</source>
        <translation>Appliquer une transformation enregistrée</translation>
    </message>
    <message>
        <source>Moved raster</source>
        <translation>Raster déplacé</translation>
    </message>
    <message>
        <source>Where a moved raster goes; not used for vectors.</source>
        <translation>Où va un raster déplacé ; inutilisé pour les vecteurs.</translation>
    </message>
    <message>
        <source>Moved vectors</source>
        <translation>Vecteurs déplacés</translation>
    </message>
    <message>
        <source>Where moved vectors go; not used for rasters.</source>
        <translation>Où vont les vecteurs déplacés ; inutilisé pour les rasters.</translation>
    </message>
    <message>
        <source>'{label}' ({name}) is missing: say where the moved data go.</source>
        <translation>'{label}' ({name}) manque : dites où vont les données déplacées.</translation>
    </message>
    <message>
        <source>{label}: {given} is neither a raster nor a vector layer.</source>
        <translation>{label} : {given} n'est ni une couche raster ni une couche vecteur.</translation>
    </message>
    <message>
        <source>disagrees</source>
        <translation>en désaccord</translation>
    </message>
    <message>
        <source>nothing to measure</source>
        <translation>rien à mesurer</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>Ce qui reste</translation>
    </message>
    <message>
        <source>What was moved</source>
        <translation>Ce qui a été déplacé</translation>
    </message>
    <message>
        <source> (arrows {factor} x as long)</source>
        <translation> (flèches {factor} fois plus longues)</translation>
    </message>
    <message>
        <source>agrees with its neighbours</source>
        <translation>concorde avec ses voisins</translation>
    </message>
    <message>
        <source>below {limit} px</source>
        <translation>moins de {limit} px</translation>
    </message>
    <message>
        <source>Assess alignment</source>
        <translation>Évaluer l'alignement</translation>
    </message>
    <message>
        <source>RMSE at the tie points (pixels)</source>
        <translation>EQM aux points de liaison (pixels)</translation>
    </message>
    <message>
        <source>Displacement, as arrows</source>
        <translation>Déplacement, en flèches</translation>
    </message>
    <message>
        <source>CE90 {value}</source>
        <translation>CE90 {value}</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>Le moteur de Coregix est périmé : il a été installé pour une autre version de l'extension ou du Python de QGIS. Lancez 'Coregix engine' depuis la boîte à outils pour le mettre à jour.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'.</source>
        <translation>Le moteur de Coregix n'est pas encore installé. Pressez le bouton d'installation dans la barre de messages, ou lancez 'Coregix engine' depuis la boîte à outils avec l'action 'install'.</translation>
    </message>
    <message>
        <source>The same in a terminal:</source>
        <translation>La même chose dans un terminal :</translation>
    </message>
    <message>
        <source>Reading the rasters</source>
        <translation>Lecture des rasters</translation>
    </message>
    <message>
        <source>Looking for the displacement</source>
        <translation>Recherche du déplacement</translation>
    </message>
    <message>
        <source>Measuring how well they fit</source>
        <translation>Mesure de la concordance</translation>
    </message>
    <message>
        <source>Writing the moved pixels</source>
        <translation>Écriture des pixels déplacés</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Écriture du rapport</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {error}.</source>
        <translation>Le moteur de Coregix ne démarre pas : {error}.</translation>
    </message>
    <message>
        <source>Coregix engine</source>
        <translation>Moteur de Coregix</translation>
    </message>
    <message>
        <source>Check, install, update or remove the engine that runs the alignments.</source>
        <translation>Vérifier, installer, mettre à jour ou supprimer le moteur qui effectue les alignements.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Supprimer aussi le moteur</translation>
    </message>
    <message>
        <source>The plugin is uninstalled; its engine still takes {size} MB in {folder}.</source>
        <translation>L'extension est désinstallée ; son moteur occupe encore {size} Mo dans {folder}.</translation>
    </message>
    <message>
        <source>the first band</source>
        <translation>la première bande</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activé</translation>
    </message>
    <message>
        <source>off</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>There is no report, as its packages cannot be fetched: {reason}</source>
        <translation>Pas de rapport, car ses paquets ne peuvent pas être téléchargés : {reason}</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>La même chose dans un terminal</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>Par défaut : {value}.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Environ {download} Mo de paquets sont téléchargés depuis le Python Package Index (PyPI) et décompressés dans {folder}, où ils occupent {size} Mo. Les paquets de QGIS ne sont pas touchés.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated. {download} MB from PyPI, {size} MB in {folder}</source>
        <translation>Le moteur manque ou est périmé. {download} Mo depuis PyPI, {size} Mo dans {folder}</translation>
    </message>
    <message>
        <source>a web map (WMS, WMTS or tiles)</source>
        <translation>une carte web (WMS, WMTS ou tuiles)</translation>
    </message>
    <message>
        <source>a web coverage (WCS)</source>
        <translation>une couverture web (WCS)</translation>
    </message>
    <message>
        <source>a web map (ArcGIS)</source>
        <translation>une carte web (ArcGIS)</translation>
    </message>
    <message>
        <source>a virtual raster of QGIS</source>
        <translation>un raster virtuel de QGIS</translation>
    </message>
    <message>
        <source>in a database</source>
        <translation>dans une base de données</translation>
    </message>
    <message>
        <source>of the kind '{kind}'</source>
        <translation>du genre '{kind}'</translation>
    </message>
    <message>
        <source>The layer '{name}' is {what}, not a file that GDAL reads: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>La couche '{name}' est {what}, pas un fichier que GDAL lit : exportez-la en GeoTIFF (Exporter &gt; Enregistrer sous) et utilisez celui-ci.</translation>
    </message>
    <message>
        <source>The layer '{name}' is in the memory of QGIS only: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>La couche '{name}' n'est que dans la mémoire de QGIS : exportez-la en GeoTIFF (Exporter &gt; Enregistrer sous) et utilisez celui-ci.</translation>
    </message>
    <message>
        <source>The layer '{name}' is opened with options or a stored login that the engine does not have: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>La couche '{name}' est ouverte avec des options ou une connexion enregistrée que le moteur n'a pas : exportez-la en GeoTIFF (Exporter &gt; Enregistrer sous) et utilisez celui-ci.</translation>
    </message>
    <message>
        <source>The layer '{name}' has a range of additional nodata values, and Coregix takes single values: set these pixels to one value first (Raster calculator), or clear the range in the layer's Transparency settings.</source>
        <translation>La couche '{name}' a un intervalle de valeurs sans données supplémentaires, et Coregix prend des valeurs isolées : mettez d'abord ces pixels à une seule valeur (Calculatrice raster), ou effacez l'intervalle dans les réglages de transparence de la couche.</translation>
    </message>
    <message>
        <source>The layer '{name}' has several additional nodata values, and Coregix takes one for all bands: leave one in the layer's Transparency settings.</source>
        <translation>La couche '{name}' a plusieurs valeurs sans données supplémentaires, et Coregix en prend une pour toutes les bandes : laissez-en une dans les réglages de transparence de la couche.</translation>
    </message>
    <message>
        <source>The layer '{name}' uses the file's nodata value for some bands only: switch it on or off for all of them in the layer's Transparency settings.</source>
        <translation>La couche '{name}' n'utilise la valeur sans données du fichier que pour certaines bandes : activez-la ou désactivez-la pour toutes dans les réglages de transparence de la couche.</translation>
    </message>
    <message>
        <source>The features of the layer '{name}' cannot be copied for the engine: {message}</source>
        <translation>Les entités de la couche '{name}' ne peuvent pas être copiées pour le moteur : {message}</translation>
    </message>
    <message>
        <source>The layer '{name}' is neither a raster nor a vector layer; it cannot be a mask.</source>
        <translation>La couche '{name}' n'est ni raster ni vecteur ; elle ne peut pas être un masque.</translation>
    </message>
    <message>
        <source>{path} cannot be opened by GDAL.</source>
        <translation>GDAL ne peut pas ouvrir {path}.</translation>
    </message>
    <message>
        <source>Installing the Coregix engine</source>
        <translation>Installation du moteur de Coregix</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Installing the engine …</source>
        <translation>Installation du moteur …</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>Le moteur de Coregix est installé.</translation>
    </message>
    <message>
        <source>Install the Coregix engine</source>
        <translation>Installer le moteur de Coregix</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <source>Resume the installation</source>
        <translation>Reprendre l'installation</translation>
    </message>
    <message>
        <source>5. Accept</source>
        <translation>5. Accepter</translation>
    </message>
    <message>
        <source>Save transform, tie points and report beside it</source>
        <translation>Enregistrer à côté la transformation, les points de liaison et le rapport</translation>
    </message>
    <message>
        <source>Write it although it is not reliable</source>
        <translation>Écrire bien que ce ne soit pas fiable</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Écrire</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Move along</source>
        <translation>Déplacer aussi</translation>
    </message>
    <message>
        <source>The moved raster (GeoTIFF)</source>
        <translation>Le raster déplacé (GeoTIFF)</translation>
    </message>
    <message>
        <source>Only a georeference: VRT</source>
        <translation>Seulement une géoréférence : VRT</translation>
    </message>
    <message>
        <source>Only a georeference: world file</source>
        <translation>Seulement une géoréférence : fichier world</translation>
    </message>
    <message>
        <source>Only control points</source>
        <translation>Seulement des points de contrôle</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Name a file to write.</source>
        <translation>Indiquez un fichier à écrire.</translation>
    </message>
    <message>
        <source>This alignment is not reliable. Help it by points, or tick that it is to be written all the same.</source>
        <translation>Cet alignement n'est pas fiable. Aidez-le par des points, ou cochez qu'il doit être écrit quand même.</translation>
    </message>
    <message>
        <source>Measured anew, this is not reliable: {reason}. Nothing was written.</source>
        <translation>Mesuré à nouveau, ce n'est pas fiable : {reason}. Rien n'a été écrit.</translation>
    </message>
    <message>
        <source>Moving {name}</source>
        <translation>Déplacement de {name}</translation>
    </message>
    <message>
        <source>Align a raster …</source>
        <translation>Aligner un raster …</translation>
    </message>
    <message>
        <source>Align this layer …</source>
        <translation>Aligner cette couche …</translation>
    </message>
    <message>
        <source>Point added; the images correlate by {score} there.</source>
        <translation>Point ajouté ; les images y sont corrélées à {score}.</translation>
    </message>
    <message>
        <source>Drag a point</source>
        <translation>Déplacer un point</translation>
    </message>
    <message>
        <source>1. Choose</source>
        <translation>1. Choisir</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>non indiqué</translation>
    </message>
    <message>
        <source>Place it by hand</source>
        <translation>Placer à la main</translation>
    </message>
    <message>
        <source>Drag the source over the map, and turn and scale it at its corners: roughly is enough.</source>
        <translation>Faites glisser la source sur la carte, tournez-la et redimensionnez-la par ses coins : à peu près suffit.</translation>
    </message>
    <message>
        <source>Load sample data</source>
        <translation>Charger des données d'exemple</translation>
    </message>
    <message>
        <source>Two Landsat bands to try it on, of which one is displaced: 1.4 MB from PyPI.</source>
        <translation>Deux bandes Landsat pour essayer, dont une déplacée : 1,4 Mo de PyPI.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesurer</translation>
    </message>
    <message>
        <source>Select polygons in the current layer first.</source>
        <translation>Sélectionnez d'abord des polygones dans la couche courante.</translation>
    </message>
    <message>
        <source>The whole source</source>
        <translation>Toute la source</translation>
    </message>
    <message>
        <source>What the canvas shows</source>
        <translation>Ce que montre le canevas</translation>
    </message>
    <message>
        <source>Selected polygons</source>
        <translation>Polygones sélectionnés</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Source band</source>
        <translation>Bande de la source</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Reference band</source>
        <translation>Bande de la référence</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformation</translation>
    </message>
    <message>
        <source>Largest shift</source>
        <translation>Décalage maximal</translation>
    </message>
    <message>
        <source>Choose a source and a reference.</source>
        <translation>Choisissez une source et une référence.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Regarder</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Exclure</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Départ</translation>
    </message>
    <message>
        <source>Loading the sample data</source>
        <translation>Chargement des données d'exemple</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>Écriture de l'alignement</translation>
    </message>
    <message>
        <source>Nothing is written until you accept.</source>
        <translation>Rien n'est écrit avant que vous n'acceptiez.</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>Démarrage du moteur</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Annulé ; rien n'a été écrit.</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Référence d'exemple</translation>
    </message>
    <message>
        <source>Sample source</source>
        <translation>Source d'exemple</translation>
    </message>
    <message>
        <source>No point is ticked: tick some, or add one.</source>
        <translation>Aucun point n'est coché : cochez-en, ou ajoutez-en un.</translation>
    </message>
    <message>
        <source>The ticked points lie in one line: add one beside it.</source>
        <translation>Les points cochés sont alignés : ajoutez-en un à côté.</translation>
    </message>
    <message>
        <source>4. Help where it needs you</source>
        <translation>4. Aider où il le faut</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Résoudre à nouveau</translation>
    </message>
    <message>
        <source>. Accept measures this anew</source>
        <translation>. Accepter mesure cela à nouveau</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Ajouter un point</translation>
    </message>
    <message>
        <source>Drag points</source>
        <translation>Déplacer des points</translation>
    </message>
    <message>
        <source>Leave out a polygon</source>
        <translation>Exclure un polygone</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>{used} of {count} points are ticked</source>
        <translation>{used} points sur {count} sont cochés</translation>
    </message>
    <message>
        <source>; {model} through them leaves {rmse} px</source>
        <translation>; {model} à travers eux laisse {rmse} px</translation>
    </message>
    <message>
        <source>2. Measure</source>
        <translation>2. Mesurer</translation>
    </message>
    <message>
        <source>3. Look</source>
        <translation>3. Regarder</translation>
    </message>
    <message>
        <source>Arrows: what is moved</source>
        <translation>Flèches : ce qui est déplacé</translation>
    </message>
    <message>
        <source>Arrows: what is left</source>
        <translation>Flèches : ce qui reste</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Rideau</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Clignotement</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Damier</translation>
    </message>
    <message>
        <source>Measuring the alignment</source>
        <translation>Mesure de l'alignement</translation>
    </message>
    <message>
        <source>Looking for the point</source>
        <translation>Recherche du point</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Cocher un point</translation>
    </message>
    <message>
        <source>Coregix: not yet accepted</source>
        <translation>Coregix : pas encore accepté</translation>
    </message>
    <message>
        <source>Tie points</source>
        <translation>Points de liaison</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>à la main</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>mesuré</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Residual (px)</source>
        <translation>Résidu (px)</translation>
    </message>
    <message>
        <source>Moved (px)</source>
        <translation>Déplacé (px)</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Python that has Coregix (empty: the engine in this profile)</source>
        <translation>Python qui a Coregix (vide : le moteur de ce profil)</translation>
    </message>
    <message>
        <source>Package index to install the engine from (empty: PyPI)</source>
        <translation>Index de paquets d'où installer le moteur (vide : PyPI)</translation>
    </message>
    <message>
        <source>Reference: drawn from the layer '{name}'</source>
        <translation>Référence : dessinée d'après la couche '{name}'</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>L'exécution a été annulée ; rien n'a été écrit.</translation>
    </message>
    <message>
        <source>, {factor} x coarser than the source</source>
        <translation>, {factor} fois plus grossière que la source</translation>
    </message>
    <message>
        <source>Drawing {name}</source>
        <translation>Dessin de {name}</translation>
    </message>
    <message>
        <source>The layer '{name}' shows nothing around the source: zoom there to see whether it is drawn at all.</source>
        <translation>La couche '{name}' ne montre rien autour de la source : zoomez-y pour voir si elle est dessinée.</translation>
    </message>
    <message>
        <source>The layer '{name}' has no CRS, so that nothing can be drawn around it: set one in its properties.</source>
        <translation>La couche '{name}' n'a pas de SCR, rien ne peut donc être dessiné autour : définissez-en un dans ses propriétés.</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>aligné</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>incertain</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>{path} ne peut pas être écrit : {error}</translation>
    </message>
    <message>
        <source>Align image stack</source>
        <translation>Aligner une pile d'images</translation>
    </message>
    <message>
        <source>Table of shifts</source>
        <translation>Table des décalages</translation>
    </message>
    <message>
        <source>Where a row for each image goes, at the image's outline: how far it was moved, how sure that is, and its verdict. If it is opened after the run, the aligned images are too.</source>
        <translation>Où va une ligne par image, sur le contour de l'image : de combien elle a été déplacée, avec quelle certitude, et son verdict. Si elle est ouverte après l'exécution, les images alignées le sont aussi.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Pile alignée</translation>
    </message>
    <message>
        <source>Aligned images</source>
        <translation>Images alignées</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>Nombre d'images</translation>
    </message>
    <message>
        <source>Number of images that failed</source>
        <translation>Nombre d'images en échec</translation>
    </message>
    <message>
        <source>A stack needs two images at least.</source>
        <translation>Une pile demande au moins deux images.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>Les couches ont des valeurs sans données supplémentaires différentes, et une pile en prend une pour toutes : effacez-les dans les réglages de transparence des couches, ou donnez-en une sous Avancé.</translation>
    </message>
    <message>
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>La référence a une valeur sans données supplémentaire que son fichier n'a pas : écrivez-la d'abord dans le fichier (Raster &gt; Conversion &gt; Convertir), ou effacez-la dans les réglages de transparence de la couche.</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} images sur {count} sont alignées.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>Le dossier de {path} n'existe pas ; créez-le d'abord.</translation>
    </message>
    <message>
        <source>Trim invalid edges</source>
        <translation>Rogner les bords invalides</translation>
    </message>
    <message>
        <source>The layer has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>La couche a une valeur sans données supplémentaire que son fichier n'a pas : écrivez-la d'abord dans le fichier (Raster &gt; Conversion &gt; Convertir), ou effacez-la dans les réglages de transparence de la couche.</translation>
    </message>
    <message>
        <source>The source lies in place already and was left there.</source>
        <translation>La source est déjà en place et y a été laissée.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>droite</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gauche</translation>
    </message>
    <message>
        <source>down</source>
        <translation>bas</translation>
    </message>
    <message>
        <source>up</source>
        <translation>haut</translation>
    </message>
    <message>
        <source>east</source>
        <translation>est</translation>
    </message>
    <message>
        <source>west</source>
        <translation>ouest</translation>
    </message>
    <message>
        <source>north</source>
        <translation>nord</translation>
    </message>
    <message>
        <source>south</source>
        <translation>sud</translation>
    </message>
    <message>
        <source>Moved {east} {to_east}, {north} {to_north}</source>
        <translation>Déplacé de {east} {to_east}, {north} {to_north}</translation>
    </message>
    <message>
        <source>Left: {pixels} px ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Reste : {pixels} px ({length}) d'EQM à {count} points de liaison, qui représentent {share} % de la zone commune</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} px ({length}).</source>
        <translation>Incertitude (CE90) : {pixels} px ({length}).</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>Aligné</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <source>Not reliable</source>
        <translation>Pas fiable</translation>
    </message>
    <message>
        <source>Found at {x}, {y}, turned {angle}° counter-clockwise, with pixels of {size}.</source>
        <translation>Trouvée à {x}, {y}, tournée de {angle}° dans le sens antihoraire, avec des pixels de {size}.</translation>
    </message>
    <message>
        <source>, turned {angle}° counter-clockwise</source>
        <translation>, tourné de {angle}° dans le sens antihoraire</translation>
    </message>
    <message>
        <source>, and locally by up to {length}</source>
        <translation>, et localement jusqu'à {length}</translation>
    </message>
    <message>
        <source>; before: {pixels} px</source>
        <translation>; avant : {pixels} px</translation>
    </message>
    <message>
        <source>Align one raster to another.</source>
        <translation>Aligner un raster sur un autre.</translation>
    </message>
    <message>
        <source>The source raster is moved onto the reference. The result is measured at tie points: the verdict says whether to trust it, and where there is nothing to align by, there is a message and no file. Arrows show what was moved.</source>
        <translation>Le raster source est déplacé sur la référence. Le résultat est mesuré à des points de liaison : le verdict dit s'il faut s'y fier, et là où il n'y a rien pour aligner, il y a un message et aucun fichier. Des flèches montrent ce qui a été déplacé.</translation>
    </message>
    <message>
        <source>Source raster</source>
        <translation>Raster source</translation>
    </message>
    <message>
        <source>The raster that is displaced: it is moved onto the reference. Any path that GDAL reads.</source>
        <translation>Le raster décalé : il est déplacé sur la référence. Tout chemin que GDAL lit.</translation>
    </message>
    <message>
        <source>Band of the source used for the registration.</source>
        <translation>Bande de la source utilisée pour le recalage.</translation>
    </message>
    <message>
        <source>Reference raster</source>
        <translation>Raster de référence</translation>
    </message>
    <message>
        <source>The raster that lies in the right place: the source is aligned to it. Any path that GDAL reads.</source>
        <translation>Le raster bien placé : la source est alignée sur lui. Tout chemin que GDAL lit.</translation>
    </message>
    <message>
        <source>Band of the reference used for the registration.</source>
        <translation>Bande de la référence utilisée pour le recalage.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity, affine and homography that the evidence supports; 'homography' is for photographs of flat ground that were taken at an angle, 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>Ce que peut être le déplacement. 'auto' prend la plus simple de translation, rigid, similarity, affine et homography que les mesures soutiennent ; 'homography' convient aux photographies d'un terrain plat prises de biais, 'local' ajoute un champ de déplacements lisse pour le relief et les effets d'objectif.</translation>
    </message>
    <message>
        <source>Largest displacement that is looked for, in units of the reference's CRS; half the image where not given.</source>
        <translation>Plus grand déplacement recherché, en unités du SCR de la référence ; la moitié de l'image si rien n'est donné.</translation>
    </message>
    <message>
        <source>CRS units</source>
        <translation>unités du SCR</translation>
    </message>
    <message>
        <source>Where the search begins. 'near' trusts the source's georeference up to half the image and 10 degrees; 'anywhere' trusts nothing: any place in the reference, any turn, pixels from 0.3 to 3 times the reference's. A source without a georeference is looked for anywhere by itself.</source>
        <translation>Où commence la recherche. 'near' se fie au géoréférencement de la source à une demi-image et 10 degrés près ; 'anywhere' ne se fie à rien : n'importe quel endroit de la référence, n'importe quelle rotation, des pixels de 0,3 à 3 fois ceux de la référence. Une source sans géoréférencement est d'elle-même cherchée partout.</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in both rasters; the output keeps its pixels: vector layers, or raster layers of which 0 is out.</source>
        <translation>Terrain que la comparaison exclut dans les deux rasters ; la sortie garde ses pixels : couches vecteur, ou couches raster où 0 est dehors.</translation>
    </message>
    <message>
        <source>Look at only</source>
        <translation>Ne regarder que</translation>
    </message>
    <message>
        <source>Ground that alone is compared in both rasters: vector layers, or raster layers of which 0 is out.</source>
        <translation>Terrain qui seul est comparé dans les deux rasters : couches vecteur, ou couches raster où 0 est dehors.</translation>
    </message>
    <message>
        <source>Aligned raster</source>
        <translation>Raster aligné</translation>
    </message>
    <message>
        <source>Where the aligned raster goes: all bands of the source, resampled once. Replaced only when it is whole.</source>
        <translation>Où va le raster aligné : toutes les bandes de la source, rééchantillonnées une fois. Remplacé seulement quand il est entier.</translation>
    </message>
    <message>
        <source>Write on the source grid</source>
        <translation>Écrire sur la grille de la source</translation>
    </message>
    <message>
        <source>The output has the source's size, transform and CRS; off: the reference's.</source>
        <translation>La sortie a la taille, la position et le SCR de la source ; désactivé : ceux de la référence.</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Rééchantillonnage</translation>
    </message>
    <message>
        <source>How the output pixels are interpolated; nearest for classes and masks.</source>
        <translation>Comment les pixels de sortie sont interpolés ; nearest pour les classes et les masques.</translation>
    </message>
    <message>
        <source>Transform file</source>
        <translation>Fichier de transformation</translation>
    </message>
    <message>
        <source>Where the transform goes as JSON, to move other data by it later.</source>
        <translation>Où va la transformation en JSON, pour déplacer plus tard d'autres données avec elle.</translation>
    </message>
    <message>
        <source>Where the measured displacements go: one point for each place that was looked at.</source>
        <translation>Où vont les déplacements mesurés : un point pour chaque endroit examiné.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Where the HTML report goes; a refused alignment has one too (one file).</source>
        <translation>Où va le rapport HTML ; un alignement refusé en a un aussi (un fichier).</translation>
    </message>
    <message>
        <source>Source nodata</source>
        <translation>Nodata de la source</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the source, besides the masks and tags of the file.</source>
        <translation>Valeur qui signifie 'sans données' dans la source, en plus des masques et des balises du fichier.</translation>
    </message>
    <message>
        <source>Reference nodata</source>
        <translation>Nodata de la référence</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the reference, besides the masks and tags of the file.</source>
        <translation>Valeur qui signifie 'sans données' dans la référence, en plus des masques et des balises du fichier.</translation>
    </message>
    <message>
        <source>Output nodata</source>
        <translation>Nodata de la sortie</translation>
    </message>
    <message>
        <source>Value written into invalid output pixels: by default the source's nodata; without one, NaN in floats, and in integers 0 under a mask. Refused when the output type cannot hold it.</source>
        <translation>Valeur écrite dans les pixels de sortie non valides : par défaut la valeur sans données de la source ; sans elle, NaN pour les flottants et 0 sous un masque pour les entiers. Refusée si le type de sortie ne peut la contenir.</translation>
    </message>
    <message>
        <source>Smallest valid share</source>
        <translation>Part valide minimale</translation>
    </message>
    <message>
        <source>Smallest share of the common area that must hold valid pixels in both rasters.</source>
        <translation>Plus petite part de la zone commune qui doit avoir des pixels valides dans les deux rasters.</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Similarité</translation>
    </message>
    <message>
        <source>How the images are compared. 'correlation' suits the same kind of image, 'orientation' inverted contrast, thermal and maps, 'mutual-information' radar against optical, 'structure' what shares outlines alone; 'auto' takes what holds on this pair.</source>
        <translation>Comment les images sont comparées. 'correlation' convient au même genre d'image, 'orientation' au contraste inversé, au thermique et aux cartes, 'mutual-information' au radar contre optique, 'structure' à ce qui ne partage que des contours ; 'auto' prend ce qui tient sur cette paire.</translation>
    </message>
    <message>
        <source>Use edge proxies</source>
        <translation>Utiliser des images de contours</translation>
    </message>
    <message>
        <source>Register edge images, which are blind to invalid neighbours, instead of the bands as they are.</source>
        <translation>Recaler des images de contours, aveugles aux voisins non valides, au lieu des bandes telles quelles.</translation>
    </message>
    <message>
        <source>Clip reference to source</source>
        <translation>Découper la référence sur la source</translation>
    </message>
    <message>
        <source>Look only at the part of the reference that the source can reach (its bounds and the largest shift).</source>
        <translation>Ne regarder que la partie de la référence que la source peut atteindre (ses limites et le décalage maximal).</translation>
    </message>
    <message>
        <source>Use the mutual valid area</source>
        <translation>Utiliser la zone valide commune</translation>
    </message>
    <message>
        <source>Solve over pixels that are valid in both rasters; off: each raster's own mask counts for itself.</source>
        <translation>Résoudre sur les pixels valides dans les deux rasters ; désactivé : le masque de chaque raster vaut pour lui-même.</translation>
    </message>
    <message>
        <source>Solve resolutions</source>
        <translation>Résolutions de la résolution</translation>
    </message>
    <message>
        <source>Pixel sizes of the levels of the solve, coarse to fine, such as 8,4,0.5; 0 means the reference's own. Chosen from both rasters where not given.</source>
        <translation>Tailles de pixel des niveaux de la résolution, du grossier au fin, comme 8,4,0.5 ; 0 est celle de la référence. Choisies d'après les deux rasters si rien n'est donné.</translation>
    </message>
    <message>
        <source>Known points</source>
        <translation>Points connus</translation>
    </message>
    <message>
        <source>A point file of QGIS's Georeferencer (.points): the alignment starts from these points and is checked against them. They place a raster that has no georeference.</source>
        <translation>Un fichier de points du Géoréférenceur de QGIS (.points) : l'alignement part de ces points et est vérifié par eux. Ils placent un raster qui n'a pas de géoréférence.</translation>
    </message>
    <message>
        <source>Known points alone</source>
        <translation>Points connus seuls</translation>
    </message>
    <message>
        <source>The transform is fitted to the known points alone, and nothing is looked for; it is measured as any other.</source>
        <translation>La transformation est ajustée aux seuls points connus, et rien n'est cherché ; elle est mesurée comme toute autre.</translation>
    </message>
    <message>
        <source>Near place</source>
        <translation>Près de</translation>
    </message>
    <message>
        <source>A place x,y in the reference's CRS near which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Un endroit x,y dans le SCR de la référence près duquel se trouve la source : elle y est cherchée, quoi que dise son géoréférencement.</translation>
    </message>
    <message>
        <source>Within rectangle</source>
        <translation>Dans le rectangle</translation>
    </message>
    <message>
        <source>A rough rectangle in the reference's CRS (xmin,ymin,xmax,ymax) in which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Un rectangle approximatif dans le SCR de la référence (xmin,ymin,xmax,ymax) où se trouve la source : elle y est cherchée, quoi que dise son géoréférencement.</translation>
    </message>
    <message>
        <source>Source: leave out</source>
        <translation>Source : exclure</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain que la comparaison exclut dans la source seule, écrit comme un fichier avec des valeurs, des bits ou des classes : scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Source : ne regarder que</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain qui seul est comparé dans la source seule, écrit comme un fichier avec des valeurs, des bits ou des classes : scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Référence : exclure</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain que la comparaison exclut dans la référence seule, écrit comme un fichier avec des valeurs, des bits ou des classes : scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Référence : ne regarder que</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain qui seul est comparé dans la référence seule, écrit comme un fichier avec des valeurs, des bits ou des classes : scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>After the alignment, set invalid-looking pixels along the edge of the valid area to nodata.</source>
        <translation>Après l'alignement, mettre sans données les pixels du bord de la zone valide qui paraissent non valides.</translation>
    </message>
    <message>
        <source>Trim depth</source>
        <translation>Profondeur de rognage</translation>
    </message>
    <message>
        <source>How far from the edge of the valid area pixels are looked at.</source>
        <translation>Jusqu'où du bord de la zone valide les pixels sont examinés.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>pixels</translation>
    </message>
    <message>
        <source>Trim detection band</source>
        <translation>Bande de détection</translation>
    </message>
    <message>
        <source>Band in which invalid pixels are recognised.</source>
        <translation>Bande dans laquelle les pixels non valides sont reconnus.</translation>
    </message>
    <message>
        <source>Invalid below</source>
        <translation>Invalide en dessous de</translation>
    </message>
    <message>
        <source>Edge pixels below this value are invalid; those of value 0 where neither limit is given.</source>
        <translation>Les pixels du bord sous cette valeur ne sont pas valides ; ceux de valeur 0 si aucune limite n'est donnée.</translation>
    </message>
    <message>
        <source>Invalid above</source>
        <translation>Invalide au-dessus de</translation>
    </message>
    <message>
        <source>Edge pixels above this value are invalid.</source>
        <translation>Les pixels du bord au-dessus de cette valeur ne sont pas valides.</translation>
    </message>
    <message>
        <source>Write unreliable results</source>
        <translation>Écrire des résultats non fiables</translation>
    </message>
    <message>
        <source>Write the output even where no reliable alignment was found; the result is marked as such everywhere.</source>
        <translation>Écrire la sortie même si aucun alignement fiable n'a été trouvé ; le résultat est partout marqué comme tel.</translation>
    </message>
    <message>
        <source>Resampling of bands</source>
        <translation>Rééchantillonnage par bande</translation>
    </message>
    <message>
        <source>Another resampling for some bands, such as 4=nearest (bands counted from 0); classes=nearest is for all bands of classes or bits, found by palette, attribute table or description, and what they get unless told otherwise. Several are separated by semicolons.</source>
        <translation>Un autre rééchantillonnage pour certaines bandes, comme 4=nearest (bandes comptées à partir de 0) ; classes=nearest vaut pour toutes les bandes de classes ou de bits, reconnues à leur palette, table d'attributs ou description, et s'applique à elles sauf indication contraire. Plusieurs se séparent par des points-virgules.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Of the output's ending where 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), or a tiled GeoTIFF, a cloud-optimised one with overviews, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine or ENVI.</source>
        <translation>Selon l'extension de la sortie avec 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), sinon un GeoTIFF tuilé, un autre optimisé pour le cloud avec aperçus, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine ou ENVI.</translation>
    </message>
    <message>
        <source>Creation options</source>
        <translation>Options de création</translation>
    </message>
    <message>
        <source>A creation option of GDAL's driver, such as COMPRESS=ZSTD. Any number. Several are separated by semicolons.</source>
        <translation>Une option de création du pilote GDAL, comme COMPRESS=ZSTD. Autant que voulu, séparées par des points-virgules.</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>Modèle d'altitude</translation>
    </message>
    <message>
        <source>A raster of heights: the report then shows residuals against height, which terrain and a wrong elevation model of the source leave.</source>
        <translation>Un raster d'altitudes : le rapport montre alors les résidus selon l'altitude, que laissent le relief et un modèle d'altitude erroné de la source.</translation>
    </message>
    <message>
        <source>STAC sidecar</source>
        <translation>Fichier STAC joint</translation>
    </message>
    <message>
        <source>Where a STAC item that describes the result goes (JSON).</source>
        <translation>Où va un élément STAC qui décrit le résultat (JSON).</translation>
    </message>
    <message>
        <source>Displacement field</source>
        <translation>Champ de déplacements</translation>
    </message>
    <message>
        <source>Where the displacement goes as a raster: bands of east, north and their CE90 in units of the output's CRS, on its grid or a coarser one.</source>
        <translation>Où va le déplacement en raster : des bandes est, nord et leur CE90 en unités du SCR de la sortie, sur sa grille ou une plus grossière.</translation>
    </message>
    <message>
        <source>Split factor</source>
        <translation>Facteur de division</translation>
    </message>
    <message>
        <source>Solve and apply in 2^k chunks, for less memory at a time; the result stays the same to 0.01 px.</source>
        <translation>Résoudre et appliquer en 2^k morceaux, pour moins de mémoire à la fois ; le résultat reste le même à 0,01 px près.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Fils d'exécution</translation>
    </message>
    <message>
        <source>Processor threads to use; 0: all of them. The numbers are the same whatever it is.</source>
        <translation>Fils d'exécution utilisés ; 0 : tous. Les nombres sont les mêmes quel qu'en soit le nombre.</translation>
    </message>
    <message>
        <source>Memory budget</source>
        <translation>Budget de mémoire</translation>
    </message>
    <message>
        <source>Memory that the run plans with.</source>
        <translation>Mémoire avec laquelle l'exécution compte.</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>Mio</translation>
    </message>
    <message>
        <source>Temporary folder</source>
        <translation>Dossier temporaire</translation>
    </message>
    <message>
        <source>Folder in which temporary files are made; the system's where not given.</source>
        <translation>Dossier où sont créés les fichiers temporaires ; celui du système si rien n'est donné.</translation>
    </message>
    <message>
        <source>Keep temporary files</source>
        <translation>Conserver les fichiers temporaires</translation>
    </message>
    <message>
        <source>Leave the registration images, masks and the solver's parameters and log there, to look at in a GIS.</source>
        <translation>Y laisser les images de recalage, les masques et les paramètres et le journal du solveur, pour les regarder dans un SIG.</translation>
    </message>
    <message>
        <source>Print the solver's log</source>
        <translation>Afficher le journal du solveur</translation>
    </message>
    <message>
        <source>Put the log of the registration backend among the messages.</source>
        <translation>Mettre le journal du solveur parmi les messages.</translation>
    </message>
    <message>
        <source>Align many images to each other: a time series, tiles, bands.</source>
        <translation>Aligner beaucoup d'images entre elles : une série temporelle, des tuiles, des bandes.</translation>
    </message>
    <message>
        <source>Images are measured against each other in pairs, and one solution is found for all of them: no reference is needed, and images that contradict the others are found. The aligned images come as a series that the temporal controller plays, with a table of how far each was moved and how sure that is.</source>
        <translation>Les images sont mesurées entre elles par paires, et une solution est trouvée pour toutes : aucune référence n'est nécessaire, et les images qui contredisent les autres sont trouvées. Les images alignées viennent en une série que le contrôleur temporel joue, avec une table de combien chacune a été déplacée et avec quelle certitude.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>The images of the stack. Their dates are those of the layers' temporal properties, or else are read from names and tags.</source>
        <translation>Les images de la pile. Leurs dates sont celles des propriétés temporelles des couches, sinon elles sont lues dans les noms et les balises.</translation>
    </message>
    <message>
        <source>A raster that lies in the right place and is not moved; the images are aligned to each other where not given.</source>
        <translation>Un raster bien placé qui n'est pas déplacé ; si rien n'est donné, les images sont alignées entre elles.</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Which image stays in place where there is no reference: 'first', the name of an image, or 'mean', under which the images move as little as possible.</source>
        <translation>Quelle image reste en place quand il n'y a pas de référence : 'first', le nom d'une image, ou 'mean', où les images bougent le moins possible.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity and affine that the evidence supports; 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>Ce que peut être le déplacement. 'auto' prend la plus simple de translation, rigid, similarity et affine que les mesures soutiennent ; 'local' ajoute un champ de déplacements lisse pour le relief et les effets d'objectif.</translation>
    </message>
    <message>
        <source>Grid of</source>
        <translation>Grille de</translation>
    </message>
    <message>
        <source>A raster whose grid the output takes; the input's own grid where not given.</source>
        <translation>Un raster dont la sortie prend la grille ; celle de l'entrée si rien n'est donné.</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <source>Where the aligned images, the transforms and the tables go; links that are measured are kept there for later runs.</source>
        <translation>Où vont les images alignées, les transformations et les tables ; les liens mesurés y sont gardés pour des exécutions ultérieures.</translation>
    </message>
    <message>
        <source>Write on one grid</source>
        <translation>Écrire sur une seule grille</translation>
    </message>
    <message>
        <source>All images get one grid, that of the finest; off: each keeps its own.</source>
        <translation>Toutes les images reçoivent une seule grille, celle de la plus fine ; désactivé : chacune garde la sienne.</translation>
    </message>
    <message>
        <source>Measure only</source>
        <translation>Mesurer seulement</translation>
    </message>
    <message>
        <source>Write the tables, the transforms and VRTs that place the images by them, but no pixels.</source>
        <translation>Écrire les tables, les transformations et les VRT qui placent les images d'après elles, mais aucun pixel.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Processus</translation>
    </message>
    <message>
        <source>Local worker processes; 0: as many as processors and memory allow.</source>
        <translation>Processus de travail locaux ; 0 : autant que les processeurs et la mémoire le permettent.</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Bande</translation>
    </message>
    <message>
        <source>Band used for the registration in both rasters.</source>
        <translation>Bande utilisée pour le recalage dans les deux rasters.</translation>
    </message>
    <message>
        <source>Input nodata</source>
        <translation>Nodata de l'entrée</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the input, besides the masks and tags of the file.</source>
        <translation>Valeur qui signifie 'sans données' dans l'entrée, en plus des masques et des balises du fichier.</translation>
    </message>
    <message>
        <source>Uncertainty of pairs</source>
        <translation>Incertitude des paires</translation>
    </message>
    <message>
        <source>Write pairs.csv: how well each two images lie on each other.</source>
        <translation>Écrire pairs.csv : à quel point les images se superposent deux à deux.</translation>
    </message>
    <message>
        <source>STAC collection</source>
        <translation>Collection STAC</translation>
    </message>
    <message>
        <source>Write collection.json and an item for each image.</source>
        <translation>Écrire collection.json et un élément pour chaque image.</translation>
    </message>
    <message>
        <source>Measure how well two rasters are aligned, by whatever tool.</source>
        <translation>Mesurer l'alignement de deux rasters, quel que soit l'outil.</translation>
    </message>
    <message>
        <source>Measures the displacement that is left between two rasters, whatever aligned them. Nothing is moved.</source>
        <translation>Mesure le déplacement qui reste entre deux rasters, quel que soit ce qui les a alignés. Rien n'est déplacé.</translation>
    </message>
    <message>
        <source>Move other rasters or vectors by a saved transform.</source>
        <translation>Déplacer d'autres rasters ou vecteurs par une transformation enregistrée.</translation>
    </message>
    <message>
        <source>Moves further data of the same geolocation - masks, other products, other resolutions, vectors digitised on the old image - exactly as an alignment moved its raster. Save the transform file when aligning.</source>
        <translation>Déplace d'autres données de la même géolocalisation - masques, autres produits, autres résolutions, vecteurs numérisés sur l'ancienne image - exactement comme un alignement a déplacé son raster. Enregistrez le fichier de transformation en alignant.</translation>
    </message>
    <message>
        <source>Raster or vector to move</source>
        <translation>Raster ou vecteurs à déplacer</translation>
    </message>
    <message>
        <source>What to move by the transform: any raster of the same geolocation, or vectors digitised on it (GPKG, GeoJSON, Shapefile).</source>
        <translation>Ce qui est déplacé par la transformation : tout raster de la même géolocalisation, ou des vecteurs numérisés dessus (GPKG, GeoJSON, Shapefile).</translation>
    </message>
    <message>
        <source>A transform that an alignment saved ('Transform file').</source>
        <translation>Une transformation qu'un alignement a enregistrée ('Fichier de transformation').</translation>
    </message>
    <message>
        <source>Moved data</source>
        <translation>Données déplacées</translation>
    </message>
    <message>
        <source>Where the moved raster or vectors go.</source>
        <translation>Où va le raster ou le vecteur déplacé.</translation>
    </message>
    <message>
        <source>Set invalid-looking pixels along the valid area's edge to nodata.</source>
        <translation>Mettre à nodata les pixels d'apparence invalide au bord de la zone valide.</translation>
    </message>
    <message>
        <source>Along the edge of the valid area, pixels that look invalid (darker or brighter than a limit) become nodata. Valid pixels further inside stay as they are.</source>
        <translation>Le long du bord de la zone valide, les pixels qui paraissent non valides (plus sombres ou plus clairs qu'une limite) deviennent sans données. Les pixels valides plus à l'intérieur restent tels quels.</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>The raster to trim.</source>
        <translation>Le raster à rogner.</translation>
    </message>
    <message>
        <source>Trimmed raster</source>
        <translation>Raster rogné</translation>
    </message>
    <message>
        <source>Where the trimmed raster goes; the input is trimmed in place where not given.</source>
        <translation>Où va le raster rogné ; si rien n'est donné, l'entrée elle-même est rognée.</translation>
    </message>
</context>
</TS>
