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
        <source>The engine's packages exist for Macs with Apple processors only, not for Intel's.</source>
        <translation>Les paquets du moteur n'existent que pour les Mac à processeur Apple, pas pour ceux d'Intel.</translation>
    </message>
    <message>
        <source>Install the engine anew: run 'Coregix engine' from the processing toolbox.</source>
        <translation>Installez le moteur à neuf : lancez 'Coregix engine' depuis la boîte à outils de traitements.</translation>
    </message>
    <message>
        <source>name a Python of your own (3.11 or newer) that has Coregix, in Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix or in the environment variable {variable}; {page} tells how</source>
        <translation>nommez un Python à vous (3.11 ou plus récent) qui a Coregix, dans Préférences &gt; Options &gt; Traitement &gt; Fournisseurs &gt; Coregix ou dans la variable d'environnement {variable} ; {page} dit comment</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>Le moteur de Coregix est périmé : il a été installé pour une autre version de l'extension ou du Python de QGIS. Lancez 'Coregix engine' depuis la boîte à outils pour le mettre à jour.</translation>
    </message>
    <message>
        <source>{reason} The way round: {way}.</source>
        <translation>{reason} L'autre voie : {way}.</translation>
    </message>
    <message>
        <source>The engine's packages need a Linux with glibc 2.28 or newer.</source>
        <translation>Les paquets du moteur demandent un Linux avec glibc 2.28 ou plus récente.</translation>
    </message>
    <message>
        <source>Install Coregix {wanted} there, as {page} tells, or name another Python: see Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix and {variable}.</source>
        <translation>Installez-y Coregix {wanted}, comme {page} l'explique, ou nommez un autre Python : voyez Préférences &gt; Options &gt; Traitement &gt; Fournisseurs &gt; Coregix et {variable}.</translation>
    </message>
    <message>
        <source>the setting of Coregix</source>
        <translation>le réglage de Coregix</translation>
    </message>
    <message>
        <source>QGIS's own Python was not found in {prefix}; {way}.</source>
        <translation>Le Python de QGIS n'a pas été trouvé dans {prefix} ; {way}.</translation>
    </message>
    <message>
        <source>This QGIS runs Python {python}, and the engine's packages exist for 3.11 and newer only.</source>
        <translation>Ce QGIS tourne sous Python {python}, et les paquets du moteur n'existent qu'à partir de 3.11.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {machine} processors on this system, only for x86-64.</source>
        <translation>Les paquets du moteur n'existent pas pour les processeurs {machine} sur ce système, seulement pour x86-64.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {system}.</source>
        <translation>Les paquets du moteur n'existent pas pour {system}.</translation>
    </message>
    <message>
        <source>The engine's packages need macOS 15, and this is {version}.</source>
        <translation>Les paquets du moteur demandent macOS 15, et ceci est {version}.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'. Or {way}.</source>
        <translation>Le moteur de Coregix n'est pas encore installé. Pressez 'Installer le moteur de Coregix' dans la barre de messages, ou lancez 'Coregix engine' depuis la boîte à outils avec l'action 'install'. Ou bien {way}.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>pas de réponse</translation>
    </message>
    <message>
        <source>{interpreter} is Python {old}; Coregix needs 3.11 or newer: {way}.</source>
        <translation>{interpreter} est Python {old} ; Coregix demande 3.11 ou plus récent : {way}.</translation>
    </message>
    <message>
        <source>{interpreter} has no Coregix. {cure}</source>
        <translation>{interpreter} n'a pas Coregix. {cure}</translation>
    </message>
    <message>
        <source>The Coregix of {interpreter} is {version}, and this plugin ({plugin}) needs {wanted}. {cure}</source>
        <translation>Le Coregix de {interpreter} est {version}, et cette extension ({plugin}) demande {wanted}. {cure}</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {names} cannot be found. {cure}</source>
        <translation>Le moteur de Coregix est endommagé : {names} est introuvable. {cure}</translation>
    </message>
    <message>
        <source>There is no Python at {named}, which {origin} names; correct or clear it.</source>
        <translation>Il n'y a pas de Python à {named}, que nomme {origin} ; corrigez-le ou effacez-le.</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {interpreter} says '{said}'. {cure}</source>
        <translation>Le moteur de Coregix ne démarre pas : {interpreter} dit '{said}'. {cure}</translation>
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
        <source>Aligning the images to each other</source>
        <translation>Alignement des images entre elles</translation>
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
        <source>The engine is up to date.</source>
        <translation>Le moteur est à jour.</translation>
    </message>
    <message>
        <source>Coregix {version} works, in {interpreter}.</source>
        <translation>Coregix {version} fonctionne, dans {interpreter}.</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {problems}. Install it anew, or correct the Python that {variable} or the setting names.</source>
        <translation>Le moteur de Coregix est endommagé : {problems}. Installez-le à neuf, ou corrigez le Python que nomme {variable} ou le réglage.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Supprimer aussi le moteur</translation>
    </message>
    <message>
        <source>Uninstalled; its engine still takes {size} MB.</source>
        <translation>Désinstallé ; son moteur occupe encore {size} Mo.</translation>
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
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>La source et la référence sont le même raster ({path}) : choisissez-en deux.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label} : {given} n'est ni une couche raster ni un fichier raster.</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>Le moteur de Coregix est installé.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Environ {download} Mo de paquets sont téléchargés depuis le Python Package Index (PyPI) et décompressés dans {folder}, où ils occupent {size} Mo. Les paquets de QGIS ne sont pas touchés.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated ({download} MB).</source>
        <translation>Le moteur manque ou est périmé ({download} Mo).</translation>
    </message>
    <message>
        <source>The engine needs {needed} MB in {home}, and {free:.0f} MB are free; make room there.</source>
        <translation>Le moteur a besoin de {needed} Mo dans {home}, et {free:.0f} Mo sont libres ; faites-y de la place.</translation>
    </message>
    <message>
        <source>Unpacking {path}</source>
        <translation>Décompression de {path}</translation>
    </message>
    <message>
        <source>A wheel holds a file with the name {name!r}, which leads out of it.</source>
        <translation>Un wheel contient un fichier du nom de {name!r}, qui mène hors de lui.</translation>
    </message>
    <message>
        <source>The engine could not be installed: {error}. What was downloaded is kept; try again.</source>
        <translation>Le moteur n'a pas pu être installé : {error}. Ce qui a été téléchargé est gardé ; réessayez.</translation>
    </message>
    <message>
        <source>{folder} cannot be removed: {error}. Close other windows of QGIS first.</source>
        <translation>{folder} ne peut être supprimé : {error}. Fermez d'abord les autres fenêtres de QGIS.</translation>
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
        <source>More</source>
        <translation>Plus</translation>
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
        <source>The engine could not be installed ({name}: {error}).</source>
        <translation>Le moteur n'a pas pu être installé ({name} : {error}).</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>Écriture de l'alignement</translation>
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
        <source>Sample source</source>
        <translation>Source d'exemple</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Référence d'exemple</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Cocher un point</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Ajouter un point</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Résoudre à nouveau</translation>
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
        <source>. Accept measures this anew</source>
        <translation>. Accepter mesure cela à nouveau</translation>
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
        <source>; {model} through them leaves {pixels}</source>
        <translation>; {model} à travers eux laisse {pixels}</translation>
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
        <source>{path} cannot be read.</source>
        <translation>{path} ne peut être lu.</translation>
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
        <source>The engine ended without a result.</source>
        <translation>Le moteur s'est terminé sans résultat.</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>L'exécution a été annulée ; rien n'a été écrit.</translation>
    </message>
    <message>
        <source> Its last words: {line}</source>
        <translation> Ses derniers mots : {line}</translation>
    </message>
    <message>
        <source>The engine failed with exit code {code}.</source>
        <translation>Le moteur a échoué avec le code {code}.</translation>
    </message>
    <message>
        <source>The engine was ended by signal {signal}; memory may have run out.</source>
        <translation>Le moteur a été arrêté par le signal {signal} ; la mémoire a peut-être manqué.</translation>
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
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>La référence a une valeur sans données supplémentaire que son fichier n'a pas : écrivez-la d'abord dans le fichier (Raster &gt; Conversion &gt; Convertir), ou effacez-la dans les réglages de transparence de la couche.</translation>
    </message>
    <message>
        <source>The run was cancelled. Links that are measured and images that are written stay in {folder}; a run into that folder goes on from there.</source>
        <translation>L'exécution a été annulée. Les liens mesurés et les images écrites restent dans {folder} ; une exécution dans ce dossier reprend de là.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Pile alignée</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} images sur {count} sont alignées.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>Les couches ont des valeurs sans données supplémentaires différentes, et une pile en prend une pour toutes : effacez-les dans les réglages de transparence des couches, ou donnez-en une sous Avancé.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>Le dossier de {path} n'existe pas ; créez-le d'abord.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>{path} ne peut pas être écrit : {error}</translation>
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
        <source>Left: {pixels} ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Reste : {pixels} ({length}) d'EQM à {count} points de liaison, qui représentent {share} % de la zone commune</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} ({length}).</source>
        <translation>Incertitude (CE90) : {pixels} ({length}).</translation>
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
        <source>; before: {pixels}</source>
        <translation>; avant : {pixels}</translation>
    </message>
    <message>
        <source>The installation was cancelled; what was downloaded is kept, and the next one goes on from there.</source>
        <translation>L'installation a été annulée ; ce qui a été téléchargé est gardé, et la prochaine reprendra de là.</translation>
    </message>
    <message>
        <source>{address} has no wheel of {name} {version} for this system that is in the lock file.</source>
        <translation>{address} n'a pas de wheel de {name} {version} pour ce système qui soit dans le fichier de verrouillage.</translation>
    </message>
    <message>
        <source>{folder} lacks wheels of {lacking} for this system. Fill it on a computer with network and the same system and Python: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</source>
        <translation>Il manque dans {folder} des wheels de {lacking} pour ce système. Remplissez-le sur un ordinateur qui a le réseau, le même système et le même Python : pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</translation>
    </message>
    <message>
        <source>Looking for {name} {version}</source>
        <translation>Recherche de {name} {version}</translation>
    </message>
    <message>
        <source>{file} is not what the lock file says (other sha256); it was thrown away. Try again; if this goes on, something between here and the package index changes downloads.</source>
        <translation>{file} n'est pas ce que dit le fichier de verrouillage (autre sha256) et a été jeté. Réessayez ; si cela continue, quelque chose entre ici et l'index de paquets change les téléchargements.</translation>
    </message>
    <message>
        <source>{file}: {done:.0f} of {total:.0f} MB</source>
        <translation>{file} : {done:.0f} sur {total:.0f} Mo</translation>
    </message>
    <message>
        <source>{address} is no package index that speaks JSON (PEP 691).</source>
        <translation>{address} n'est pas un index de paquets qui parle JSON (PEP 691).</translation>
    </message>
    <message>
        <source>{address} sent {count} bytes where {asked} were asked for.</source>
        <translation>{address} a envoyé {count} octets quand {asked} étaient demandés.</translation>
    </message>
    <message>
        <source>{address} cannot be downloaded: {error}. What came so far is kept. Check the network, and the proxy in Settings &gt; Options &gt; Network; or install from a folder of wheels.</source>
        <translation>{address} ne peut être téléchargé : {error}. Ce qui est venu est gardé. Vérifiez le réseau, et le proxy dans Préférences &gt; Options &gt; Réseau ; ou installez depuis un dossier de wheels.</translation>
    </message>
    <message>
        <source>source</source>
        <translation>source</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>de référence</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {written} was written; see the documentation's 'When it says no', or {accept_unreliable}.</source>
        <translation>Aucun alignement fiable trouvé : {reason}. {written} a été écrit ; voyez 'When it says no' dans la documentation, ou {accept_unreliable}.</translation>
    </message>
    <message>
        <source>{path} lies outside the area in which the transform was measured.</source>
        <translation>{path} est hors de la zone où la transformation a été mesurée.</translation>
    </message>
    <message>
        <source>The output {output} was written and is whole.</source>
        <translation>La sortie {output} a été écrite et est complète.</translation>
    </message>
    <message>
        <source>{variable} is {given!r}; set it to a number of seconds above 0, or not at all.</source>
        <translation>{variable} vaut {given!r} ; mettez-y un nombre de secondes au-dessus de 0, ou rien.</translation>
    </message>
    <message>
        <source>{dem} is for the report; name one ({report}).</source>
        <translation>{dem} est pour le rapport ; nommez-en un ({report}).</translation>
    </message>
    <message>
        <source>{first} and {second} are one file; give each output its own.</source>
        <translation>{first} et {second} sont un seul fichier ; donnez à chaque sortie le sien.</translation>
    </message>
    <message>
        <source>{path} exists already and is not to be replaced; give another name.</source>
        <translation>{path} existe déjà et ne doit pas être remplacé ; donnez un autre nom.</translation>
    </message>
    <message>
        <source>the images lie {apart:.2f} px apart as they are placed; align them by what they show</source>
        <translation>les images sont, telles que placées, à {apart:.2f} px l'une de l'autre ; alignez-les d'après ce qu'elles montrent</translation>
    </message>
    <message>
        <source>by the evidence of {windows} small windows taken together, which {agree} of {parts} parts of the area show by themselves</source>
        <translation>d'après l'ensemble de {windows} petites fenêtres, ce que {agree} des {parts} parties de la zone montrent d'elles-mêmes</translation>
    </message>
    <message>
        <source>{reason}; relief too fine for the field may add {relief:.1f} px</source>
        <translation>{reason} ; un relief trop fin pour le champ peut ajouter {relief:.1f} px</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, residual {residual}</source>
        <translation>{agree} points d'appui sur {measured} concordent, résidu {residual}</translation>
    </message>
    <message>
        <source>the images keep differing locally, are alike in outline alone, or share no texture over parts of the area</source>
        <translation>les images continuent de différer localement, ne se ressemblent que par les contours, ou n'ont pas de texture commune sur des parties de la zone</translation>
    </message>
    <message>
        <source>by the evidence of {windows} windows taken together, of which {agree} agree by themselves, and which mutual information confirms</source>
        <translation>d'après l'ensemble de {windows} fenêtres, dont {agree} concordent d'elles-mêmes, ce que l'information mutuelle confirme</translation>
    </message>
    <message>
        <source>{reason}, and which mutual information confirms</source>
        <translation>{reason}, et que l'information mutuelle confirme</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, {apart} of them apart from the rest, residual {residual}</source>
        <translation>{agree} points d'appui sur {measured} concordent, dont {apart} à l'écart des autres, résidu {residual}</translation>
    </message>
    <message>
        <source>{seen}, but all of them in one part of the area</source>
        <translation>{seen}, mais tous dans une partie de la zone</translation>
    </message>
    <message>
        <source>{seen}, but a second measurement by other means does not confirm them</source>
        <translation>{seen}, mais une seconde mesure par d'autres moyens ne les confirme pas</translation>
    </message>
    <message>
        <source>{seen}, but {left}</source>
        <translation>{seen}, mais {left}</translation>
    </message>
    <message>
        <source>by a part of their detail the images lie about {hidden:.2g} px aside: what the sensor adds may hide the ground</source>
        <translation>d’après une partie de leurs détails, les images sont décalées d’environ {hidden:.2g} px : ce que le capteur ajoute peut cacher le terrain</translation>
    </message>
    <message>
        <source>at a coarser scale the images lie {hidden:.2g} px aside: stripes, or what the sensor adds, may hide the ground</source>
        <translation>à une échelle plus grossière, les images sont décalées de {hidden:.2g} px : des rayures, ou ce que le capteur ajoute, peuvent cacher le terrain</translation>
    </message>
    <message>
        <source>the ground bends by {now:.2f} px: use a local transform, which would leave about {local:.2f} px</source>
        <translation>le terrain se courbe de {now:.2f} px : prenez une transformation locale, qui laisserait environ {local:.2f} px</translation>
    </message>
    <message>
        <source>a part of the ground bends: use a local transform</source>
        <translation>une partie du terrain se courbe : prenez une transformation locale</translation>
    </message>
    <message>
        <source>too small in common: there is room for {places} places to look at, too few to tell agreement from chance</source>
        <translation>trop petit en commun : il y a place pour {places} endroits, trop peu pour distinguer l'accord du hasard</translation>
    </message>
    <message>
        <source>no common texture: of {places} places looked at, {measured} show anything that can be found in both images</source>
        <translation>pas de texture commune : sur {places} endroits regardés, {measured} montrent quelque chose qui se retrouve dans les deux images</translation>
    </message>
    <message>
        <source>the images do not agree: of {measured} places, {agree} can be seen to lie as their neighbours do, which unrelated images show as well</source>
        <translation>les images ne concordent pas : à {agree} endroits sur {measured}, la position est celle des voisins, ce que montrent aussi des images sans rapport</translation>
    </message>
    <message>
        <source>the residual after the alignment ({after:.2f} px) is no better than before ({before:.2f} px)</source>
        <translation>le résidu après l'alignement ({after:.2f} px) n'est pas meilleur qu'avant ({before:.2f} px)</translation>
    </message>
    <message>
        <source>by structure alone, {reason}</source>
        <translation>par la seule structure, {reason}</translation>
    </message>
    <message>
        <source>{seen}, but these are few</source>
        <translation>{seen}, mais ils sont peu nombreux</translation>
    </message>
    <message>
        <source>only {seen}</source>
        <translation>seulement {seen}</translation>
    </message>
    <message>
        <source>a part of the ground bends more than the local transform follows</source>
        <translation>une partie du terrain se courbe plus que la transformation locale ne la suit</translation>
    </message>
    <message>
        <source>the images do not agree: of {places} places, {right} can be seen to lie where the alignment says, which unrelated images show as well</source>
        <translation>les images ne concordent pas : à {right} endroits sur {places}, la position est celle que dit l'alignement, ce que montrent aussi des images sans rapport</translation>
    </message>
    <message>
        <source>{seen}, but {length:.0f} px away the images agree as well: their structure repeats, and only a smaller {max_shift} or known points say which is right</source>
        <translation>{seen}, mais à {length:.0f} px les images s'accordent tout autant : leur structure se répète, et seuls un {max_shift} plus petit ou des points connus disent laquelle est juste</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground moved by {length_px:.1f} px towards {towards_deg:.0f} degrees against the rest, of which alone residual and uncertainty are</source>
        <translation>{share:.0%} du sol a bougé de {length_px:.1f} px vers {towards_deg:.0f} degrés par rapport au reste, seul décrit par le résidu et l'incertitude</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground lies {length_px:.1f} px from the rest, and which of the two moved is not known: the uncertainty covers both</source>
        <translation>{share:.0%} du terrain se trouve à {length_px:.1f} px du reste, et on ne sait lequel des deux s'est déplacé : l'incertitude couvre les deux</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground bends away from the rest by up to {length_px:.1f} px, which the uncertainty counts</source>
        <translation>{share:.0%} du sol s'écarte du reste en se courbant, de {length_px:.1f} px au plus, ce que l'incertitude compte</translation>
    </message>
    <message>
        <source>A grid is made of a rasterio CRS or None, an Affine, and a whole width and height; see GridArray for a CRS by its name.</source>
        <translation>Une grille se compose d'un SCR de rasterio ou None, d'un Affine, et d'une largeur et d'une hauteur entières ; voyez GridArray pour un SCR par son nom.</translation>
    </message>
    <message>
        <source>A raster in {own} has no place in {crs}; check the CRS of both rasters.</source>
        <translation>Un raster en {own} n'a pas de place en {crs} ; vérifiez le SCR des deux rasters.</translation>
    </message>
    <message>
        <source>A grid needs at least one pixel, this one is {width} x {height}.</source>
        <translation>Une grille a besoin d'un pixel au moins, celle-ci a {width} x {height}.</translation>
    </message>
    <message>
        <source>The geotransform {transform} cannot be inverted; georeference the raster anew.</source>
        <translation>La géotransformation {transform} ne peut être inversée ; géoréférencez le raster à neuf.</translation>
    </message>
    <message>
        <source>One raster has a CRS and the other has none; give both or neither a CRS.</source>
        <translation>Un raster a un SCR et l'autre n'en a pas ; donnez-en un aux deux ou à aucun.</translation>
    </message>
    <message>
        <source>There is no way from {source} to {target}: {error}.</source>
        <translation>Il n'y a pas de chemin de {source} à {target} : {error}.</translation>
    </message>
    <message>
        <source>its pixels {rules} are meant</source>
        <translation>ses pixels {rules} sont visés</translation>
    </message>
    <message>
        <source>its pixels that are true are meant</source>
        <translation>ses pixels vrais sont visés</translation>
    </message>
    <message>
        <source>The mask {mask} has no CRS, and is given for both rasters; say by {moving} or {fixed} whose it is, or give it its CRS.</source>
        <translation>Le masque {mask} n'a pas de SCR et vaut pour les deux rasters ; dites par {moving} ou {fixed} duquel il est, ou donnez-lui son SCR.</translation>
    </message>
    <message>
        <source>rows are negative, as QGIS shows them</source>
        <translation>les lignes sont négatives, comme QGIS les montre</translation>
    </message>
    <message>
        <source>0 is out</source>
        <translation>0 est exclu</translation>
    </message>
    <message>
        <source>The mask {mask} has no georeference and {width} x {height} pixels, the raster that it is for {columns} x {rows}; give one of as many pixels, or with a georeference.</source>
        <translation>Le masque {mask} n'a pas de géoréférence et a {width} x {height} pixels, le raster pour lequel il est fait {columns} x {rows} ; donnez-en un d'autant de pixels, ou avec une géoréférence.</translation>
    </message>
    <message>
        <source>The mask {text} asks for values, bits or classes, which the vector file {path} does not have; name a layer instead, as in file.gpkg|layername=clouds.</source>
        <translation>Le masque {text} demande des valeurs, des bits ou des classes, que le fichier vecteur {path} n'a pas ; nommez plutôt une couche, comme dans file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask is an array of {dtype} with the shape {shape}; give one of booleans with the rows and columns of its raster, {rows_columns}, that is true in the area.</source>
        <translation>Le masque est un tableau de {dtype} de la forme {shape} ; donnez-en un de booléens avec les lignes et colonnes de son raster, {rows_columns}, vrai dans la zone.</translation>
    </message>
    <message>
        <source>Of the mask {name} and the rasters, one has a CRS and the other has none; give the mask the CRS of the raster that it is for.</source>
        <translation>Du masque {name} et des rasters, l'un a un SCR et l'autre n'en a pas ; donnez au masque le SCR du raster pour lequel il est fait.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: {reason}. What was there before is left as it was.</source>
        <translation>La sortie {path} n'a pas pu être écrite : {reason}. Ce qui était là avant est resté tel quel.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>The temporary folder {parent} does not exist; make it, or choose another {temp_dir}.</source>
        <translation>Le dossier temporaire {parent} n'existe pas ; créez-le, ou choisissez-en un autre : {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: the folder {parent} is gone or out of reach.</source>
        <translation>La sortie {path} n'a pas pu être écrite : le dossier {parent} a disparu ou est hors d'atteinte.</translation>
    </message>
    <message>
        <source>The name of the output {path!r} is not UTF-8; choose another name.</source>
        <translation>Le nom de la sortie {path!r} n'est pas en UTF-8 ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: {parent} is not a folder.</source>
        <translation>La sortie {path} ne peut être écrite : {parent} n'est pas un dossier.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: there is a folder or device of that name.</source>
        <translation>La sortie {path} ne peut être écrite : il y a un dossier ou un périphérique de ce nom.</translation>
    </message>
    <message>
        <source>The output's name is longer than the file system allows ({longest} bytes): {target}.</source>
        <translation>Le nom de la sortie est plus long que le système de fichiers ne le permet ({longest} octets) : {target}.</translation>
    </message>
    <message>
        <source>The output {path} is not a local file; write one and copy it there.</source>
        <translation>La sortie {path} n'est pas un fichier local ; écrivez-en un et copiez-le là.</translation>
    </message>
    <message>
        <source>No temporary folder can be made in {parent} ({strerror}). Choose another with {temp_dir}.</source>
        <translation>Aucun dossier temporaire ne peut être créé dans {parent} ({strerror}). Choisissez-en un autre : {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path!r} cannot be written: {reason}.</source>
        <translation>La sortie {path!r} ne peut être écrite : {reason}.</translation>
    </message>
    <message>
        <source>The folder {parent} cannot be written to ({strerror}); choose another one for the output.</source>
        <translation>On ne peut écrire dans le dossier {parent} ({strerror}) ; choisissez-en un autre pour la sortie.</translation>
    </message>
    <message>
        <source>The {count} bands of {path} are dates, each of which has a displacement of its own; align them to each other as a stack, or take one of them out (gdal_translate -b). If they lie on each other, save the transform of one and apply it to the file.</source>
        <translation>Les {count} bandes de {path} sont des dates, dont chacune a son propre déplacement ; alignez-les entre elles comme pile, ou extrayez-en une (gdal_translate -b). Si elles se superposent, enregistrez la transformation de l'une et appliquez-la au fichier.</translation>
    </message>
    <message>
        <source>The elevation model {path} has no CRS, and the reference has one; use a model that lies where the reference does.</source>
        <translation>Le modèle d'altitude {path} n'a pas de SCR, et la référence en a un ; prenez un modèle situé là où est la référence.</translation>
    </message>
    <message>
        <source>The elevation model {path} has a CRS, and the reference has none; use a model that lies where the reference does.</source>
        <translation>Le modèle d'altitude {path} a un SCR, et la référence n'en a pas ; prenez un modèle situé là où est la référence.</translation>
    </message>
    <message>
        <source>{path} has the ending of {meaning}, and what is written is {what}; give it a name that ends in {endings}.</source>
        <translation>{path} a l'extension de {meaning}, et ce qui est écrit est {what} ; donnez un nom qui finit par {endings}.</translation>
    </message>
    <message>
        <source>Part of the raster has no true place under this transform: it lies beyond the horizon of the homography, or of a CRS. Take the raster that it was solved on.</source>
        <translation>Une partie du raster n'a pas de place vraie sous cette transformation : elle est au-delà de l'horizon de l'homographie, ou d'un SCR. Prenez le raster sur lequel elle a été résolue.</translation>
    </message>
    <message>
        <source>The field is finer than {side} x {side} control points: between them splines are off by {rmse:.2f} px (root mean square), and {largest:.2f} px at most. coregix apply has no such limit.</source>
        <translation>Le champ est plus fin que {side} x {side} points de contrôle : entre eux les splines s'écartent de {rmse:.2f} px (moyenne quadratique), et de {largest:.2f} px au plus. L'application d'une transformation n'a pas cette limite.</translation>
    </message>
    <message>
        <source>No world file can hold this transform within {limit} pixels on {path}; export to vrt or gcps.</source>
        <translation>Aucun fichier world ne peut tenir cette transformation à {limit} pixels près sur {path} ; exportez en VRT ou en points de contrôle.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} has no form in ITK; export to vrt or gcps.</source>
        <translation>Une transformation du genre {kind} n'a pas de forme dans ITK ; exportez en VRT ou en points de contrôle.</translation>
    </message>
    <message>
        <source>The VRT {path} could not be written ({error}).</source>
        <translation>Le VRT {path} n'a pas pu être écrit ({error}).</translation>
    </message>
    <message>
        <source>{path} has the ending {ending}, which belongs to no format that can be written: give it one of {endings}, or say by {format} what it is.</source>
        <translation>{path} a l'extension {ending}, qui n'appartient à aucun format qui puisse être écrit : donnez-lui l'une de {endings}, ou dites le format par {format}.</translation>
    </message>
    <message>
        <source>The output cannot be {what}, which does not hold {why}; choose another {format}.</source>
        <translation>La sortie ne peut être {what}, qui ne contient pas {why} ; choisissez autre chose pour {format}.</translation>
    </message>
    <message>
        <source>{what} has no {creation_option} {name}.</source>
        <translation>{what} n'a pas d'option {name} ({creation_option}).</translation>
    </message>
    <message>
        <source>{what} does not take what {creation_option} asks for: {cause}.</source>
        <translation>{what} ne prend pas ce que demande {creation_option} : {cause}.</translation>
    </message>
    <message>
        <source>GDAL cannot write {what} under {creation_option} {given} ({cause}).</source>
        <translation>GDAL ne peut écrire {what} avec {creation_option} {given} ({cause}).</translation>
    </message>
    <message>
        <source>The GeoJSON holds no list of features; save it again.</source>
        <translation>Le GeoJSON ne contient pas de liste d'entités ; enregistrez-le à nouveau.</translation>
    </message>
    <message>
        <source>The CRS of the GeoJSON is not named by an EPSG code; save it again in WGS 84.</source>
        <translation>Le SCR du GeoJSON n'est pas nommé par un code EPSG ; enregistrez-le à nouveau en WGS 84.</translation>
    </message>
    <message>
        <source>The GeoJSON has {name} that are no list; save it again.</source>
        <translation>Le GeoJSON a des {name} qui ne sont pas une liste ; enregistrez-le à nouveau.</translation>
    </message>
    <message>
        <source>The GeoJSON has {coordinates:.60} for a list of positions; save it again.</source>
        <translation>Le GeoJSON a {coordinates:.60} en guise de liste de positions ; enregistrez-le à nouveau.</translation>
    </message>
    <message>
        <source>The GeoJSON has a position {coordinates:.60} that is no pair of numbers; correct it.</source>
        <translation>Le GeoJSON a une position {coordinates:.60} qui n'est pas un couple de nombres ; corrigez-la.</translation>
    </message>
    <message>
        <source>The GeoPackage {path} could not be written ({error}).</source>
        <translation>Le GeoPackage {path} n'a pas pu être écrit ({error}).</translation>
    </message>
    <message>
        <source>The mask holds coordinates that are no finite numbers; repair it, or leave those out.</source>
        <translation>Le masque contient des coordonnées qui ne sont pas des nombres finis ; réparez-le, ou retirez-les.</translation>
    </message>
    <message>
        <source>has several layers, of which one must be named</source>
        <translation>a plusieurs couches, dont il faut nommer une</translation>
    </message>
    <message>
        <source>has no layer {requested!r}</source>
        <translation>n'a pas de couche {requested!r}</translation>
    </message>
    <message>
        <source>The mask {path} {what}: {layers}. Write it as {file}|layername={layer}.</source>
        <translation>Le masque {path} {what} : {layers}. Écrivez-le {file}|layername={layer}.</translation>
    </message>
    <message>
        <source>A mask is a file, a geometry, a GeoJSON-like mapping or an array, not {given:.60}.</source>
        <translation>Un masque est un fichier, une géométrie, un dictionnaire du type GeoJSON ou un tableau, pas {given:.60}.</translation>
    </message>
    <message>
        <source>The mask {name} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>Le masque {name} ne contient pas d'objet GeoJSON ; enregistrez-le à nouveau en GeoJSON.</translation>
    </message>
    <message>
        <source>The mask {name} holds no geometries.</source>
        <translation>Le masque {name} ne contient pas de géométries.</translation>
    </message>
    <message>
        <source>The mask holds a geometry of the type {kind!r}; points, lines and polygons can be used.</source>
        <translation>Le masque contient une géométrie du type {kind!r} ; on peut utiliser des points, des lignes et des polygones.</translation>
    </message>
    <message>
        <source>The layer {name} of the mask {path} cannot be read ({error}); is it the right file?</source>
        <translation>La couche {name} du masque {path} ne peut être lue ({error}) ; est-ce le bon fichier ?</translation>
    </message>
    <message>
        <source>The mask {name} has coordinates such as {x:g}, {y:g}, which are no degrees, and names no other CRS; save it again with its CRS.</source>
        <translation>Le masque {name} a des coordonnées comme {x:g}, {y:g}, qui ne sont pas des degrés, et ne nomme pas d'autre SCR ; enregistrez-le à nouveau avec son SCR.</translation>
    </message>
    <message>
        <source>The mask {name} holds what is no GeoJSON geometry ({kind}: {error}); save it again as GeoJSON.</source>
        <translation>Le masque {name} contient ce qui n'est pas une géométrie GeoJSON ({kind} : {error}) ; enregistrez-le à nouveau en GeoJSON.</translation>
    </message>
    <message>
        <source>The CRS of the mask {name} cannot be used ({error}); save it again with another one.</source>
        <translation>Le SCR du masque {name} ne peut être utilisé ({error}) ; enregistrez-le à nouveau avec un autre.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} has not the layout of a {products}; name values or bits instead.</source>
        <translation>Le masque {text} demande des classes par leur nom, mais {path} n'a pas la structure de {products} ; nommez plutôt des valeurs ou des bits.</translation>
    </message>
    <message>
        <source>The mask {text} has {named!r} where {example} are expected.</source>
        <translation>Le masque {text} a {named!r} là où {example} est attendu.</translation>
    </message>
    <message>
        <source>The mask {text} asks for no bit at all; write those that are meant, such as &amp;0b11000.</source>
        <translation>Le masque {text} ne demande aucun bit ; écrivez ceux qui sont voulus, comme &amp;0b11000.</translation>
    </message>
    <message>
        <source>The mask {text} is taken for a {title} by its values alone, as its name speaks of no product: its pixels {rules} are meant. If it is something else, name its values or bits instead, such as {path}=1.</source>
        <translation>Le masque {text} est pris pour un produit {title} d'après ses seules valeurs, car son nom n'indique aucun produit : ses pixels {rules} sont visés. S'il s'agit d'autre chose, indiquez plutôt ses valeurs ou ses bits, par exemple {path}=1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} holds nothing but 0 and 1 as a plain mask does, and a {title} has other values; write {path}=1 for the pixels that are 1.</source>
        <translation>Le masque {text} demande des classes par leur nom, mais {path} ne contient que 0 et 1 comme un simple masque, alors que {title} a d'autres valeurs ; écrivez {path}=1 pour les pixels qui valent 1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the bits {bits:#b}, which pixels of the type {dtype} in {path} do not have; name bits of these pixels.</source>
        <translation>Le masque {text} demande les bits {bits:#b}, que les pixels du type {dtype} dans {path} n'ont pas ; nommez des bits de ces pixels.</translation>
    </message>
    <message>
        <source>The mask {text} names no layer; write it as file.gpkg|layername=clouds.</source>
        <translation>Le masque {text} ne nomme pas de couche ; écrivez-le file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the class {name!r}, which a {title} does not have{hint}; it has {classes}.</source>
        <translation>Le masque {text} demande la classe {name!r}, que {title} n'a pas{hint} ; il a {classes}.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the value {value:g}, which pixels of the type {dtype} in {path} cannot have; name values of these pixels.</source>
        <translation>Le masque {text} demande la valeur {value:g}, que les pixels du type {dtype} dans {path} ne peuvent avoir ; nommez des valeurs de ces pixels.</translation>
    </message>
    <message>
        <source>The mask {text} is of a {title} by its name, which has {bands} bands, and {path} has {count}; name values or bits instead, such as {path}=1.</source>
        <translation>Le masque {text} est d'après son nom de {title}, qui a {bands} bandes, et {path} en a {count} ; nommez plutôt des valeurs ou des bits, comme {path}=1.</translation>
    </message>
    <message>
        <source>is not a raster that can be read</source>
        <translation>n'est pas un raster lisible</translation>
    </message>
    <message>
        <source>is a file of vectors; 'apply' moves those of .gpkg, .geojson and .shp, to which ogr2ogr converts others</source>
        <translation>est un fichier de vecteurs ; l'application d'une transformation déplace ceux en .gpkg, .geojson et .shp, vers lesquels ogr2ogr convertit les autres</translation>
    </message>
    <message>
        <source>is an archive; name the raster in it ({place}/name.tif), or unpack it</source>
        <translation>est une archive ; nommez le raster qui s'y trouve ({place}/name.tif), ou décompressez-la</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by ground control points alone; rectify it first, for instance with 'gdalwarp -tps' or 'rio warp'.</source>
        <translation>Le raster {role} {path} n'est placé que par des points de contrôle ; rectifiez-le d'abord, par exemple avec 'gdalwarp -tps' ou 'rio warp'.</translation>
    </message>
    <message>
        <source>The {role} raster {path!r} does not exist: that is not a file name.</source>
        <translation>Le raster {role} {path!r} n'existe pas : ce n'est pas un nom de fichier.</translation>
    </message>
    <message>
        <source>The name of the {role} raster {path!r} is not UTF-8; rename the file.</source>
        <translation>Le nom du raster {role} {path!r} n'est pas en UTF-8 ; renommez le fichier.</translation>
    </message>
    <message>
        <source>, and {count} more</source>
        <translation>, et {count} de plus</translation>
    </message>
    <message>
        <source>give another one</source>
        <translation>donnez-en un autre</translation>
    </message>
    <message>
        <source>give one of its subdatasets: {names}{more}</source>
        <translation>donnez un de ses sous-jeux de données : {names}{more}</translation>
    </message>
    <message>
        <source>The {role} raster {path} has no bands of its own; {advice}.</source>
        <translation>Le raster {role} {path} n'a pas de bandes à lui ; {advice}.</translation>
    </message>
    <message>
        <source>The {role} raster {path} holds complex numbers; extract the amplitude first (gdal_calc, or gdal_translate of a derived subdataset).</source>
        <translation>Le raster {role} {path} contient des nombres complexes ; extrayez d'abord l'amplitude (gdal_calc, ou gdal_translate d'un sous-jeu dérivé).</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by RPCs alone; rectify it first, for instance with 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</source>
        <translation>Le raster {role} {path} n'est placé que par des RPC ; rectifiez-le d'abord, par exemple avec 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</translation>
    </message>
    <message>
        <source>The {role} raster {path} {reason} ({error}).</source>
        <translation>Le raster {role} {path} {reason} ({error}).</translation>
    </message>
    <message>
        <source>{parameter} {given} is not a CRS that can be used for the {role} raster {path}; give an EPSG code such as EPSG:32633, WKT or PROJ text.</source>
        <translation>{parameter} {given} n'est pas un SCR utilisable pour le raster {role} {path} ; donnez un code EPSG comme EPSG:32633, du WKT ou un texte PROJ.</translation>
    </message>
    <message>
        <source>The {role} raster {path} does not exist or cannot be opened ({error}); check its name.</source>
        <translation>Le raster {role} {path} n'existe pas ou ne peut être ouvert ({error}) ; vérifiez son nom.</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>ne peut être lu faute de droits</translation>
    </message>
    <message>
        <source>is a folder, not a raster</source>
        <translation>est un dossier, pas un raster</translation>
    </message>
    <message>
        <source>is a broken link, not a raster</source>
        <translation>est un lien rompu, pas un raster</translation>
    </message>
    <message>
        <source>{path} would replace {beside}, which belongs to another raster; give it another name.</source>
        <translation>{path} remplacerait {beside}, qui appartient à un autre raster ; donnez-lui un autre nom.</translation>
    </message>
    <message>
        <source>The known points do not lie on the source raster; give the point file that was made for it.</source>
        <translation>Les points connus ne sont pas sur le raster source ; donnez le fichier de points qui a été fait pour lui.</translation>
    </message>
    <message>
        <source>{name} is larger than a point file may be ({limit} points).</source>
        <translation>{name} est plus grand que ne peut l'être un fichier de points ({limit} points).</translation>
    </message>
    <message>
        <source>{name} holds no points; save some in QGIS's Georeferencer.</source>
        <translation>{name} ne contient pas de points ; enregistrez-en dans le Géoréférenceur de QGIS.</translation>
    </message>
    <message>
        <source>{name} has no columns {wanted}; save the points in QGIS's Georeferencer.</source>
        <translation>{name} n'a pas de colonnes {wanted} ; enregistrez les points dans le Géoréférenceur de QGIS.</translation>
    </message>
    <message>
        <source>{name}: point {number} has {count} values and none in column {place}; complete that line or delete it.</source>
        <translation>{name} : le point {number} a {count} valeurs et aucune dans la colonne {place} ; complétez cette ligne ou supprimez-la.</translation>
    </message>
    <message>
        <source>{name}: point {number} has no usable number in column {place}; correct that line or delete it.</source>
        <translation>{name} : le point {number} n'a pas de nombre utilisable dans la colonne {place} ; corrigez la ligne ou supprimez-la.</translation>
    </message>
    <message>
        <source>{name} is no table ({error}); save the points in QGIS's Georeferencer.</source>
        <translation>{name} n'est pas un tableau ({error}) ; enregistrez les points dans le Géoréférenceur de QGIS.</translation>
    </message>
    <message>
        <source>{name}: the line '#CRS:' does not name a CRS ({error}); save the points again.</source>
        <translation>{name} : la ligne '#CRS:' ne nomme pas de SCR ({error}) ; enregistrez les points à nouveau.</translation>
    </message>
    <message>
        <source>Tie points are written to .gpkg, .geojson or .points, not to {path}.</source>
        <translation>Les points d'appui s'écrivent en .gpkg, .geojson ou .points, pas dans {path}.</translation>
    </message>
    <message>
        <source>Or let the source be looked for in all of the reference, whatever its georeference says: {start} anywhere.</source>
        <translation>Ou faites chercher la source dans toute la référence, quoi que dise son géoréférencement : {start} anywhere.</translation>
    </message>
    <message>
        <source>{role} array</source>
        <translation>tableau {role}</translation>
    </message>
    <message>
        <source>{role} raster {path}</source>
        <translation>raster {role} {path}</translation>
    </message>
    <message>
        <source>1 band, with the index 0</source>
        <translation>1 bande, d'indice 0</translation>
    </message>
    <message>
        <source>{count} bands, 0 to {last}</source>
        <translation>{count} bandes, de 0 à {last}</translation>
    </message>
    <message>
        <source>The {raster} has no CRS, but the {other} has one; give it one ({parameter}), or take both without.</source>
        <translation>Le {raster} n'a pas de SCR, mais le {other} en a un ; donnez-lui en un ({parameter}), ou prenez les deux sans.</translation>
    </message>
    <message>
        <source>The {raster} has no band {band}: it has {have}.</source>
        <translation>Le {raster} n'a pas de bande {band} : il a {have}.</translation>
    </message>
    <message>
        <source>The {role} raster is a {kind}; give a path or an open rasterio dataset.</source>
        <translation>Le raster {role} est un {kind} ; donnez un chemin ou un jeu de données rasterio ouvert.</translation>
    </message>
    <message>
        <source>The {role} raster {path} cannot be used: {reason}</source>
        <translation>Le raster {role} {path} est inutilisable : {reason}</translation>
    </message>
    <message>
        <source>The {raster} is closed; open it again to read from it.</source>
        <translation>Le {raster} est fermé ; rouvrez-le pour le lire.</translation>
    </message>
    <message>
        <source>{name} was changed while it was being read; run again when it is complete.</source>
        <translation>{name} a été modifié pendant sa lecture ; relancez quand il sera complet.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a dataset that is closed; open it again.</source>
        <translation>Le raster {role} {path} est un jeu de données fermé ; rouvrez-le.</translation>
    </message>
    <message>
        <source>The output {output} is the input {name} itself; choose another name.</source>
        <translation>La sortie {output} est l'entrée {name} elle-même ; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>The {raster} cannot be read to the end; it is damaged, incomplete or out of reach ({cause}).</source>
        <translation>Le {raster} ne peut être lu jusqu'au bout ; il est endommagé, incomplet ou hors d'atteinte ({cause}).</translation>
    </message>
    <message>
        <source>The transform was measured under another georeference than that of the {raster}. Give a raster with the georeference of the source, or align this one.</source>
        <translation>La transformation a été mesurée sous un autre géoréférencement que celui du raster indiqué ({raster}). Indiquez un raster qui a le géoréférencement de la source, ou alignez celui-ci.</translation>
    </message>
    <message>
        <source>The transform was measured in pixels, on a raster of {width} x {height} without a georeference, and the {raster} is not that one or has been given a georeference since. Give that raster without one (such as the world file beside it), or align this one.</source>
        <translation>La transformation a été mesurée en pixels, sur un raster de {width} x {height} sans géoréférencement, et celui qui est indiqué n'est pas celui-là ou a reçu un géoréférencement depuis ({raster}). Indiquez ce raster-là sans géoréférencement (tel que le fichier world à côté), ou alignez celui-ci.</translation>
    </message>
    <message>
        <source>The horizon of the homography crosses the extent of the transform: it shows no image beyond it. Solve again.</source>
        <translation>L'horizon de l'homographie traverse l'étendue de la transformation : au-delà elle ne montre pas d'image. Résolvez à nouveau.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} cannot be saved.</source>
        <translation>Une transformation du genre {kind} ne peut être enregistrée.</translation>
    </message>
    <message>
        <source>What is saved is a SavedTransform, not {saved}.</source>
        <translation>Ce qui s'enregistre est une SavedTransform, pas {saved}.</translation>
    </message>
    <message>
        <source>The displacement field has more than {limit} nodes; solve with a coarser field.</source>
        <translation>Le champ de déplacements a plus de {limit} nœuds ; résolvez avec un champ plus grossier.</translation>
    </message>
    <message>
        <source>{path} holds no JSON object; give a file that 'coregix align' wrote ({save_transform}).</source>
        <translation>{path} ne contient pas d'objet JSON ; donnez un fichier qu'un alignement a écrit ({save_transform}).</translation>
    </message>
    <message>
        <source>{path}: {place}{name} {what}. Save the transform again with 'coregix align' ({save_transform}).</source>
        <translation>{path} : {place}{name} {what}. Enregistrez la transformation à nouveau ({save_transform}).</translation>
    </message>
    <message>
        <source>{name} is larger than a {kind} may be ({limit} MiB).</source>
        <translation>{name} est plus grand que ne peut l'être un {kind} ({limit} Mio).</translation>
    </message>
    <message>
        <source>The {kind} {name} cannot be read ({reason}); is it the right file?</source>
        <translation>Le {kind} {name} ne peut être lu ({reason}) ; est-ce le bon fichier ?</translation>
    </message>
    <message>
        <source>The {kind} {path} is not JSON ({error}).</source>
        <translation>Le {kind} {path} n'est pas du JSON ({error}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, which was to mean 'no data': a mask tells the invalid ones instead, and there is no nodata tag.</source>
        <translation>Des pixels valides ont la valeur {nodata:g}, qui devait signifier 'sans données' : un masque indique plutôt les non valides, et il n'y a pas de valeur sans données.</translation>
    </message>
    <message>
        <source>{what} has no mask, which alone tells the source's invalid pixels; give it a nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>{what} n'a pas de masque, qui seul indique les pixels non valides de la source ; donnez une valeur sans données qu'aucun pixel valide n'a ({output_nodata}).</translation>
    </message>
    <message>
        <source>The output has the type {dtype}, which cannot hold the nodata value {value:g}; give one that it can hold ({parameter}).</source>
        <translation>La sortie a le type {dtype}, qui ne peut contenir la valeur sans données {value:g} ; donnez-en une qu'il puisse contenir ({parameter}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, and {why} only a nodata value can tell; give an output nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>Des pixels valides ont la valeur {nodata:g}, et {why} seule une valeur sans données peut le dire ; donnez pour la sortie une valeur qu'aucun pixel valide n'a ({output_nodata}).</translation>
    </message>
    <message>
        <source>Vectors are written to {drivers}, not to {target}.</source>
        <translation>Les vecteurs s'écrivent en {drivers}, pas dans {target}.</translation>
    </message>
    <message>
        <source>The output {target} is the input itself; choose another name.</source>
        <translation>La sortie {target} est l'entrée elle-même ; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{source} has {count} layers, which only a .gpkg can hold; name the output so.</source>
        <translation>{source} a {count} couches, que seul un .gpkg peut contenir ; nommez la sortie ainsi.</translation>
    </message>
    <message>
        <source>{source} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>{source} ne contient pas d'objet GeoJSON ; enregistrez-le à nouveau en GeoJSON.</translation>
    </message>
    <message>
        <source>The vector file {source} does not exist; check its name and folder.</source>
        <translation>Le fichier vecteur {source} n'existe pas ; vérifiez son nom et son dossier.</translation>
    </message>
    <message>
        <source>The vector file {source} holds no layers; choose another one.</source>
        <translation>Le fichier vecteur {source} ne contient pas de couches ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The vertices of the layer {layer} of {source} carry measures (M), which cannot be kept: they are left out.</source>
        <translation>Les sommets de la couche {layer} de {source} portent des mesures (M), qui ne peuvent être gardées : elles sont omises.</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} holds curves ({found}), whose vertices do not say all of their course; convert it first: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</source>
        <translation>La couche {layer} de {source} contient des courbes ({found}), dont les sommets ne disent pas tout le tracé ; convertissez-la d'abord : ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</translation>
    </message>
    <message>
        <source>{source} is nested too deeply for GeoJSON; save it again from a GIS.</source>
        <translation>{source} est imbriqué trop profondément pour du GeoJSON ; enregistrez-le à nouveau depuis un SIG.</translation>
    </message>
    <message>
        <source>{purpose} {package}; install it with: pip install pyogrio shapely</source>
        <translation>{purpose} {package} ; installez-le avec : pip install pyogrio shapely</translation>
    </message>
    <message>
        <source>The vector file {source} cannot be read ({error}); is it the right file?</source>
        <translation>Le fichier vecteur {source} ne peut être lu ({error}) ; est-ce le bon fichier ?</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} could not be copied ({error}).</source>
        <translation>La couche {layer} de {source} n'a pas pu être copiée ({error}).</translation>
    </message>
    <message>
        <source>The CRS of {source} cannot be used ({error}).</source>
        <translation>Le SCR de {source} ne peut être utilisé ({error}).</translation>
    </message>
    <message>
        <source>Of the vectors and the transform, one has a CRS and the other has none; give the vectors the CRS of the raster that they were digitised on.</source>
        <translation>Des vecteurs et de la transformation, l'un a un SCR et l'autre n'en a pas ; donnez aux vecteurs le SCR du raster sur lequel ils ont été numérisés.</translation>
    </message>
    <message>
        <source>The transform was measured on a raster without a georeference, and the vectors lie at true places already. Vectors of such a raster are in its pixels; save them without a CRS.</source>
        <translation>La transformation a été mesurée sur un raster sans géoréférencement, et les vecteurs se trouvent déjà à leurs vrais emplacements. Les vecteurs d'un tel raster sont dans ses pixels ; enregistrez-les sans SCR.</translation>
    </message>
    <message>
        <source>Some vertices have no place in {crs}; leave them out, or check the CRS of the vectors.</source>
        <translation>Certains sommets n'ont pas de place en {crs} ; omettez-les, ou vérifiez le SCR des vecteurs.</translation>
    </message>
    <message>
        <source>{outside} of {count} vertices lie outside the area in which the transform was measured.</source>
        <translation>{outside} sommets sur {count} sont hors de la zone où la transformation a été mesurée.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a local file that reaches into the network ({found}); give the remote raster itself, or download it.</source>
        <translation>Le raster {role} {path} est un fichier local qui va chercher sur le réseau ({found}) ; donnez le raster distant lui-même, ou téléchargez-le.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a pipe or a device, or leads to one ({name}); write what it gives to a file first.</source>
        <translation>Le raster {role} {path} est un tube ou un périphérique, ou mène à un tel ({name}) ; écrivez d'abord dans un fichier ce qu'il donne.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that shows itself ({circle}); make it anew from rasters.</source>
        <translation>Le raster {role} {path} est un VRT qui se montre lui-même ({circle}) ; recréez-le à partir de rasters.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that takes the bytes of {raw} for pixels, which lies outside its folder; put both in one folder, or convert it.</source>
        <translation>Le raster {role} {path} est un VRT qui prend pour pixels les octets de {raw}, situé hors de son dossier ; mettez les deux dans un dossier, ou convertissez-le.</translation>
    </message>
    <message>
        <source>{path} cannot be looked into ({error}); unpack the archive.</source>
        <translation>On ne peut regarder dans {path} ({error}) ; décompressez l'archive.</translation>
    </message>
    <message>
        <source>The {role} raster {path} leads to {inner}, which cannot be looked into; unpack it.</source>
        <translation>Le raster {role} {path} mène à {inner}, dans lequel on ne peut regarder ; décompressez-le.</translation>
    </message>
    <message>
        <source> It may have run out of memory.</source>
        <translation> La mémoire a peut-être manqué.</translation>
    </message>
    <message>
        <source>The elastix process ended with code {code}{cause}.{memory}</source>
        <translation>Le processus d'elastix s'est terminé avec le code {code}{cause}.{memory}</translation>
    </message>
    <message>
        <source>SimpleITK cannot be loaded ({error}). Run: pip install SimpleITK-SimpleElastix</source>
        <translation>SimpleITK ne peut être chargé ({error}). Lancez : pip install SimpleITK-SimpleElastix</translation>
    </message>
    <message>
        <source>The elastix process could not be started: {error}.</source>
        <translation>Le processus d'elastix n'a pas pu être lancé : {error}.</translation>
    </message>
    <message>
        <source>elastix did not answer within {timeout:.0f} s and was stopped; try a smaller image, or another {transform} or {metric}.</source>
        <translation>elastix n'a pas répondu en {timeout:.0f} s et a été arrêté ; essayez une image plus petite, ou changez {transform} ou {metric}.</translation>
    </message>
    <message>
        <source>give the one or the other</source>
        <translation>donnez l'un ou l'autre</translation>
    </message>
    <message>
        <source>give a pair list, or a reference with its sources</source>
        <translation>donnez une liste de couples, ou une référence avec ses sources</translation>
    </message>
    <message>
        <source>with a band for each raster, {band_index} has no meaning</source>
        <translation>avec une bande pour chaque raster, {band_index} n'a pas de sens</translation>
    </message>
    <message>
        <source>each band is an image of its own</source>
        <translation>chaque bande est une image à part</translation>
    </message>
    <message>
        <source>the reference is the datum, which stays in place</source>
        <translation>la référence est le datum, qui reste en place</translation>
    </message>
    <message>
        <source>every value would be invalid</source>
        <translation>toutes les valeurs seraient non valides</translation>
    </message>
    <message>
        <source>the first needs a file for the second</source>
        <translation>le premier a besoin d'un fichier pour le second</translation>
    </message>
    <message>
        <source>a cluster that exists has its own workers</source>
        <translation>un cluster existant a ses propres ouvriers</translation>
    </message>
    <message>
        <source>the bands of one file are no images of a collection</source>
        <translation>les bandes d'un fichier ne sont pas des images d'une collection</translation>
    </message>
    <message>
        <source>{before} and {last} are missing; give each a value.</source>
        <translation>{before} et {last} manquent ; donnez une valeur à chacun.</translation>
    </message>
    <message>
        <source>{first} and {second} contradict each other: {why}.</source>
        <translation>{first} et {second} se contredisent : {why}.</translation>
    </message>
    <message>
        <source>{name} has an effect only with {needed}; give both, or leave it out.</source>
        <translation>{name} n'a d'effet qu'avec {needed} ; donnez les deux, ou retirez-le.</translation>
    </message>
    <message>
        <source>There is no parameter {name!r}{hint}.</source>
        <translation>Il n'y a pas de paramètre {name!r}{hint}.</translation>
    </message>
    <message>
        <source>takes {takes}, not {text!r}</source>
        <translation>prend {takes}, pas {text!r}</translation>
    </message>
    <message>
        <source>both would write {path}</source>
        <translation>les deux écriraient {path}</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>a band number, counted from 0</source>
        <translation>un numéro de bande, compté à partir de 0</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un nombre</translation>
    </message>
    <message>
        <source>numbers with commas between them, such as 8,4,0.5</source>
        <translation>des nombres séparés par des virgules, comme 8,4,0.5</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>vrai ou faux</translation>
    </message>
    <message>
        <source>NAME=VALUE, such as COMPRESS=ZSTD</source>
        <translation>NOM=VALEUR, comme COMPRESS=ZSTD</translation>
    </message>
    <message>
        <source>BAND=VALUE, such as 4=nearest or classes=nearest</source>
        <translation>BANDE=VALEUR, comme 4=nearest ou classes=nearest</translation>
    </message>
    <message>
        <source>needs the name of a file or folder, not {path}</source>
        <translation>a besoin du nom d'un fichier ou d'un dossier, pas {path}</translation>
    </message>
    <message>
        <source> (did you mean {name}?)</source>
        <translation> (vouliez-vous dire {name} ?)</translation>
    </message>
    <message>
        <source>is either true or false, not {value}</source>
        <translation>est soit vrai soit faux, pas {value}</translation>
    </message>
    <message>
        <source>needs the name of a file, not an array; {functions} take arrays</source>
        <translation>a besoin du nom d'un fichier, pas d'un tableau ; {functions} acceptent des tableaux</translation>
    </message>
    <message>
        <source>takes a file, what load_transform gives, or a Registration, not {value}; warp takes a bare transform</source>
        <translation>prend un fichier, ce que donne load_transform ou une Registration, pas {value} ; warp prend une transformation seule</translation>
    </message>
    <message>
        <source>must be one of {choices}, not {value}{hint}</source>
        <translation>doit être l'un de {choices}, pas {value}{hint}</translation>
    </message>
    <message>
        <source>takes a text, not {value}</source>
        <translation>prend un texte, pas {value}</translation>
    </message>
    <message>
        <source>takes {takes}, not {value}</source>
        <translation>prend {takes}, pas {value}</translation>
    </message>
    <message>
        <source>{name} must be one of {choices}, not {given!r}{hint}</source>
        <translation>{name} doit être l'un de {choices}, pas {given!r}{hint}</translation>
    </message>
    <message>
        <source>must be a finite number, not {number}</source>
        <translation>doit être un nombre fini, pas {number}</translation>
    </message>
    <message>
        <source>must be at least {minimum:g}, not {number}</source>
        <translation>doit être au moins {minimum:g}, pas {number}</translation>
    </message>
    <message>
        <source>must be above {minimum:g}; leave it out to use the default, or write the largest that can be expected</source>
        <translation>doit être supérieur à {minimum:g} ; omettez-le pour garder la valeur par défaut, ou indiquez la plus grande valeur à attendre</translation>
    </message>
    <message>
        <source>must be at most {maximum:g}, not {number}</source>
        <translation>doit être au plus {maximum:g}, pas {number}</translation>
    </message>
    <message>
        <source>must run from coarse to fine, not {value}</source>
        <translation>doit aller du grossier au fin, pas {value}</translation>
    </message>
    <message>
        <source>takes 1 to {limit} numbers, not {given}</source>
        <translation>prend de 1 à {limit} nombres, pas {given}</translation>
    </message>
    <message>
        <source>takes finite numbers, not {value}</source>
        <translation>prend des nombres finis, pas {value}</translation>
    </message>
    <message>
        <source>must end in {suffixes}, not as {path!r} does</source>
        <translation>doit finir par {suffixes}, pas comme {path!r}</translation>
    </message>
    <message>
        <source>{parameter} needs the name of a file or folder, not {path}.</source>
        <translation>{parameter} a besoin du nom d'un fichier ou d'un dossier, pas {path}.</translation>
    </message>
    <message>
        <source>takes the names of files, not {value}</source>
        <translation>prend les noms de fichiers, pas {value}</translation>
    </message>
    <message>
        <source>names no files</source>
        <translation>ne nomme pas de fichiers</translation>
    </message>
    <message>
        <source>is missing; give it a value</source>
        <translation>manque ; donnez-lui une valeur</translation>
    </message>
    <message>
        <source>has {name} twice; give it once</source>
        <translation>a deux fois {name} ; donnez-le une fois</translation>
    </message>
    <message>
        <source>must be a number that a computer can hold, not {value}</source>
        <translation>doit être un nombre qu'un ordinateur peut contenir, pas {value}</translation>
    </message>
    <message>
        <source>takes {count} numbers, not {given}</source>
        <translation>prend {count} nombres, pas {given}</translation>
    </message>
    <message>
        <source>takes a function that is called with each event, not {progress}</source>
        <translation>prend une fonction appelée à chaque événement, pas {progress}</translation>
    </message>
    <message>
        <source>The mask {names} leaves out nothing of the ground that both rasters cover; check what of it is meant.</source>
        <translation>Le masque {names} n'exclut rien du terrain que couvrent les deux rasters ; vérifiez ce qui en est visé.</translation>
    </message>
    <message>
        <source>The mask {names} leaves out {share:.0%} of the ground that both rasters cover; check that it is not the wrong way round.</source>
        <translation>Le masque {names} exclut {share:.0%} du terrain que couvrent les deux rasters ; vérifiez qu'il n'est pas inversé.</translation>
    </message>
    <message>
        <source>The masks {names} leave out nothing of the ground that both rasters cover; check what of them is meant.</source>
        <translation>Les masques {names} n'excluent rien du terrain que couvrent les deux rasters ; vérifiez ce qui en est visé.</translation>
    </message>
    <message>
        <source>The masks {names} leave out {share:.0%} of the ground that both rasters cover; check that they are not the wrong way round.</source>
        <translation>Les masques {names} excluent {share:.0%} du terrain que couvrent les deux rasters ; vérifiez qu'ils ne sont pas inversés.</translation>
    </message>
    <message>
        <source>{reason}; the mask {names} leaves out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason} ; le masque {names} exclut {share:.0%} du terrain que couvrent les deux rasters</translation>
    </message>
    <message>
        <source>The mask {name} lies elsewhere than the ground that both rasters cover; check its place and its CRS.</source>
        <translation>Le masque {name} se trouve ailleurs que le terrain que couvrent les deux rasters ; vérifiez sa position et son SCR.</translation>
    </message>
    <message>
        <source>{reason}; the masks {names} leave out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason} ; les masques {names} excluent {share:.0%} du terrain que couvrent les deux rasters</translation>
    </message>
    <message>
        <source>The rasters do not overlap: {fixed} covers {bounds} and {moving} covers {reach} in {crs}. Check the CRS of both, or allow a {max_shift} that bridges the gap.</source>
        <translation>Les rasters ne se recouvrent pas : {fixed} couvre {bounds} et {moving} couvre {reach} en {crs}. Vérifiez le SCR des deux, ou permettez pour {max_shift} une valeur qui franchit l'écart.</translation>
    </message>
    <message>
        <source>Only {width} x {height} pixels of {fixed} and {moving} lie in one place; that is too little to align.</source>
        <translation>Seuls {width} x {height} pixels de {fixed} et de {moving} sont au même endroit ; c'est trop peu pour aligner.</translation>
    </message>
    <message>
        <source>{moving} holds {fill:g} and {fixed} holds {other:g} at the same pixels, as gaps of a sensor are: these are left out of the comparison. If they are no data, say so ({moving_nodata}, {fixed_nodata}), or they are moved as ground.</source>
        <translation>{moving} contient {fill:g} et {fixed} contient {other:g} aux mêmes pixels, comme les lacunes d'un capteur : ils sont exclus de la comparaison. S'il n'y a pas de données, indiquez-le ({moving_nodata}, {fixed_nodata}), sinon ils sont déplacés comme du terrain.</translation>
    </message>
    <message>
        <source>{count} columns or rows of {moving} and {fixed} lie beside those around them at the same pixels, as lines of a sensor do: they are left out of the comparison.</source>
        <translation>{count} colonnes ou lignes de {moving} et {fixed} s'écartent de leurs voisines aux mêmes pixels, comme les lignes d'un capteur : elles sont exclues de la comparaison.</translation>
    </message>
    <message>
        <source>Columns or rows of {moving} and {fixed} are brighter and darker in the same order, as those of one sensor are: what all of them differ by is taken off for the comparison.</source>
        <translation>Des colonnes ou lignes de {moving} et {fixed} sont plus claires et plus sombres dans le même ordre, comme celles d'un même capteur : ce qui les distingue dans leur ensemble est retiré pour la comparaison.</translation>
    </message>
    <message>
        <source>The mask {names} leaves nothing of the {raster} where the other one may lie; check its place, its CRS and what of it is meant.</source>
        <translation>Le masque {names} ne laisse rien du {raster} là où l'autre peut être ; vérifiez sa place, son SCR et ce qui en est voulu.</translation>
    </message>
    <message>
        <source>With the mask {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check its place, its CRS and what of it is meant.</source>
        <translation>Avec le masque {mask_names} il ne reste rien de la zone que {moving} et {fixed} ont en commun ; vérifiez sa place, son SCR et ce qui en est voulu.</translation>
    </message>
    <message>
        <source>{names} ({share:.0%} left)</source>
        <translation>{names} (reste {share:.0%})</translation>
    </message>
    <message>
        <source>The masks {names} together leave nothing of the {raster} where the other one may lie; check their places, their CRSs and what of them is meant.</source>
        <translation>Les masques {names} ensemble ne laissent rien du {raster} là où l'autre peut être ; vérifiez leurs places, leurs SCR et ce qui en est voulu.</translation>
    </message>
    <message>
        <source>With the masks {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check their places, their CRSs and what of them is meant.</source>
        <translation>Avec les masques {mask_names} il ne reste rien de la zone que {moving} et {fixed} ont en commun ; vérifiez leurs places, leurs SCR et ce qui en est voulu.</translation>
    </message>
    <message>
        <source>The {raster} has no valid pixels in band {band} where the other one may lie{value}; choose another band, or check its nodata.</source>
        <translation>Le {raster} n'a pas de pixels valides dans la bande {band} là où l'autre peut être{value} ; choisissez une autre bande, ou vérifiez sa valeur sans données.</translation>
    </message>
    <message>
        <source>The {raster} holds nothing but the value {seen:g} in band {band} where the other one may lie; there is nothing to align by.</source>
        <translation>Le {raster} ne contient dans la bande {band} que la valeur {seen:g} là où l'autre peut être ; il n'y a rien sur quoi aligner.</translation>
    </message>
    <message>
        <source>Only {share:.2%} of the area that {moving} and {fixed} have in common is valid in both, less than {least:.2%} ({min_valid_fraction}); check nodata and masks.</source>
        <translation>Seuls {share:.2%} de la zone que {moving} et {fixed} ont en commun sont valides dans les deux, moins que {least:.2%} ({min_valid_fraction}) ; vérifiez les valeurs sans données et les masques.</translation>
    </message>
    <message>
        <source>under no turn and scale do the images agree more than unrelated ones do</source>
        <translation>sous aucune rotation ni échelle les images ne concordent plus que des images sans rapport</translation>
    </message>
    <message>
        <source>Look whether both show the same ground.</source>
        <translation>Voyez si les deux montrent le même terrain.</translation>
    </message>
    <message>
        <source>nowhere in the reference do the images agree more than unrelated ones do</source>
        <translation>nulle part dans la référence les images ne concordent plus que des images sans rapport</translation>
    </message>
    <message>
        <source>Say about where the source lies, and more is tried there.</source>
        <translation>Dites à peu près où se trouve la source, et l'on y cherchera davantage.</translation>
    </message>
    <message>
        <source>{path}: some points have no place in the reference's CRS; check that of the file.</source>
        <translation>{path} : certains points n'ont pas de place dans le SCR de la référence ; vérifiez celui du fichier.</translation>
    </message>
    <message>
        <source>The points of {path} turn the other way in the source than in the reference; check whether x and y, or the signs of the rows, are exchanged. If the source itself is a mirror image, flip it in an image editor first.</source>
        <translation>Les points de {path} tournent dans la source en sens inverse de la référence ; vérifiez si x et y, ou les signes des lignes, sont échangés. Si la source elle-même est une image en miroir, retournez-la d'abord dans un éditeur d'images.</translation>
    </message>
    <message>
        <source>{path} places no raster: give two points or more that lie apart, and of {enough} or more not all in one line.</source>
        <translation>{path} ne place aucun raster : donnez deux points ou plus, écartés l'un de l'autre, et s'il y en a {enough} ou plus, pas tous sur une ligne.</translation>
    </message>
    <message>
        <source>{path} places the source outside the reference, around {x:.12g}, {y:.12g}; check the points' places, and the CRS in which they are given.</source>
        <translation>{path} place la source hors de la référence, autour de {x:.12g}, {y:.12g} ; vérifiez l'emplacement des points et le SCR dans lequel ils sont donnés.</translation>
    </message>
    <message>
        <source>{path} holds no point that is enabled; enable some in QGIS's Georeferencer.</source>
        <translation>{path} ne contient aucun point activé ; activez-en dans le Géoréférenceur de QGIS.</translation>
    </message>
    <message>
        <source>{path}: the point at {x:.12g}, {y:.12g} lies {off_px:.0f} pixels of the reference from where all others put it, and is left out; correct it or disable it.</source>
        <translation>{path} : le point en {x:.12g}, {y:.12g} se trouve à {off_px:.0f} pixels de la référence de l'endroit où tous les autres le placent, et il est écarté ; corrigez-le ou désactivez-le.</translation>
    </message>
    <message>
        <source>{path}: by the known points the source's area is off by a factor of {area:.3g}; give the point file that was made for this pair.</source>
        <translation>{path} : d'après les points connus la surface de la source est fausse d'un facteur {area:.3g} ; donnez le fichier de points qui a été fait pour ce couple.</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from the transform fitted to them ({model}); check them.</source>
        <translation>Les points connus de {path} se trouvent à {rmse_px:.1f} px (RMSE) de la transformation ajustée sur eux ({model}) ; vérifiez-les.</translation>
    </message>
    <message>
        <source>The number of points of {path} that are enabled is {count}, and a homography takes {enough} or more; set more of them, or choose an affine.</source>
        <translation>Le nombre de points activés de {path} est de {count}, et une homographie en demande {enough} ou plus ; placez-en d'autres ou choisissez une affine.</translation>
    </message>
    <message>
        <source>The points of {path} lie in one line, or nearly, and a homography takes four of which no three do; set more of them, or choose an affine.</source>
        <translation>Les points de {path} sont sur une même ligne, ou presque, et une homographie en demande quatre dont aucun groupe de trois ne l'est ; posez-en davantage, ou choisissez une transformation affine.</translation>
    </message>
    <message>
        <source>The place {x:.10g}, {y:.10g} lies outside of {fixed}.</source>
        <translation>L'endroit {x:.10g}, {y:.10g} est hors de {fixed}.</translation>
    </message>
    <message>
        <source>There are no valid pixels of {raster} around the place {x:.10g}, {y:.10g}.</source>
        <translation>{raster} n'a pas de pixels valides autour de l'endroit {x:.10g}, {y:.10g}.</translation>
    </message>
    <message>
        <source>the source is a mirror image of the reference</source>
        <translation>la source est une image en miroir de la référence</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {advice}</source>
        <translation>Aucun alignement fiable trouvé : {reason}. {advice}</translation>
    </message>
    <message>
        <source>{moving} in {fixed}: {refusal}</source>
        <translation>{moving} dans {fixed} : {refusal}</translation>
    </message>
    <message>
        <source>Flip it in an image editor, and run again.</source>
        <translation>Retournez-la dans un éditeur d'images, et relancez.</translation>
    </message>
    <message>
        <source>{near_place} and {around} say two things; give one of them.</source>
        <translation>{near_place} et {around} disent deux choses ; donnez l'un des deux.</translation>
    </message>
    <message>
        <source>{parameter} {given} lies outside the reference {fixed}; give a place in its CRS.</source>
        <translation>{parameter} {given} est hors de la référence {fixed} ; donnez un endroit dans son SCR.</translation>
    </message>
    <message>
        <source>{around} must be xmin,ymin,xmax,ymax, not {given}.</source>
        <translation>{around} doit être xmin,ymin,xmax,ymax, pas {given}.</translation>
    </message>
    <message>
        <source>{share:.0%} of the output lies beyond what both images show: the transform is extrapolated there, and its uncertainty (CE90) grows to {largest:.1f} px.</source>
        <translation>{share:.0%} de la sortie se trouvent hors de ce que montrent les deux images : la transformation y est extrapolée, et son incertitude (CE90) atteint {largest:.1f} px.</translation>
    </message>
    <message>
        <source>{seen}, but what both images show at the same pixels looks unlike the rest in both, where nothing agrees: clouds or smoke may lie over both, or so much of the ground has changed</source>
        <translation>{seen}, mais ce que les deux images montrent aux mêmes pixels ne ressemble dans aucune des deux au reste, où rien ne concorde : des nuages ou de la fumée peuvent être au-dessus des deux, ou le terrain a changé d'autant</translation>
    </message>
    <message>
        <source>the images do not agree: part of both is the same pixel by pixel, as names, lines or clouds over both would be, and beside that no common ground is seen; mask what is no ground in either (clouds, snow or water in one of them too), or compare another band</source>
        <translation>les images ne concordent pas : une partie est la même dans les deux pixel par pixel, comme le seraient des noms, des lignes ou des nuages au-dessus des deux, et à côté on ne voit pas de terrain commun ; masquez ce qui n'est pas du terrain dans l'une ou l'autre (aussi les nuages, la neige ou l'eau d'une seule), ou comparez une autre bande</translation>
    </message>
    <message>
        <source>the images do not agree: what both show at the same pixels may be names or lines over them, and {share:.0%} of the ground lies {length_px:.1f} px from there; mask them, or take rasters without them</source>
        <translation>les images ne concordent pas : ce que les deux montrent aux mêmes pixels peut être des noms ou des lignes au-dessus d'elles, et {share:.0%} du terrain se trouve à {length_px:.1f} px de là ; masquez-les, ou prenez des rasters sans eux</translation>
    </message>
    <message>
        <source>{reason}; but looked for anywhere, the source would be found, turned or scaled or in another place</source>
        <translation>{reason} ; mais cherchée n'importe où, la source serait trouvée, tournée, à une autre échelle ou à un autre endroit</translation>
    </message>
    <message>
        <source>{moving} is placed by {count} ground control points alone: it is looked for near the affine that fits them best, which is off by {rmse_px:.1f} px (root mean square).</source>
        <translation>{moving} n'est placé que par {count} points de contrôle : on le cherche près de l'affinité qui s'y ajuste le mieux, à {rmse_px:.1f} px près (moyenne quadratique).</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from where the result puts them: either they or the result are wrong.</source>
        <translation>Les points connus de {path} se trouvent à {rmse_px:.1f} px (rmse) des endroits où le résultat les place : soit ils sont faux, soit le résultat l'est.</translation>
    </message>
    <message>
        <source>{parameter} {coarsest:g} leaves fewer than {fewest} pixels of the common area of {moving} and {fixed}; it is in {unit} of the reference, whose pixels are {pixel:g}.</source>
        <translation>{parameter} {coarsest:g} laisse moins de {fewest} pixels de la zone commune de {moving} et de {fixed} ; c'est en {unit} de la référence, dont les pixels font {pixel:g}.</translation>
    </message>
    <message>
        <source>Neither the {moving} nor the {fixed} has a band {band}: the one has {moving_bands}, the other {fixed_bands}.</source>
        <translation>Ni le {moving} ni le {fixed} n'ont de bande {band} : l'un a {moving_bands}, l'autre {fixed_bands}.</translation>
    </message>
    <message>
        <source>{moving} has no georeference: it is looked for anywhere in {fixed}.</source>
        <translation>{moving} n'a pas de géoréférence : on le cherche partout dans {fixed}.</translation>
    </message>
    <message>
        <source>{moving} has ground control points that place it nowhere ({reason}): it is looked for anywhere in {fixed}.</source>
        <translation>{moving} a des points de contrôle qui ne le placent nulle part ({reason}) : on le cherche partout dans {fixed}.</translation>
    </message>
    <message>
        <source>{known_points} and {parameter} say two things; give one of them.</source>
        <translation>{known_points} et {parameter} disent deux choses ; donnez l'un des deux.</translation>
    </message>
    <message>
        <source>A report needs matplotlib, which is not installed: pip install matplotlib.</source>
        <translation>Un rapport demande matplotlib, qui n'est pas installé : pip install matplotlib.</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}.</source>
        <translation>Aucun alignement fiable trouvé : {reason}.</translation>
    </message>
    <message>
        <source>the rasters have nothing in common</source>
        <translation>les rasters n'ont rien en commun</translation>
    </message>
    <message>
        <source>too small in common: {path} has {width} x {height} pixels</source>
        <translation>trop petit en commun : {path} a {width} x {height} pixels</translation>
    </message>
    <message>
        <source>The tie points agree on no homography all over the image: it is left at an affine.</source>
        <translation>Les points d'appui ne s'accordent sur aucune homographie pour toute l'image : on en reste à une transformation affine.</translation>
    </message>
    <message>
        <source>the best shift leaves nothing in common, or lies beyond the largest one that is looked for</source>
        <translation>le meilleur décalage ne laisse rien en commun, ou dépasse le plus grand que l'on cherche</translation>
    </message>
    <message>
        <source>contradicts the other links: {gap:.2f} px from what they agree on</source>
        <translation>contredit les autres liens : {gap:.2f} px de ce sur quoi ils s'accordent</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these to the reference; of {count} links to it that were tried, one says: {why}; take another reference, or none</source>
        <translation>elle est liée à d'autres images, et aucune de celles-ci à la référence ; de {count} liens avec elle qui ont été essayés, l'un dit : {why} ; prenez une autre référence, ou aucune</translation>
    </message>
    <message>
        <source>The datum {datum!r} is none of the images; give 'mean', 'first', or the name of one, such as {images!r}.</source>
        <translation>Le datum {datum!r} n'est aucune des images ; donnez 'mean', 'first', ou le nom de l'une, comme {images!r}.</translation>
    </message>
    <message>
        <source>the datum {datum}, on which it is to lie, cannot be trusted: {why}; take another image or the mean as the datum</source>
        <translation>le datum {datum}, sur lequel elle doit se trouver, n'est pas fiable : {why} ; prenez une autre image ou la moyenne comme datum</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these overlaps the reference</source>
        <translation>elle est liée à d'autres images, et aucune de celles-ci ne recouvre la référence</translation>
    </message>
    <message>
        <source>There is no image to align besides the reference.</source>
        <translation>Il n'y a pas d'image à aligner hors la référence.</translation>
    </message>
    <message>
        <source>No trustworthy link joins {first}, the first image, with the others; {second} stays in place instead.</source>
        <translation>Aucun lien fiable ne joint {first}, la première image, aux autres ; {second} reste en place à sa place.</translation>
    </message>
    <message>
        <source>{bare} has no CRS, and {placed} has one; a stack takes images that have a CRS, or ones that have none.</source>
        <translation>{bare} n'a pas de SCR, et {placed} en a un ; une pile prend des images qui ont un SCR, ou celles qui n'en ont pas.</translation>
    </message>
    <message>
        <source>Bands are those of one file, and {count} were given.</source>
        <translation>Les bandes sont celles d'un seul fichier, et {count} ont été donnés.</translation>
    </message>
    <message>
        <source>{folder} still holds files of earlier runs that are no part of this one: {names}. Remove them if they are not wanted.</source>
        <translation>{folder} contient encore des fichiers d'exécutions antérieures qui ne font pas partie de celle-ci : {names}. Supprimez-les s'ils ne sont pas voulus.</translation>
    </message>
    <message>
        <source>{old}, which an earlier run wrote, cannot be removed ({strerror}).</source>
        <translation>Impossible de supprimer {old}, écrit par une exécution antérieure ({strerror}).</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} gives {count}.</source>
        <translation>Une pile demande deux images au moins ; {images} en donne {count}.</translation>
    </message>
    <message>
        <source>There is no file or folder {missing}; check the name.</source>
        <translation>Il n'y a ni fichier ni dossier {missing} ; vérifier le nom.</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} are one file.</source>
        <translation>Une pile demande deux images au moins ; {images} sont un seul fichier.</translation>
    </message>
    <message>
        <source>A stack takes {limit} images at most, not {count}.</source>
        <translation>Une pile prend {limit} images au plus, pas {count}.</translation>
    </message>
    <message>
        <source>No date is known of these images: {images}. They come last, in the order given; name files as 2021-03-15.tif, or give a list with the columns image and date.</source>
        <translation>Aucune date n'est connue pour ces images : {images}. Elles viennent en dernier, dans l'ordre donné ; nommez les fichiers comme 2021-03-15.tif ou donnez une liste avec les colonnes image et date.</translation>
    </message>
    <message>
        <source>Two images would be written as {twice}.tif; rename one of them.</source>
        <translation>Deux images seraient écrites comme {twice}.tif ; renommez l'une d'elles.</translation>
    </message>
    <message>
        <source>{raster} has one band; bands can be aligned to each other if there are two at least.</source>
        <translation>{raster} a une bande ; des bandes s'alignent entre elles s'il y en a deux au moins.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>The common grid would have {columns} x {rows} pixels; give a raster whose grid is to be taken.</source>
        <translation>La grille commune aurait {columns} x {rows} pixels ; donnez un raster dont la grille est à prendre.</translation>
    </message>
    <message>
        <source>The stack was stopped; links that are measured stay, and the same command goes on from there.</source>
        <translation>La pile a été arrêtée ; les liens mesurés restent, et la même commande reprend de là.</translation>
    </message>
    <message>
        <source>A {format} cube holds images; with bands, and if nothing but measuring is asked for, there is none.</source>
        <translation>Un cube {format} contient des images ; avec des bandes, et si l'on ne fait que mesurer, il n'y en a pas.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({strerror}); choose another one.</source>
        <translation>Le dossier {folder} ne peut être créé ({strerror}) ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{name} is neither a STAC item nor a collection of items.</source>
        <translation>{name} n'est ni un élément STAC ni une collection d'éléments.</translation>
    </message>
    <message>
        <source>{name}: the item {value} has {count} rasters of which none is the only one with the role 'data'; list the files that are meant.</source>
        <translation>{name} : l'élément {value} a {count} rasters dont aucun n'est le seul à avoir le rôle 'data' ; listez les fichiers voulus.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no rasters ({raster_suffixes}).</source>
        <translation>Le dossier {folder} ne contient pas de rasters ({raster_suffixes}).</translation>
    </message>
    <message>
        <source>No file fits {pattern!r}; check the pattern.</source>
        <translation>Aucun fichier ne correspond à {pattern!r} ; vérifiez le motif.</translation>
    </message>
    <message>
        <source>{name} lists no images.</source>
        <translation>{name} ne liste aucune image.</translation>
    </message>
    <message>
        <source>The list {name} begins with {titles}, which is no file; titles that are understood are image, date and exclude, of which image has to be there.</source>
        <translation>La liste {name} commence par {titles}, qui n'est pas un fichier ; les titres de colonnes compris sont image, date et exclude, dont image doit être présent.</translation>
    </message>
    <message>
        <source>{where}: {text!r} is no date; write it as 2021-03-15 or 2021-03-15T10:11:12.</source>
        <translation>{where} : {text!r} n'est pas une date ; écrivez-la 2021-03-15 ou 2021-03-15T10:11:12.</translation>
    </message>
    <message>
        <source>{name} leads back to itself by its links to items.</source>
        <translation>{name} ramène à lui-même par ses liens vers des éléments.</translation>
    </message>
    <message>
        <source>{name} holds no STAC items.</source>
        <translation>{name} ne contient pas d'éléments STAC.</translation>
    </message>
    <message>
        <source>{name}: the row {row} names no image; give it one, or remove it.</source>
        <translation>{name} : la ligne {row} ne nomme aucune image ; donnez-lui-en une, ou supprimez-la.</translation>
    </message>
    <message>
        <source>its link {reason}</source>
        <translation>son lien {reason}</translation>
    </message>
    <message>
        <source>held by {count} links</source>
        <translation>tenue par {count} liens</translation>
    </message>
    <message>
        <source>held by 1 link</source>
        <translation>tenue par 1 lien</translation>
    </message>
    <message>
        <source>it is linked to some images, but not to those that hold the others</source>
        <translation>elle est liée à quelques images, mais pas à celles qui tiennent les autres</translation>
    </message>
    <message>
        <source>{reason}, all of them uncertain: {why}</source>
        <translation>{reason}, tous incertains : {why}</translation>
    </message>
    <message>
        <source>{reason}, of which one lies {gap:.2f} px from what they agree on, more than it can be off by itself</source>
        <translation>{reason}, dont un se trouve à {gap:.2f} px de ce sur quoi ils s'accordent : plus qu'il ne peut se tromper à lui seul</translation>
    </message>
    <message>
        <source>{reason}; check points lie {apart:.2f} px off, CE90 is {ce90:.2f} px</source>
        <translation>{reason} ; les points de contrôle sont à {apart:.2f} px, le CE90 est de {ce90:.2f} px</translation>
    </message>
    <message>
        <source>{reason}, and as many contradict them</source>
        <translation>{reason}, et autant les contredisent</translation>
    </message>
    <message>
        <source>{reason}; those that lead to the datum are uncertain, with a CE90 of {ce90:.2f} px at best</source>
        <translation>{reason} ; ceux qui mènent au datum sont incertains, avec un CE90 de {ce90:.2f} px au mieux</translation>
    </message>
    <message>
        <source>{reason}, most of them uncertain as a part of its ground lies elsewhere or bends, with a CE90 of {ce90:.2f} px</source>
        <translation>{reason}, la plupart incertains, car une partie de son sol se trouve ailleurs ou se courbe, avec un CE90 de {ce90:.2f} px</translation>
    </message>
    <message>
        <source>no trustworthy link holds it; of {count} that were tried, one says: {reason}</source>
        <translation>aucun lien fiable ne la tient ; sur {count} essayés, l'un dit : {reason}</translation>
    </message>
    <message>
        <source>it overlaps no other image</source>
        <translation>elle ne recouvre aucune autre image</translation>
    </message>
    <message>
        <source>Below {below:g} or above {above:g} lie all values, so that all edges would be invalid; give {edge_trim_invalid_below} a smaller value than {edge_trim_invalid_above}.</source>
        <translation>Sous {below:g} ou au-dessus de {above:g} se trouvent toutes les valeurs, si bien que tous les bords seraient non valides ; donnez à {edge_trim_invalid_below} une valeur plus petite qu'à {edge_trim_invalid_above}.</translation>
    </message>
    <message>
        <source>{band_resampling} {setting} names a band that {source} does not have: it has {have}.</source>
        <translation>{band_resampling} {setting} nomme une bande que {source} n'a pas : il a {have}.</translation>
    </message>
    <message>
        <source>Nothing of the {raster} lies in the output: under the transform it lies at {ground}, and the output covers {covered}.</source>
        <translation>Rien du {raster} ne se trouve dans la sortie : selon la transformation, il est à {ground}, et la sortie couvre {covered}.</translation>
    </message>
    <message>
        <source>input</source>
        <translation>d'entrée</translation>
    </message>
    <message>
        <source>output</source>
        <translation>de sortie</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>de masque</translation>
    </message>
    <message>
        <source>elevation model</source>
        <translation>du modèle d'altitude</translation>
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
        <source>Ground that the comparison leaves out in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain que la comparaison exclut dans la source seule : des vecteurs, un raster dont 0 est exclu, ou ses valeurs, bits ou classes, comme scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Source : ne regarder que</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain qui seul est comparé dans la source seule : des vecteurs, un raster dont 0 est exclu, ou ses valeurs, bits ou classes, comme scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Référence : exclure</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain que la comparaison exclut dans la référence seule : des vecteurs, un raster dont 0 est exclu, ou ses valeurs, bits ou classes, comme scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Référence : ne regarder que</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terrain qui seul est comparé dans la référence seule : des vecteurs, un raster dont 0 est exclu, ou ses valeurs, bits ou classes, comme scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Plusieurs sont séparés par des points-virgules.</translation>
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
