<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name>Coregix</name>
    <message>
        <source>Verdict</source>
        <translation>Veredicto</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>El origen y la referencia son el mismo ráster ({path}): elija dos.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label}: {given} no es una capa ráster ni un archivo ráster.</translation>
    </message>
    <message>
        <source>Temporary files were kept in {folder}</source>
        <translation>Los archivos temporales se conservaron en {folder}</translation>
    </message>
    <message>
        <source>Share of the common area that the tie points speak for (%)</source>
        <translation>Parte del área común que representan los puntos de enlace (%)</translation>
    </message>
    <message>
        <source>Align image pair</source>
        <translation>Alinear un par de imágenes</translation>
    </message>
    <message>
        <source>Shift east (CRS units)</source>
        <translation>Desplazamiento al este (unidades del SRC)</translation>
    </message>
    <message>
        <source>Shift north (CRS units)</source>
        <translation>Desplazamiento al norte (unidades del SRC)</translation>
    </message>
    <message>
        <source>Rotation (degrees, counter-clockwise)</source>
        <translation>Rotación (grados, sentido antihorario)</translation>
    </message>
    <message>
        <source>RMSE before (pixels)</source>
        <translation>RMSE antes (píxeles)</translation>
    </message>
    <message>
        <source>RMSE after (pixels)</source>
        <translation>RMSE después (píxeles)</translation>
    </message>
    <message>
        <source>Uncertainty, CE90 (pixels)</source>
        <translation>Incertidumbre, CE90 (píxeles)</translation>
    </message>
    <message>
        <source>{name}, aligned</source>
        <translation>{name}, alineado</translation>
    </message>
    <message>
        <source>Apply saved transform</source>
        <translation>Aplicar una transformación guardada</translation>
    </message>
    <message>
        <source>Moved raster</source>
        <translation>Ráster movido</translation>
    </message>
    <message>
        <source>Where a moved raster goes; not used for vectors.</source>
        <translation>Dónde va un ráster movido; no se usa para vectores.</translation>
    </message>
    <message>
        <source>Moved vectors</source>
        <translation>Vectores movidos</translation>
    </message>
    <message>
        <source>Where moved vectors go; not used for rasters.</source>
        <translation>Dónde van los vectores movidos; no se usa para rásteres.</translation>
    </message>
    <message>
        <source>'{label}' ({name}) is missing: say where the moved data go.</source>
        <translation>Falta '{label}' ({name}): indique dónde van los datos movidos.</translation>
    </message>
    <message>
        <source>{label}: {given} is neither a raster nor a vector layer.</source>
        <translation>{label}: {given} no es una capa ráster ni vectorial.</translation>
    </message>
    <message>
        <source>disagrees</source>
        <translation>discrepa</translation>
    </message>
    <message>
        <source>nothing to measure</source>
        <translation>nada que medir</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>Lo que queda</translation>
    </message>
    <message>
        <source>What was moved</source>
        <translation>Lo que se movió</translation>
    </message>
    <message>
        <source> (arrows {factor} x as long)</source>
        <translation> (flechas {factor} veces más largas)</translation>
    </message>
    <message>
        <source>agrees with its neighbours</source>
        <translation>concuerda con sus vecinos</translation>
    </message>
    <message>
        <source>below {limit} px</source>
        <translation>menos de {limit} px</translation>
    </message>
    <message>
        <source>Assess alignment</source>
        <translation>Evaluar la alineación</translation>
    </message>
    <message>
        <source>RMSE at the tie points (pixels)</source>
        <translation>RMSE en los puntos de enlace (píxeles)</translation>
    </message>
    <message>
        <source>Displacement, as arrows</source>
        <translation>Desplazamiento, como flechas</translation>
    </message>
    <message>
        <source>CE90 {value}</source>
        <translation>CE90 {value}</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>El motor de Coregix está anticuado: se instaló para otra versión del complemento o del Python de QGIS. Ejecute 'Coregix engine' desde la caja de herramientas para actualizarlo.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'.</source>
        <translation>El motor de Coregix aún no está instalado. Pulse el botón de instalar en la barra de mensajes, o ejecute 'Coregix engine' desde la caja de herramientas con la acción 'install'.</translation>
    </message>
    <message>
        <source>The same in a terminal:</source>
        <translation>Lo mismo en una terminal:</translation>
    </message>
    <message>
        <source>Reading the rasters</source>
        <translation>Leyendo los rásteres</translation>
    </message>
    <message>
        <source>Looking for the displacement</source>
        <translation>Buscando el desplazamiento</translation>
    </message>
    <message>
        <source>Measuring how well they fit</source>
        <translation>Midiendo cómo encajan</translation>
    </message>
    <message>
        <source>Writing the moved pixels</source>
        <translation>Escribiendo los píxeles movidos</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Escribiendo el informe</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {error}.</source>
        <translation>El motor de Coregix no arranca: {error}.</translation>
    </message>
    <message>
        <source>Coregix engine</source>
        <translation>Motor de Coregix</translation>
    </message>
    <message>
        <source>Check, install, update or remove the engine that runs the alignments.</source>
        <translation>Comprobar, instalar, actualizar o quitar el motor que realiza las alineaciones.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Quitar también el motor</translation>
    </message>
    <message>
        <source>The plugin is uninstalled; its engine still takes {size} MB in {folder}.</source>
        <translation>El complemento está desinstalado; su motor aún ocupa {size} MB en {folder}.</translation>
    </message>
    <message>
        <source>the first band</source>
        <translation>la primera banda</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activado</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>There is no report, as its packages cannot be fetched: {reason}</source>
        <translation>No hay informe, porque no se pueden descargar sus paquetes: {reason}</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>Lo mismo en una terminal</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>Valor predeterminado: {value}.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Se descargan unos {download} MB de paquetes del Python Package Index (PyPI) y se descomprimen en {folder}, donde ocupan {size} MB. Los paquetes de QGIS no se tocan.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated. {download} MB from PyPI, {size} MB in {folder}</source>
        <translation>Falta el motor o está obsoleto. {download} MB de PyPI, {size} MB en {folder}</translation>
    </message>
    <message>
        <source>a web map (WMS, WMTS or tiles)</source>
        <translation>un mapa web (WMS, WMTS o teselas)</translation>
    </message>
    <message>
        <source>a web coverage (WCS)</source>
        <translation>una cobertura web (WCS)</translation>
    </message>
    <message>
        <source>a web map (ArcGIS)</source>
        <translation>un mapa web (ArcGIS)</translation>
    </message>
    <message>
        <source>a virtual raster of QGIS</source>
        <translation>un ráster virtual de QGIS</translation>
    </message>
    <message>
        <source>in a database</source>
        <translation>en una base de datos</translation>
    </message>
    <message>
        <source>of the kind '{kind}'</source>
        <translation>del tipo '{kind}'</translation>
    </message>
    <message>
        <source>The layer '{name}' is {what}, not a file that GDAL reads: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>La capa '{name}' es {what}, no un archivo que GDAL lea: expórtela a un GeoTIFF (Exportar &gt; Guardar como) y use ese.</translation>
    </message>
    <message>
        <source>The layer '{name}' is in the memory of QGIS only: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>La capa '{name}' está solo en la memoria de QGIS: expórtela a un GeoTIFF (Exportar &gt; Guardar como) y use ese.</translation>
    </message>
    <message>
        <source>The layer '{name}' is opened with options or a stored login that the engine does not have: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>La capa '{name}' se abre con opciones o con un inicio de sesión guardado que el motor no tiene: expórtela a un GeoTIFF (Exportar &gt; Guardar como) y use ese.</translation>
    </message>
    <message>
        <source>The layer '{name}' has a range of additional nodata values, and Coregix takes single values: set these pixels to one value first (Raster calculator), or clear the range in the layer's Transparency settings.</source>
        <translation>La capa '{name}' tiene un rango de valores adicionales sin datos, y Coregix admite valores sueltos: ponga antes esos píxeles a un valor (Calculadora ráster), o quite el rango en la configuración de transparencia de la capa.</translation>
    </message>
    <message>
        <source>The layer '{name}' has several additional nodata values, and Coregix takes one for all bands: leave one in the layer's Transparency settings.</source>
        <translation>La capa '{name}' tiene varios valores adicionales sin datos, y Coregix admite uno para todas las bandas: deje uno en la configuración de transparencia de la capa.</translation>
    </message>
    <message>
        <source>The layer '{name}' uses the file's nodata value for some bands only: switch it on or off for all of them in the layer's Transparency settings.</source>
        <translation>La capa '{name}' usa el valor sin datos del archivo solo para algunas bandas: actívelo o desactívelo para todas en la configuración de transparencia de la capa.</translation>
    </message>
    <message>
        <source>The features of the layer '{name}' cannot be copied for the engine: {message}</source>
        <translation>Los objetos de la capa '{name}' no se pueden copiar para el motor: {message}</translation>
    </message>
    <message>
        <source>The layer '{name}' is neither a raster nor a vector layer; it cannot be a mask.</source>
        <translation>La capa '{name}' no es ráster ni vectorial; no puede ser una máscara.</translation>
    </message>
    <message>
        <source>{path} cannot be opened by GDAL.</source>
        <translation>GDAL no puede abrir {path}.</translation>
    </message>
    <message>
        <source>Installing the Coregix engine</source>
        <translation>Instalando el motor de Coregix</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Installing the engine …</source>
        <translation>Instalando el motor …</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>El motor de Coregix está instalado.</translation>
    </message>
    <message>
        <source>Install the Coregix engine</source>
        <translation>Instalar el motor de Coregix</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Abrir el informe</translation>
    </message>
    <message>
        <source>Resume the installation</source>
        <translation>Reanudar la instalación</translation>
    </message>
    <message>
        <source>5. Accept</source>
        <translation>5. Aceptar</translation>
    </message>
    <message>
        <source>Save transform, tie points and report beside it</source>
        <translation>Guardar al lado la transformación, los puntos de enlace y el informe</translation>
    </message>
    <message>
        <source>Write it although it is not reliable</source>
        <translation>Escribir aunque no sea fiable</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Move along</source>
        <translation>Mover también</translation>
    </message>
    <message>
        <source>The moved raster (GeoTIFF)</source>
        <translation>El ráster movido (GeoTIFF)</translation>
    </message>
    <message>
        <source>Only a georeference: VRT</source>
        <translation>Solo una georreferencia: VRT</translation>
    </message>
    <message>
        <source>Only a georeference: world file</source>
        <translation>Solo una georreferencia: archivo world</translation>
    </message>
    <message>
        <source>Only control points</source>
        <translation>Solo puntos de control</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Name a file to write.</source>
        <translation>Indique un archivo para escribir.</translation>
    </message>
    <message>
        <source>This alignment is not reliable. Help it by points, or tick that it is to be written all the same.</source>
        <translation>Esta alineación no es fiable. Ayúdela con puntos o marque que se escriba de todos modos.</translation>
    </message>
    <message>
        <source>Measured anew, this is not reliable: {reason}. Nothing was written.</source>
        <translation>Medido de nuevo, no es fiable: {reason}. No se escribió nada.</translation>
    </message>
    <message>
        <source>Moving {name}</source>
        <translation>Moviendo {name}</translation>
    </message>
    <message>
        <source>Align a raster …</source>
        <translation>Alinear un ráster …</translation>
    </message>
    <message>
        <source>Align this layer …</source>
        <translation>Alinear esta capa …</translation>
    </message>
    <message>
        <source>Point added; the images correlate by {score} there.</source>
        <translation>Punto añadido; allí las imágenes se correlacionan en {score}.</translation>
    </message>
    <message>
        <source>Drag a point</source>
        <translation>Arrastrar un punto</translation>
    </message>
    <message>
        <source>1. Choose</source>
        <translation>1. Elegir</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>no indicado</translation>
    </message>
    <message>
        <source>Place it by hand</source>
        <translation>Colocar a mano</translation>
    </message>
    <message>
        <source>Drag the source over the map, and turn and scale it at its corners: roughly is enough.</source>
        <translation>Arrastre el origen sobre el mapa, y gírelo y escálelo por sus esquinas: basta con aproximarse.</translation>
    </message>
    <message>
        <source>Load sample data</source>
        <translation>Cargar datos de ejemplo</translation>
    </message>
    <message>
        <source>Two Landsat bands to try it on, of which one is displaced: 1.4 MB from PyPI.</source>
        <translation>Dos bandas Landsat para probar, una de ellas desplazada: 1,4 MB de PyPI.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Select polygons in the current layer first.</source>
        <translation>Seleccione antes polígonos en la capa actual.</translation>
    </message>
    <message>
        <source>The whole source</source>
        <translation>Todo el origen</translation>
    </message>
    <message>
        <source>What the canvas shows</source>
        <translation>Lo que muestra el lienzo</translation>
    </message>
    <message>
        <source>Selected polygons</source>
        <translation>Polígonos seleccionados</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Source band</source>
        <translation>Banda del origen</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Reference band</source>
        <translation>Banda de la referencia</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformación</translation>
    </message>
    <message>
        <source>Largest shift</source>
        <translation>Desplazamiento máximo</translation>
    </message>
    <message>
        <source>Choose a source and a reference.</source>
        <translation>Elija un origen y una referencia.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Mirar</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Loading the sample data</source>
        <translation>Cargando los datos de ejemplo</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>Escribiendo la alineación</translation>
    </message>
    <message>
        <source>Nothing is written until you accept.</source>
        <translation>No se escribe nada hasta que acepte.</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>Arrancando el motor</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Cancelado; no se escribió nada.</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Referencia de ejemplo</translation>
    </message>
    <message>
        <source>Sample source</source>
        <translation>Origen de ejemplo</translation>
    </message>
    <message>
        <source>No point is ticked: tick some, or add one.</source>
        <translation>No hay ningún punto marcado: marque algunos o añada uno.</translation>
    </message>
    <message>
        <source>The ticked points lie in one line: add one beside it.</source>
        <translation>Los puntos marcados están en una línea: añada uno al lado.</translation>
    </message>
    <message>
        <source>4. Help where it needs you</source>
        <translation>4. Ayudar donde haga falta</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Resolver de nuevo</translation>
    </message>
    <message>
        <source>. Accept measures this anew</source>
        <translation>. Aceptar lo mide de nuevo</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Añadir un punto</translation>
    </message>
    <message>
        <source>Drag points</source>
        <translation>Arrastrar puntos</translation>
    </message>
    <message>
        <source>Leave out a polygon</source>
        <translation>Omitir un polígono</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>{used} of {count} points are ticked</source>
        <translation>{used} de {count} puntos están marcados</translation>
    </message>
    <message>
        <source>; {model} through them leaves {rmse} px</source>
        <translation>; {model} a través de ellos deja {rmse} px</translation>
    </message>
    <message>
        <source>2. Measure</source>
        <translation>2. Medir</translation>
    </message>
    <message>
        <source>3. Look</source>
        <translation>3. Mirar</translation>
    </message>
    <message>
        <source>Arrows: what is moved</source>
        <translation>Flechas: lo que se mueve</translation>
    </message>
    <message>
        <source>Arrows: what is left</source>
        <translation>Flechas: lo que queda</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Cortina</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Parpadeo</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Tablero</translation>
    </message>
    <message>
        <source>Measuring the alignment</source>
        <translation>Midiendo la alineación</translation>
    </message>
    <message>
        <source>Looking for the point</source>
        <translation>Buscando el punto</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Marcar un punto</translation>
    </message>
    <message>
        <source>Coregix: not yet accepted</source>
        <translation>Coregix: aún no aceptado</translation>
    </message>
    <message>
        <source>Tie points</source>
        <translation>Puntos de enlace</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>medido</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Residual (px)</source>
        <translation>Residuo (px)</translation>
    </message>
    <message>
        <source>Moved (px)</source>
        <translation>Movido (px)</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Python that has Coregix (empty: the engine in this profile)</source>
        <translation>Python que tiene Coregix (vacío: el motor de este perfil)</translation>
    </message>
    <message>
        <source>Package index to install the engine from (empty: PyPI)</source>
        <translation>Índice de paquetes del que se instala el motor (vacío: PyPI)</translation>
    </message>
    <message>
        <source>Reference: drawn from the layer '{name}'</source>
        <translation>Referencia: dibujada de la capa '{name}'</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>La ejecución se canceló; no se escribió nada.</translation>
    </message>
    <message>
        <source>, {factor} x coarser than the source</source>
        <translation>, {factor} veces más gruesa que el origen</translation>
    </message>
    <message>
        <source>Drawing {name}</source>
        <translation>Dibujando {name}</translation>
    </message>
    <message>
        <source>The layer '{name}' shows nothing around the source: zoom there to see whether it is drawn at all.</source>
        <translation>La capa '{name}' no muestra nada alrededor del origen: acérquese allí para ver si se dibuja.</translation>
    </message>
    <message>
        <source>The layer '{name}' has no CRS, so that nothing can be drawn around it: set one in its properties.</source>
        <translation>La capa '{name}' no tiene SRC, así que no se puede dibujar nada a su alrededor: asígnele uno en sus propiedades.</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>alineado</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>incierto</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallido</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>No se puede escribir {path}: {error}</translation>
    </message>
    <message>
        <source>Align image stack</source>
        <translation>Alinear una pila de imágenes</translation>
    </message>
    <message>
        <source>Table of shifts</source>
        <translation>Tabla de desplazamientos</translation>
    </message>
    <message>
        <source>Where a row for each image goes, at the image's outline: how far it was moved, how sure that is, and its verdict. If it is opened after the run, the aligned images are too.</source>
        <translation>Dónde va una fila por imagen, en el contorno de la imagen: cuánto se movió, qué seguridad hay y su veredicto. Si se abre tras la ejecución, también se abren las imágenes alineadas.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Pila alineada</translation>
    </message>
    <message>
        <source>Aligned images</source>
        <translation>Imágenes alineadas</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>Número de imágenes</translation>
    </message>
    <message>
        <source>Number of images that failed</source>
        <translation>Número de imágenes fallidas</translation>
    </message>
    <message>
        <source>A stack needs two images at least.</source>
        <translation>Una pila necesita al menos dos imágenes.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>Las capas tienen distintos valores adicionales sin datos, y una pila admite uno para todas: quítelos en la configuración de transparencia de las capas, o indique uno en Avanzado.</translation>
    </message>
    <message>
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>La referencia tiene un valor adicional sin datos que su archivo no tiene: escríbalo antes en el archivo (Ráster &gt; Conversión &gt; Traducir), o quítelo en la configuración de transparencia de la capa.</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} de {count} imágenes están alineadas.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>La carpeta de {path} no existe; créela primero.</translation>
    </message>
    <message>
        <source>Trim invalid edges</source>
        <translation>Recortar bordes no válidos</translation>
    </message>
    <message>
        <source>The layer has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>La capa tiene un valor adicional sin datos que su archivo no tiene: escríbalo antes en el archivo (Ráster &gt; Conversión &gt; Traducir), o quítelo en la configuración de transparencia de la capa.</translation>
    </message>
    <message>
        <source>The source lies in place already and was left there.</source>
        <translation>El origen ya está en su sitio y se dejó ahí.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>derecha</translation>
    </message>
    <message>
        <source>left</source>
        <translation>izquierda</translation>
    </message>
    <message>
        <source>down</source>
        <translation>abajo</translation>
    </message>
    <message>
        <source>up</source>
        <translation>arriba</translation>
    </message>
    <message>
        <source>east</source>
        <translation>este</translation>
    </message>
    <message>
        <source>west</source>
        <translation>oeste</translation>
    </message>
    <message>
        <source>north</source>
        <translation>norte</translation>
    </message>
    <message>
        <source>south</source>
        <translation>sur</translation>
    </message>
    <message>
        <source>Moved {east} {to_east}, {north} {to_north}</source>
        <translation>Movido {east} {to_east}, {north} {to_north}</translation>
    </message>
    <message>
        <source>Left: {pixels} px ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Queda: {pixels} px ({length}) RMSE en {count} puntos de enlace, que representan el {share} % del área común</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} px ({length}).</source>
        <translation>Incertidumbre (CE90): {pixels} px ({length}).</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>Alineado</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Incierto</translation>
    </message>
    <message>
        <source>Not reliable</source>
        <translation>No fiable</translation>
    </message>
    <message>
        <source>Found at {x}, {y}, turned {angle}° counter-clockwise, with pixels of {size}.</source>
        <translation>Encontrado en {x}, {y}, girado {angle}° en sentido antihorario, con píxeles de {size}.</translation>
    </message>
    <message>
        <source>, turned {angle}° counter-clockwise</source>
        <translation>, girado {angle}° en sentido antihorario</translation>
    </message>
    <message>
        <source>, and locally by up to {length}</source>
        <translation>, y localmente hasta {length}</translation>
    </message>
    <message>
        <source>; before: {pixels} px</source>
        <translation>; antes: {pixels} px</translation>
    </message>
    <message>
        <source>Align one raster to another.</source>
        <translation>Alinear un ráster con otro.</translation>
    </message>
    <message>
        <source>The source raster is moved onto the reference. The result is measured at tie points: the verdict says whether to trust it, and where there is nothing to align by, there is a message and no file. Arrows show what was moved.</source>
        <translation>El ráster de origen se mueve sobre la referencia. El resultado se mide en puntos de enlace: el veredicto dice si se puede confiar en él, y donde no hay nada con qué alinear hay un mensaje y ningún archivo. Las flechas muestran lo que se movió.</translation>
    </message>
    <message>
        <source>Source raster</source>
        <translation>Ráster de origen</translation>
    </message>
    <message>
        <source>The raster that is displaced: it is moved onto the reference. Any path that GDAL reads.</source>
        <translation>El ráster que está desplazado: se mueve sobre la referencia. Cualquier ruta que GDAL lea.</translation>
    </message>
    <message>
        <source>Band of the source used for the registration.</source>
        <translation>Banda del origen que se usa para el registro.</translation>
    </message>
    <message>
        <source>Reference raster</source>
        <translation>Ráster de referencia</translation>
    </message>
    <message>
        <source>The raster that lies in the right place: the source is aligned to it. Any path that GDAL reads.</source>
        <translation>El ráster que está en el lugar correcto: el origen se alinea con él. Cualquier ruta que GDAL lea.</translation>
    </message>
    <message>
        <source>Band of the reference used for the registration.</source>
        <translation>Banda de la referencia que se usa para el registro.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity, affine and homography that the evidence supports; 'homography' is for photographs of flat ground that were taken at an angle, 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>Qué puede ser el desplazamiento. 'auto' toma la más sencilla de translation, rigid, similarity, affine y homography que las mediciones sustentan; 'homography' es para fotografías de terreno llano tomadas en ángulo, 'local' añade un campo de desplazamientos suave para el terreno y los efectos de la lente.</translation>
    </message>
    <message>
        <source>Largest displacement that is looked for, in units of the reference's CRS; half the image where not given.</source>
        <translation>Desplazamiento máximo que se busca, en unidades del SRC de la referencia; media imagen si no se indica.</translation>
    </message>
    <message>
        <source>CRS units</source>
        <translation>unidades del SRC</translation>
    </message>
    <message>
        <source>Where the search begins. 'near' trusts the source's georeference up to half the image and 10 degrees; 'anywhere' trusts nothing: any place in the reference, any turn, pixels from 0.3 to 3 times the reference's. A source without a georeference is looked for anywhere by itself.</source>
        <translation>Dónde empieza la búsqueda. 'near' confía en la georreferencia del origen hasta media imagen y 10 grados; 'anywhere' no confía en nada: cualquier lugar de la referencia, cualquier giro, píxeles de 0,3 a 3 veces los de la referencia. Un origen sin georreferencia se busca por sí mismo en cualquier lugar.</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in both rasters; the output keeps its pixels: vector layers, or raster layers of which 0 is out.</source>
        <translation>Terreno que la comparación omite en ambos rásteres; la salida conserva sus píxeles: capas vectoriales, o capas ráster en las que 0 queda fuera.</translation>
    </message>
    <message>
        <source>Look at only</source>
        <translation>Mirar solo</translation>
    </message>
    <message>
        <source>Ground that alone is compared in both rasters: vector layers, or raster layers of which 0 is out.</source>
        <translation>Terreno que es lo único que se compara en ambos rásteres: capas vectoriales, o capas ráster en las que 0 queda fuera.</translation>
    </message>
    <message>
        <source>Aligned raster</source>
        <translation>Ráster alineado</translation>
    </message>
    <message>
        <source>Where the aligned raster goes: all bands of the source, resampled once. Replaced only when it is whole.</source>
        <translation>Dónde va el ráster alineado: todas las bandas del origen, remuestreadas una vez. Solo se reemplaza cuando está completo.</translation>
    </message>
    <message>
        <source>Write on the source grid</source>
        <translation>Escribir en la malla del origen</translation>
    </message>
    <message>
        <source>The output has the source's size, transform and CRS; off: the reference's.</source>
        <translation>La salida tiene el tamaño, la posición y el SRC del origen; desactivado: los de la referencia.</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Remuestreo</translation>
    </message>
    <message>
        <source>How the output pixels are interpolated; nearest for classes and masks.</source>
        <translation>Cómo se interpolan los píxeles de salida; nearest para clases y máscaras.</translation>
    </message>
    <message>
        <source>Transform file</source>
        <translation>Archivo de transformación</translation>
    </message>
    <message>
        <source>Where the transform goes as JSON, to move other data by it later.</source>
        <translation>Dónde va la transformación como JSON, para mover después otros datos con ella.</translation>
    </message>
    <message>
        <source>Where the measured displacements go: one point for each place that was looked at.</source>
        <translation>Dónde van los desplazamientos medidos: un punto por cada lugar que se miró.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Where the HTML report goes; a refused alignment has one too (one file).</source>
        <translation>Dónde va el informe HTML; una alineación rechazada también lo tiene (un archivo).</translation>
    </message>
    <message>
        <source>Source nodata</source>
        <translation>Sin datos del origen</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the source, besides the masks and tags of the file.</source>
        <translation>Valor que significa 'sin datos' en el origen, además de las máscaras y etiquetas del archivo.</translation>
    </message>
    <message>
        <source>Reference nodata</source>
        <translation>Sin datos de la referencia</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the reference, besides the masks and tags of the file.</source>
        <translation>Valor que significa 'sin datos' en la referencia, además de las máscaras y etiquetas del archivo.</translation>
    </message>
    <message>
        <source>Output nodata</source>
        <translation>Sin datos de la salida</translation>
    </message>
    <message>
        <source>Value written into invalid output pixels: by default the source's nodata; without one, NaN in floats, and in integers 0 under a mask. Refused when the output type cannot hold it.</source>
        <translation>Valor que se escribe en los píxeles de salida no válidos: por defecto el valor sin datos del origen; si no tiene, NaN en decimales y 0 bajo una máscara en enteros. Se rechaza si el tipo de salida no puede contenerlo.</translation>
    </message>
    <message>
        <source>Smallest valid share</source>
        <translation>Parte válida mínima</translation>
    </message>
    <message>
        <source>Smallest share of the common area that must hold valid pixels in both rasters.</source>
        <translation>Parte mínima del área común que debe tener píxeles válidos en ambos rásteres.</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Similitud</translation>
    </message>
    <message>
        <source>How the images are compared. 'correlation' suits the same kind of image, 'orientation' inverted contrast, thermal and maps, 'mutual-information' radar against optical, 'structure' what shares outlines alone; 'auto' takes what holds on this pair.</source>
        <translation>Cómo se comparan las imágenes. 'correlation' conviene al mismo tipo de imagen, 'orientation' a contraste invertido, térmicas y mapas, 'mutual-information' a radar contra óptico, 'structure' a lo que solo comparte contornos; 'auto' toma lo que funciona en este par.</translation>
    </message>
    <message>
        <source>Use edge proxies</source>
        <translation>Usar imágenes de bordes</translation>
    </message>
    <message>
        <source>Register edge images, which are blind to invalid neighbours, instead of the bands as they are.</source>
        <translation>Registrar imágenes de bordes, ciegas a los vecinos no válidos, en lugar de las bandas tal como son.</translation>
    </message>
    <message>
        <source>Clip reference to source</source>
        <translation>Recortar la referencia al origen</translation>
    </message>
    <message>
        <source>Look only at the part of the reference that the source can reach (its bounds and the largest shift).</source>
        <translation>Mirar solo la parte de la referencia que el origen puede alcanzar (sus límites y el desplazamiento máximo).</translation>
    </message>
    <message>
        <source>Use the mutual valid area</source>
        <translation>Usar el área válida común</translation>
    </message>
    <message>
        <source>Solve over pixels that are valid in both rasters; off: each raster's own mask counts for itself.</source>
        <translation>Resolver con píxeles válidos en ambos rásteres; desactivado: la máscara de cada ráster vale para él mismo.</translation>
    </message>
    <message>
        <source>Solve resolutions</source>
        <translation>Resoluciones de la solución</translation>
    </message>
    <message>
        <source>Pixel sizes of the levels of the solve, coarse to fine, such as 8,4,0.5; 0 means the reference's own. Chosen from both rasters where not given.</source>
        <translation>Tamaños de píxel de los niveles de la solución, de grueso a fino, como 8,4,0.5; 0 es el de la referencia. Se eligen de ambos rásteres si no se indican.</translation>
    </message>
    <message>
        <source>Known points</source>
        <translation>Puntos conocidos</translation>
    </message>
    <message>
        <source>A point file of QGIS's Georeferencer (.points): the alignment starts from these points and is checked against them. They place a raster that has no georeference.</source>
        <translation>Un archivo de puntos del Georreferenciador de QGIS (.points): la alineación empieza en esos puntos y se comprueba con ellos. Sitúan un ráster que no tiene georreferencia.</translation>
    </message>
    <message>
        <source>Known points alone</source>
        <translation>Solo puntos conocidos</translation>
    </message>
    <message>
        <source>The transform is fitted to the known points alone, and nothing is looked for; it is measured as any other.</source>
        <translation>La transformación se ajusta solo a los puntos conocidos y no se busca nada; se mide como cualquier otra.</translation>
    </message>
    <message>
        <source>Near place</source>
        <translation>Cerca de</translation>
    </message>
    <message>
        <source>A place x,y in the reference's CRS near which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Un lugar x,y en el SRC de la referencia cerca del cual está el origen: se busca allí, diga lo que diga su georreferencia.</translation>
    </message>
    <message>
        <source>Within rectangle</source>
        <translation>Dentro del rectángulo</translation>
    </message>
    <message>
        <source>A rough rectangle in the reference's CRS (xmin,ymin,xmax,ymax) in which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Un rectángulo aproximado en el SRC de la referencia (xmin,ymin,xmax,ymax) en el que está el origen: se busca allí, diga lo que diga su georreferencia.</translation>
    </message>
    <message>
        <source>Source: leave out</source>
        <translation>Origen: omitir</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que la comparación omite solo en el origen, escrito como archivo con valores, bits o clases: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Origen: mirar solo</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que es lo único que se compara solo en el origen, escrito como archivo con valores, bits o clases: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Referencia: omitir</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que la comparación omite solo en la referencia, escrito como archivo con valores, bits o clases: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Referencia: mirar solo</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que es lo único que se compara solo en la referencia, escrito como archivo con valores, bits o clases: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>After the alignment, set invalid-looking pixels along the edge of the valid area to nodata.</source>
        <translation>Tras la alineación, poner sin datos los píxeles del borde del área válida que parecen no válidos.</translation>
    </message>
    <message>
        <source>Trim depth</source>
        <translation>Profundidad de recorte</translation>
    </message>
    <message>
        <source>How far from the edge of the valid area pixels are looked at.</source>
        <translation>Hasta qué distancia del borde del área válida se miran los píxeles.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>píxeles</translation>
    </message>
    <message>
        <source>Trim detection band</source>
        <translation>Banda de detección</translation>
    </message>
    <message>
        <source>Band in which invalid pixels are recognised.</source>
        <translation>Banda en la que se reconocen los píxeles no válidos.</translation>
    </message>
    <message>
        <source>Invalid below</source>
        <translation>No válido por debajo de</translation>
    </message>
    <message>
        <source>Edge pixels below this value are invalid; those of value 0 where neither limit is given.</source>
        <translation>Los píxeles del borde por debajo de este valor no son válidos; los de valor 0 si no se indica ningún límite.</translation>
    </message>
    <message>
        <source>Invalid above</source>
        <translation>No válido por encima de</translation>
    </message>
    <message>
        <source>Edge pixels above this value are invalid.</source>
        <translation>Los píxeles del borde por encima de este valor no son válidos.</translation>
    </message>
    <message>
        <source>Write unreliable results</source>
        <translation>Escribir resultados no fiables</translation>
    </message>
    <message>
        <source>Write the output even where no reliable alignment was found; the result is marked as such everywhere.</source>
        <translation>Escribir la salida aunque no se haya encontrado una alineación fiable; el resultado queda marcado como tal en todas partes.</translation>
    </message>
    <message>
        <source>Resampling of bands</source>
        <translation>Remuestreo por bandas</translation>
    </message>
    <message>
        <source>Another resampling for some bands, such as 4=nearest (bands counted from 0); classes=nearest is for all bands of classes or bits, found by palette, attribute table or description, and what they get unless told otherwise. Several are separated by semicolons.</source>
        <translation>Otro remuestreo para algunas bandas, como 4=nearest (bandas contadas desde 0); classes=nearest vale para todas las bandas de clases o bits, reconocidas por su paleta, tabla de atributos o descripción, y se les aplica si no se indica otra cosa. Varios se separan por punto y coma.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Of the output's ending where 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), or a tiled GeoTIFF, a cloud-optimised one with overviews, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine or ENVI.</source>
        <translation>Según la extensión de la salida con 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), o un GeoTIFF en teselas, uno optimizado para la nube con vistas generales, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine o ENVI.</translation>
    </message>
    <message>
        <source>Creation options</source>
        <translation>Opciones de creación</translation>
    </message>
    <message>
        <source>A creation option of GDAL's driver, such as COMPRESS=ZSTD. Any number. Several are separated by semicolons.</source>
        <translation>Una opción de creación del controlador de GDAL, como COMPRESS=ZSTD. Pueden ser varias, separadas por punto y coma.</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>Modelo de elevación</translation>
    </message>
    <message>
        <source>A raster of heights: the report then shows residuals against height, which terrain and a wrong elevation model of the source leave.</source>
        <translation>Un ráster de alturas: el informe muestra entonces los residuos según la altura, que dejan el relieve y un modelo de elevación erróneo de la fuente.</translation>
    </message>
    <message>
        <source>STAC sidecar</source>
        <translation>Archivo STAC adjunto</translation>
    </message>
    <message>
        <source>Where a STAC item that describes the result goes (JSON).</source>
        <translation>Dónde va un elemento STAC que describe el resultado (JSON).</translation>
    </message>
    <message>
        <source>Displacement field</source>
        <translation>Campo de desplazamientos</translation>
    </message>
    <message>
        <source>Where the displacement goes as a raster: bands of east, north and their CE90 in units of the output's CRS, on its grid or a coarser one.</source>
        <translation>Dónde va el desplazamiento como ráster: bandas de este, norte y su CE90 en unidades del SRC de la salida, en su rejilla o en una más gruesa.</translation>
    </message>
    <message>
        <source>Split factor</source>
        <translation>Factor de división</translation>
    </message>
    <message>
        <source>Solve and apply in 2^k chunks, for less memory at a time; the result stays the same to 0.01 px.</source>
        <translation>Resolver y aplicar en 2^k partes, para usar menos memoria a la vez; el resultado es el mismo hasta 0,01 px.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Processor threads to use; 0: all of them. The numbers are the same whatever it is.</source>
        <translation>Hilos del procesador que se usan; 0: todos. Los números son los mismos sean cuantos sean.</translation>
    </message>
    <message>
        <source>Memory budget</source>
        <translation>Presupuesto de memoria</translation>
    </message>
    <message>
        <source>Memory that the run plans with.</source>
        <translation>Memoria con la que cuenta la ejecución.</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Temporary folder</source>
        <translation>Carpeta temporal</translation>
    </message>
    <message>
        <source>Folder in which temporary files are made; the system's where not given.</source>
        <translation>Carpeta en la que se crean los archivos temporales; la del sistema si no se indica.</translation>
    </message>
    <message>
        <source>Keep temporary files</source>
        <translation>Conservar los archivos temporales</translation>
    </message>
    <message>
        <source>Leave the registration images, masks and the solver's parameters and log there, to look at in a GIS.</source>
        <translation>Dejar allí las imágenes del registro, las máscaras y los parámetros y el registro de mensajes del resolvedor, para verlos en un SIG.</translation>
    </message>
    <message>
        <source>Print the solver's log</source>
        <translation>Mostrar el registro del solucionador</translation>
    </message>
    <message>
        <source>Put the log of the registration backend among the messages.</source>
        <translation>Poner el registro del resolvedor entre los mensajes.</translation>
    </message>
    <message>
        <source>Align many images to each other: a time series, tiles, bands.</source>
        <translation>Alinear muchas imágenes entre sí: una serie temporal, teselas, bandas.</translation>
    </message>
    <message>
        <source>Images are measured against each other in pairs, and one solution is found for all of them: no reference is needed, and images that contradict the others are found. The aligned images come as a series that the temporal controller plays, with a table of how far each was moved and how sure that is.</source>
        <translation>Las imágenes se miden entre sí por pares, y se halla una solución para todas: no hace falta referencia, y se encuentran las imágenes que contradicen a las demás. Las imágenes alineadas vienen como una serie que reproduce el controlador temporal, con una tabla de cuánto se movió cada una y con qué seguridad.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>The images of the stack. Their dates are those of the layers' temporal properties, or else are read from names and tags.</source>
        <translation>Las imágenes de la pila. Sus fechas son las de las propiedades temporales de las capas, o si no se leen de los nombres y las etiquetas.</translation>
    </message>
    <message>
        <source>A raster that lies in the right place and is not moved; the images are aligned to each other where not given.</source>
        <translation>Un ráster que está en el lugar correcto y no se mueve; si no se indica, las imágenes se alinean entre sí.</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Dátum</translation>
    </message>
    <message>
        <source>Which image stays in place where there is no reference: 'first', the name of an image, or 'mean', under which the images move as little as possible.</source>
        <translation>Qué imagen se queda en su sitio cuando no hay referencia: 'first', el nombre de una imagen, o 'mean', con el que las imágenes se mueven lo menos posible.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity and affine that the evidence supports; 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>Qué puede ser el desplazamiento. 'auto' toma la más sencilla de translation, rigid, similarity y affine que las mediciones sustentan; 'local' añade un campo de desplazamientos suave para el terreno y los efectos de la lente.</translation>
    </message>
    <message>
        <source>Grid of</source>
        <translation>Malla de</translation>
    </message>
    <message>
        <source>A raster whose grid the output takes; the input's own grid where not given.</source>
        <translation>Un ráster cuya rejilla toma la salida; la de la entrada si no se indica.</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Carpeta de salida</translation>
    </message>
    <message>
        <source>Where the aligned images, the transforms and the tables go; links that are measured are kept there for later runs.</source>
        <translation>Dónde van las imágenes alineadas, las transformaciones y las tablas; los enlaces medidos se guardan allí para ejecuciones posteriores.</translation>
    </message>
    <message>
        <source>Write on one grid</source>
        <translation>Escribir en una rejilla</translation>
    </message>
    <message>
        <source>All images get one grid, that of the finest; off: each keeps its own.</source>
        <translation>Todas las imágenes reciben una rejilla, la de la más fina; desactivado: cada una conserva la suya.</translation>
    </message>
    <message>
        <source>Measure only</source>
        <translation>Solo medir</translation>
    </message>
    <message>
        <source>Write the tables, the transforms and VRTs that place the images by them, but no pixels.</source>
        <translation>Escribir las tablas, las transformaciones y los VRT que colocan las imágenes según ellas, pero ningún píxel.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Procesos</translation>
    </message>
    <message>
        <source>Local worker processes; 0: as many as processors and memory allow.</source>
        <translation>Procesos de trabajo locales; 0: tantos como permitan los procesadores y la memoria.</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <source>Band used for the registration in both rasters.</source>
        <translation>Banda que se usa para el registro en ambos rásteres.</translation>
    </message>
    <message>
        <source>Input nodata</source>
        <translation>Sin datos de la entrada</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the input, besides the masks and tags of the file.</source>
        <translation>Valor que significa 'sin datos' en la entrada, además de las máscaras y etiquetas del archivo.</translation>
    </message>
    <message>
        <source>Uncertainty of pairs</source>
        <translation>Incertidumbre de los pares</translation>
    </message>
    <message>
        <source>Write pairs.csv: how well each two images lie on each other.</source>
        <translation>Escribir pairs.csv: qué bien coinciden las imágenes de dos en dos.</translation>
    </message>
    <message>
        <source>STAC collection</source>
        <translation>Colección STAC</translation>
    </message>
    <message>
        <source>Write collection.json and an item for each image.</source>
        <translation>Escribir collection.json y un elemento por imagen.</translation>
    </message>
    <message>
        <source>Measure how well two rasters are aligned, by whatever tool.</source>
        <translation>Medir lo bien alineados que están dos rásteres, con la herramienta que sea.</translation>
    </message>
    <message>
        <source>Measures the displacement that is left between two rasters, whatever aligned them. Nothing is moved.</source>
        <translation>Mide el desplazamiento que queda entre dos rásteres, los haya alineado lo que sea. No se mueve nada.</translation>
    </message>
    <message>
        <source>Move other rasters or vectors by a saved transform.</source>
        <translation>Mover otros rásteres o vectores con una transformación guardada.</translation>
    </message>
    <message>
        <source>Moves further data of the same geolocation - masks, other products, other resolutions, vectors digitised on the old image - exactly as an alignment moved its raster. Save the transform file when aligning.</source>
        <translation>Mueve más datos de la misma geolocalización - máscaras, otros productos, otras resoluciones, vectores digitalizados sobre la imagen antigua - exactamente como una alineación movió su ráster. Guarde el archivo de transformación al alinear.</translation>
    </message>
    <message>
        <source>Raster or vector to move</source>
        <translation>Ráster o vectores a mover</translation>
    </message>
    <message>
        <source>What to move by the transform: any raster of the same geolocation, or vectors digitised on it (GPKG, GeoJSON, Shapefile).</source>
        <translation>Qué mover con la transformación: cualquier ráster de la misma geolocalización, o vectores digitalizados sobre él (GPKG, GeoJSON, Shapefile).</translation>
    </message>
    <message>
        <source>A transform that an alignment saved ('Transform file').</source>
        <translation>Una transformación que guardó una alineación ('Archivo de transformación').</translation>
    </message>
    <message>
        <source>Moved data</source>
        <translation>Datos movidos</translation>
    </message>
    <message>
        <source>Where the moved raster or vectors go.</source>
        <translation>Dónde van el ráster o los vectores movidos.</translation>
    </message>
    <message>
        <source>Set invalid-looking pixels along the valid area's edge to nodata.</source>
        <translation>Poner a «sin datos» los píxeles que parecen no válidos en el borde del área válida.</translation>
    </message>
    <message>
        <source>Along the edge of the valid area, pixels that look invalid (darker or brighter than a limit) become nodata. Valid pixels further inside stay as they are.</source>
        <translation>A lo largo del borde del área válida, los píxeles que parecen no válidos (más oscuros o más claros que un límite) pasan a sin datos. Los píxeles válidos de más adentro se quedan como están.</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Ráster</translation>
    </message>
    <message>
        <source>The raster to trim.</source>
        <translation>El ráster que se recorta.</translation>
    </message>
    <message>
        <source>Trimmed raster</source>
        <translation>Ráster recortado</translation>
    </message>
    <message>
        <source>Where the trimmed raster goes; the input is trimmed in place where not given.</source>
        <translation>Dónde va el ráster recortado; si no se indica, se recorta la propia entrada.</translation>
    </message>
</context>
</TS>
