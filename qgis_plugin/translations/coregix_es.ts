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
        <source>The engine's packages exist for Macs with Apple processors only, not for Intel's.</source>
        <translation>Los paquetes del motor solo existen para Mac con procesador Apple, no para los de Intel.</translation>
    </message>
    <message>
        <source>Install the engine anew: run 'Coregix engine' from the processing toolbox.</source>
        <translation>Instale el motor de nuevo: ejecute 'Coregix engine' desde la caja de herramientas de procesos.</translation>
    </message>
    <message>
        <source>name a Python of your own (3.11 or newer) that has Coregix, in Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix or in the environment variable {variable}; {page} tells how</source>
        <translation>nombre un Python propio (3.11 o más nuevo) que tenga Coregix, en Configuración &gt; Opciones &gt; Procesos &gt; Proveedores &gt; Coregix o en la variable de entorno {variable}; {page} explica cómo</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>El motor de Coregix está anticuado: se instaló para otra versión del complemento o del Python de QGIS. Ejecute 'Coregix engine' desde la caja de herramientas para actualizarlo.</translation>
    </message>
    <message>
        <source>{reason} The way round: {way}.</source>
        <translation>{reason} La alternativa: {way}.</translation>
    </message>
    <message>
        <source>The engine's packages need a Linux with glibc 2.28 or newer.</source>
        <translation>Los paquetes del motor necesitan un Linux con glibc 2.28 o más nueva.</translation>
    </message>
    <message>
        <source>Install Coregix {wanted} there, as {page} tells, or name another Python: see Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix and {variable}.</source>
        <translation>Instale allí Coregix {wanted}, como explica {page}, o nombre otro Python: vea Configuración &gt; Opciones &gt; Procesos &gt; Proveedores &gt; Coregix y {variable}.</translation>
    </message>
    <message>
        <source>the setting of Coregix</source>
        <translation>el ajuste de Coregix</translation>
    </message>
    <message>
        <source>QGIS's own Python was not found in {prefix}; {way}.</source>
        <translation>No se encontró el Python de QGIS en {prefix}; {way}.</translation>
    </message>
    <message>
        <source>This QGIS runs Python {python}, and the engine's packages exist for 3.11 and newer only.</source>
        <translation>Este QGIS usa Python {python}, y los paquetes del motor solo existen desde 3.11.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {machine} processors on this system, only for x86-64.</source>
        <translation>Los paquetes del motor no existen para procesadores {machine} en este sistema, solo para x86-64.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {system}.</source>
        <translation>Los paquetes del motor no existen para {system}.</translation>
    </message>
    <message>
        <source>The engine's packages need macOS 15, and this is {version}.</source>
        <translation>Los paquetes del motor necesitan macOS 15, y este es {version}.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'. Or {way}.</source>
        <translation>El motor de Coregix aún no está instalado. Pulse 'Instalar el motor de Coregix' en la barra de mensajes, o ejecute 'Coregix engine' desde la caja de herramientas con la acción 'install'. O bien {way}.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sin respuesta</translation>
    </message>
    <message>
        <source>{interpreter} is Python {old}; Coregix needs 3.11 or newer: {way}.</source>
        <translation>{interpreter} es Python {old}; Coregix necesita 3.11 o más nuevo: {way}.</translation>
    </message>
    <message>
        <source>{interpreter} has no Coregix. {cure}</source>
        <translation>{interpreter} no tiene Coregix. {cure}</translation>
    </message>
    <message>
        <source>The Coregix of {interpreter} is {version}, and this plugin ({plugin}) needs {wanted}. {cure}</source>
        <translation>El Coregix de {interpreter} es {version}, y este complemento ({plugin}) necesita {wanted}. {cure}</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {names} cannot be found. {cure}</source>
        <translation>El motor de Coregix está dañado: no se encuentra {names}. {cure}</translation>
    </message>
    <message>
        <source>There is no Python at {named}, which {origin} names; correct or clear it.</source>
        <translation>No hay ningún Python en {named}, que nombra {origin}; corríjalo o bórrelo.</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {interpreter} says '{said}'. {cure}</source>
        <translation>El motor de Coregix no arranca: {interpreter} dice '{said}'. {cure}</translation>
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
        <source>Aligning the images to each other</source>
        <translation>Alineando las imágenes entre sí</translation>
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
        <source>The engine is up to date.</source>
        <translation>El motor está al día.</translation>
    </message>
    <message>
        <source>Coregix {version} works, in {interpreter}.</source>
        <translation>Coregix {version} funciona, en {interpreter}.</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {problems}. Install it anew, or correct the Python that {variable} or the setting names.</source>
        <translation>El motor de Coregix está dañado: {problems}. Instálelo de nuevo, o corrija el Python que nombra {variable} o el ajuste.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Quitar también el motor</translation>
    </message>
    <message>
        <source>Uninstalled; its engine still takes {size} MB.</source>
        <translation>Desinstalado; su motor aún ocupa {size} MB.</translation>
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
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>El origen y la referencia son el mismo ráster ({path}): elija dos.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label}: {given} no es una capa ráster ni un archivo ráster.</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>El motor de Coregix está instalado.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Se descargan unos {download} MB de paquetes del Python Package Index (PyPI) y se descomprimen en {folder}, donde ocupan {size} MB. Los paquetes de QGIS no se tocan.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated ({download} MB).</source>
        <translation>Falta el motor o está anticuado ({download} MB).</translation>
    </message>
    <message>
        <source>The engine needs {needed} MB in {home}, and {free:.0f} MB are free; make room there.</source>
        <translation>El motor necesita {needed} MB en {home}, y hay {free:.0f} MB libres; haga sitio allí.</translation>
    </message>
    <message>
        <source>Unpacking {path}</source>
        <translation>Desempaquetando {path}</translation>
    </message>
    <message>
        <source>A wheel holds a file with the name {name!r}, which leads out of it.</source>
        <translation>Un wheel contiene un archivo con el nombre {name!r}, que lleva fuera de él.</translation>
    </message>
    <message>
        <source>The engine could not be installed: {error}. What was downloaded is kept; try again.</source>
        <translation>No se pudo instalar el motor: {error}. Lo descargado se conserva; inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>{folder} cannot be removed: {error}. Close other windows of QGIS first.</source>
        <translation>No se puede eliminar {folder}: {error}. Cierre antes otras ventanas de QGIS.</translation>
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
        <source>More</source>
        <translation>Más</translation>
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
        <source>The engine could not be installed ({name}: {error}).</source>
        <translation>No se pudo instalar el motor ({name}: {error}).</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>Escribiendo la alineación</translation>
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
        <source>Sample source</source>
        <translation>Origen de ejemplo</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Referencia de ejemplo</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Marcar un punto</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Añadir un punto</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Resolver de nuevo</translation>
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
        <source>. Accept measures this anew</source>
        <translation>. Aceptar lo mide de nuevo</translation>
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
        <source>; {model} through them leaves {pixels}</source>
        <translation>; {model} a través de ellos deja {pixels}</translation>
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
        <source>{path} cannot be read.</source>
        <translation>No se puede leer {path}.</translation>
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
        <source>The engine ended without a result.</source>
        <translation>El motor terminó sin resultado.</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>La ejecución se canceló; no se escribió nada.</translation>
    </message>
    <message>
        <source> Its last words: {line}</source>
        <translation> Sus últimas palabras: {line}</translation>
    </message>
    <message>
        <source>The engine failed with exit code {code}.</source>
        <translation>El motor falló con el código {code}.</translation>
    </message>
    <message>
        <source>The engine was ended by signal {signal}; memory may have run out.</source>
        <translation>El motor fue terminado por la señal {signal}; quizá faltó memoria.</translation>
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
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>La referencia tiene un valor adicional sin datos que su archivo no tiene: escríbalo antes en el archivo (Ráster &gt; Conversión &gt; Traducir), o quítelo en la configuración de transparencia de la capa.</translation>
    </message>
    <message>
        <source>The run was cancelled. Links that are measured and images that are written stay in {folder}; a run into that folder goes on from there.</source>
        <translation>La ejecución se canceló. Los enlaces medidos y las imágenes escritas quedan en {folder}; una ejecución en esa carpeta sigue desde ahí.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Pila alineada</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} de {count} imágenes están alineadas.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>Las capas tienen distintos valores adicionales sin datos, y una pila admite uno para todas: quítelos en la configuración de transparencia de las capas, o indique uno en Avanzado.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>La carpeta de {path} no existe; créela primero.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>No se puede escribir {path}: {error}</translation>
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
        <source>Left: {pixels} ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Queda: {pixels} ({length}) RMSE en {count} puntos de enlace, que representan el {share} % del área común</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} ({length}).</source>
        <translation>Incertidumbre (CE90): {pixels} ({length}).</translation>
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
        <source>; before: {pixels}</source>
        <translation>; antes: {pixels}</translation>
    </message>
    <message>
        <source>The installation was cancelled; what was downloaded is kept, and the next one goes on from there.</source>
        <translation>La instalación se canceló; lo descargado se conserva, y la próxima sigue desde ahí.</translation>
    </message>
    <message>
        <source>{address} has no wheel of {name} {version} for this system that is in the lock file.</source>
        <translation>{address} no tiene un wheel de {name} {version} para este sistema que esté en el archivo de bloqueo.</translation>
    </message>
    <message>
        <source>{folder} lacks wheels of {lacking} for this system. Fill it on a computer with network and the same system and Python: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</source>
        <translation>En {folder} faltan wheels de {lacking} para este sistema. Llénela en un ordenador con red y el mismo sistema y Python: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</translation>
    </message>
    <message>
        <source>Looking for {name} {version}</source>
        <translation>Buscando {name} {version}</translation>
    </message>
    <message>
        <source>{file} is not what the lock file says (other sha256); it was thrown away. Try again; if this goes on, something between here and the package index changes downloads.</source>
        <translation>{file} no es lo que dice el archivo de bloqueo (otro sha256) y se descartó. Inténtelo de nuevo; si continúa, algo entre aquí y el índice de paquetes cambia las descargas.</translation>
    </message>
    <message>
        <source>{file}: {done:.0f} of {total:.0f} MB</source>
        <translation>{file}: {done:.0f} de {total:.0f} MB</translation>
    </message>
    <message>
        <source>{address} is no package index that speaks JSON (PEP 691).</source>
        <translation>{address} no es un índice de paquetes que hable JSON (PEP 691).</translation>
    </message>
    <message>
        <source>{address} sent {count} bytes where {asked} were asked for.</source>
        <translation>{address} envió {count} bytes donde se pidieron {asked}.</translation>
    </message>
    <message>
        <source>{address} cannot be downloaded: {error}. What came so far is kept. Check the network, and the proxy in Settings &gt; Options &gt; Network; or install from a folder of wheels.</source>
        <translation>No se puede descargar {address}: {error}. Lo que llegó se conserva. Compruebe la red, y el proxy en Configuración &gt; Opciones &gt; Red; o instale desde una carpeta de wheels.</translation>
    </message>
    <message>
        <source>source</source>
        <translation>de origen</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>de referencia</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {written} was written; see the documentation's 'When it says no', or {accept_unreliable}.</source>
        <translation>No se encontró una alineación fiable: {reason}. Se escribió {written}; vea 'When it says no' en la documentación, o {accept_unreliable}.</translation>
    </message>
    <message>
        <source>{path} lies outside the area in which the transform was measured.</source>
        <translation>{path} está fuera del área en que se midió la transformación.</translation>
    </message>
    <message>
        <source>The output {output} was written and is whole.</source>
        <translation>La salida {output} se ha escrito y está completa.</translation>
    </message>
    <message>
        <source>{variable} is {given!r}; set it to a number of seconds above 0, or not at all.</source>
        <translation>{variable} es {given!r}; póngale un número de segundos mayor que 0, o nada.</translation>
    </message>
    <message>
        <source>{dem} is for the report; name one ({report}).</source>
        <translation>{dem} es para el informe; nombre uno ({report}).</translation>
    </message>
    <message>
        <source>{first} and {second} are one file; give each output its own.</source>
        <translation>{first} y {second} son un mismo archivo; dé a cada salida el suyo.</translation>
    </message>
    <message>
        <source>{path} exists already and is not to be replaced; give another name.</source>
        <translation>{path} ya existe y no debe reemplazarse; dé otro nombre.</translation>
    </message>
    <message>
        <source>the images lie {apart:.2f} px apart as they are placed; align them by what they show</source>
        <translation>las imágenes están, tal como están situadas, a {apart:.2f} px una de otra; alinéelas por lo que muestran</translation>
    </message>
    <message>
        <source>by the evidence of {windows} small windows taken together, which {agree} of {parts} parts of the area show by themselves</source>
        <translation>según la evidencia conjunta de {windows} ventanas pequeñas, que {agree} de {parts} partes del área muestran por sí solas</translation>
    </message>
    <message>
        <source>{reason}; relief too fine for the field may add {relief:.1f} px</source>
        <translation>{reason}; un relieve demasiado fino para el campo puede añadir {relief:.1f} px</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, residual {residual}</source>
        <translation>{agree} de {measured} puntos de enlace concuerdan, residuo {residual}</translation>
    </message>
    <message>
        <source>the images keep differing locally, are alike in outline alone, or share no texture over parts of the area</source>
        <translation>las imágenes siguen difiriendo localmente, solo se parecen en los contornos, o no comparten textura en partes del área</translation>
    </message>
    <message>
        <source>by the evidence of {windows} windows taken together, of which {agree} agree by themselves, and which mutual information confirms</source>
        <translation>según la evidencia conjunta de {windows} ventanas, de las que {agree} concuerdan por sí solas, y que la información mutua confirma</translation>
    </message>
    <message>
        <source>{reason}, and which mutual information confirms</source>
        <translation>{reason}, y que la información mutua confirma</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, {apart} of them apart from the rest, residual {residual}</source>
        <translation>{agree} de {measured} puntos de enlace concuerdan, {apart} de ellos aparte del resto, residuo {residual}</translation>
    </message>
    <message>
        <source>{seen}, but all of them in one part of the area</source>
        <translation>{seen}, pero todos en una parte del área</translation>
    </message>
    <message>
        <source>{seen}, but a second measurement by other means does not confirm them</source>
        <translation>{seen}, pero una segunda medición por otros medios no los confirma</translation>
    </message>
    <message>
        <source>{seen}, but {left}</source>
        <translation>{seen}, pero {left}</translation>
    </message>
    <message>
        <source>by a part of their detail the images lie about {hidden:.2g} px aside: what the sensor adds may hide the ground</source>
        <translation>según una parte de su detalle las imágenes están desplazadas unos {hidden:.2g} px: lo que añade el sensor puede ocultar el terreno</translation>
    </message>
    <message>
        <source>at a coarser scale the images lie {hidden:.2g} px aside: stripes, or what the sensor adds, may hide the ground</source>
        <translation>a una escala más gruesa las imágenes están desplazadas {hidden:.2g} px: franjas, o lo que añade el sensor, pueden ocultar el terreno</translation>
    </message>
    <message>
        <source>the ground bends by {now:.2f} px: use a local transform, which would leave about {local:.2f} px</source>
        <translation>el terreno se curva {now:.2f} px: use una transformación local, que dejaría unos {local:.2f} px</translation>
    </message>
    <message>
        <source>a part of the ground bends: use a local transform</source>
        <translation>una parte del terreno se curva: use una transformación local</translation>
    </message>
    <message>
        <source>too small in common: there is room for {places} places to look at, too few to tell agreement from chance</source>
        <translation>demasiado pequeño en común: hay sitio para {places} lugares, muy pocos para distinguir la concordancia del azar</translation>
    </message>
    <message>
        <source>no common texture: of {places} places looked at, {measured} show anything that can be found in both images</source>
        <translation>sin textura común: de {places} lugares mirados, {measured} muestran algo que se pueda encontrar en ambas imágenes</translation>
    </message>
    <message>
        <source>the images do not agree: of {measured} places, {agree} can be seen to lie as their neighbours do, which unrelated images show as well</source>
        <translation>las imágenes no concuerdan: en {agree} de {measured} lugares la posición es la de sus vecinos, lo que muestran también imágenes sin relación</translation>
    </message>
    <message>
        <source>the residual after the alignment ({after:.2f} px) is no better than before ({before:.2f} px)</source>
        <translation>el residuo tras la alineación ({after:.2f} px) no es mejor que antes ({before:.2f} px)</translation>
    </message>
    <message>
        <source>by structure alone, {reason}</source>
        <translation>solo por la estructura, {reason}</translation>
    </message>
    <message>
        <source>{seen}, but these are few</source>
        <translation>{seen}, pero son pocos</translation>
    </message>
    <message>
        <source>only {seen}</source>
        <translation>solo {seen}</translation>
    </message>
    <message>
        <source>a part of the ground bends more than the local transform follows</source>
        <translation>una parte del terreno se curva más de lo que sigue la transformación local</translation>
    </message>
    <message>
        <source>the images do not agree: of {places} places, {right} can be seen to lie where the alignment says, which unrelated images show as well</source>
        <translation>las imágenes no concuerdan: en {right} de {places} lugares la posición es la que dice la alineación, lo que muestran también imágenes sin relación</translation>
    </message>
    <message>
        <source>{seen}, but {length:.0f} px away the images agree as well: their structure repeats, and only a smaller {max_shift} or known points say which is right</source>
        <translation>{seen}, pero a {length:.0f} px las imágenes concuerdan igual de bien: su estructura se repite, y solo un {max_shift} menor o puntos conocidos dicen cuál es correcta</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground moved by {length_px:.1f} px towards {towards_deg:.0f} degrees against the rest, of which alone residual and uncertainty are</source>
        <translation>el {share:.0%} del suelo se movió {length_px:.1f} px hacia {towards_deg:.0f} grados respecto al resto, al que se refieren el residuo y la incertidumbre</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground lies {length_px:.1f} px from the rest, and which of the two moved is not known: the uncertainty covers both</source>
        <translation>{share:.0%} del terreno está a {length_px:.1f} px del resto, y no se sabe cuál de los dos se movió: la incertidumbre abarca ambos</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground bends away from the rest by up to {length_px:.1f} px, which the uncertainty counts</source>
        <translation>el {share:.0%} del suelo se aparta del resto curvándose hasta {length_px:.1f} px, lo que la incertidumbre tiene en cuenta</translation>
    </message>
    <message>
        <source>A grid is made of a rasterio CRS or None, an Affine, and a whole width and height; see GridArray for a CRS by its name.</source>
        <translation>Una cuadrícula consta de un SRC de rasterio o None, un Affine, y un ancho y un alto enteros; vea GridArray para un SRC por su nombre.</translation>
    </message>
    <message>
        <source>A raster in {own} has no place in {crs}; check the CRS of both rasters.</source>
        <translation>Un ráster en {own} no tiene lugar en {crs}; compruebe el SRC de ambos rásteres.</translation>
    </message>
    <message>
        <source>A grid needs at least one pixel, this one is {width} x {height}.</source>
        <translation>Una cuadrícula necesita al menos un píxel, esta es de {width} x {height}.</translation>
    </message>
    <message>
        <source>The geotransform {transform} cannot be inverted; georeference the raster anew.</source>
        <translation>La geotransformación {transform} no se puede invertir; georreferencie el ráster de nuevo.</translation>
    </message>
    <message>
        <source>One raster has a CRS and the other has none; give both or neither a CRS.</source>
        <translation>Un ráster tiene SRC y el otro no; dé uno a ambos o a ninguno.</translation>
    </message>
    <message>
        <source>There is no way from {source} to {target}: {error}.</source>
        <translation>No hay camino de {source} a {target}: {error}.</translation>
    </message>
    <message>
        <source>its pixels {rules} are meant</source>
        <translation>se refiere a sus píxeles {rules}</translation>
    </message>
    <message>
        <source>its pixels that are true are meant</source>
        <translation>se refiere a sus píxeles verdaderos</translation>
    </message>
    <message>
        <source>The mask {mask} has no CRS, and is given for both rasters; say by {moving} or {fixed} whose it is, or give it its CRS.</source>
        <translation>La máscara {mask} no tiene SRC y se da para ambos rásteres; diga con {moving} o {fixed} de cuál es, o dele su SRC.</translation>
    </message>
    <message>
        <source>rows are negative, as QGIS shows them</source>
        <translation>las filas son negativas, como las muestra QGIS</translation>
    </message>
    <message>
        <source>0 is out</source>
        <translation>0 queda fuera</translation>
    </message>
    <message>
        <source>The mask {mask} has no georeference and {width} x {height} pixels, the raster that it is for {columns} x {rows}; give one of as many pixels, or with a georeference.</source>
        <translation>La máscara {mask} no tiene georreferencia y tiene {width} x {height} píxeles, el ráster para el que es {columns} x {rows}; dé una de otros tantos píxeles, o con georreferencia.</translation>
    </message>
    <message>
        <source>The mask {text} asks for values, bits or classes, which the vector file {path} does not have; name a layer instead, as in file.gpkg|layername=clouds.</source>
        <translation>La máscara {text} pide valores, bits o clases, que el archivo vectorial {path} no tiene; nombre en su lugar una capa, como en file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask is an array of {dtype} with the shape {shape}; give one of booleans with the rows and columns of its raster, {rows_columns}, that is true in the area.</source>
        <translation>La máscara es una matriz de {dtype} con la forma {shape}; dé una de booleanos con las filas y columnas de su ráster, {rows_columns}, que sea verdadera en el área.</translation>
    </message>
    <message>
        <source>Of the mask {name} and the rasters, one has a CRS and the other has none; give the mask the CRS of the raster that it is for.</source>
        <translation>De la máscara {name} y los rásteres, uno tiene SRC y el otro no; dé a la máscara el SRC del ráster para el que es.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: {reason}. What was there before is left as it was.</source>
        <translation>No se pudo escribir la salida {path}: {reason}. Lo que había antes quedó como estaba.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>el disco está lleno</translation>
    </message>
    <message>
        <source>The temporary folder {parent} does not exist; make it, or choose another {temp_dir}.</source>
        <translation>La carpeta temporal {parent} no existe; créela, o elija otra: {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: the folder {parent} is gone or out of reach.</source>
        <translation>No se pudo escribir la salida {path}: la carpeta {parent} ha desaparecido o está fuera de alcance.</translation>
    </message>
    <message>
        <source>The name of the output {path!r} is not UTF-8; choose another name.</source>
        <translation>El nombre de la salida {path!r} no está en UTF-8; elija otro.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: {parent} is not a folder.</source>
        <translation>No se puede escribir la salida {path}: {parent} no es una carpeta.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: there is a folder or device of that name.</source>
        <translation>No se puede escribir la salida {path}: hay una carpeta o un dispositivo con ese nombre.</translation>
    </message>
    <message>
        <source>The output's name is longer than the file system allows ({longest} bytes): {target}.</source>
        <translation>El nombre de la salida es más largo de lo que permite el sistema de archivos ({longest} bytes): {target}.</translation>
    </message>
    <message>
        <source>The output {path} is not a local file; write one and copy it there.</source>
        <translation>La salida {path} no es un archivo local; escriba uno y cópielo allí.</translation>
    </message>
    <message>
        <source>No temporary folder can be made in {parent} ({strerror}). Choose another with {temp_dir}.</source>
        <translation>No se puede crear una carpeta temporal en {parent} ({strerror}). Elija otra: {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path!r} cannot be written: {reason}.</source>
        <translation>No se puede escribir la salida {path!r}: {reason}.</translation>
    </message>
    <message>
        <source>The folder {parent} cannot be written to ({strerror}); choose another one for the output.</source>
        <translation>No se puede escribir en la carpeta {parent} ({strerror}); elija otra para la salida.</translation>
    </message>
    <message>
        <source>The {count} bands of {path} are dates, each of which has a displacement of its own; align them to each other as a stack, or take one of them out (gdal_translate -b). If they lie on each other, save the transform of one and apply it to the file.</source>
        <translation>Las {count} bandas de {path} son fechas, cada una con su propio desplazamiento; alinéelas entre sí como serie, o extraiga una de ellas (gdal_translate -b). Si coinciden entre sí, guarde la transformación de una y aplíquela al archivo.</translation>
    </message>
    <message>
        <source>The elevation model {path} has no CRS, and the reference has one; use a model that lies where the reference does.</source>
        <translation>El modelo de elevaciones {path} no tiene SRC, y la referencia sí; use un modelo que esté donde la referencia.</translation>
    </message>
    <message>
        <source>The elevation model {path} has a CRS, and the reference has none; use a model that lies where the reference does.</source>
        <translation>El modelo de elevaciones {path} tiene SRC, y la referencia no; use un modelo que esté donde la referencia.</translation>
    </message>
    <message>
        <source>{path} has the ending of {meaning}, and what is written is {what}; give it a name that ends in {endings}.</source>
        <translation>{path} tiene la extensión de {meaning}, y lo que se escribe es {what}; dele un nombre que termine en {endings}.</translation>
    </message>
    <message>
        <source>Part of the raster has no true place under this transform: it lies beyond the horizon of the homography, or of a CRS. Take the raster that it was solved on.</source>
        <translation>Parte del ráster no tiene lugar verdadero con esta transformación: está más allá del horizonte de la homografía, o de un SRC. Tome el ráster con que se resolvió.</translation>
    </message>
    <message>
        <source>The field is finer than {side} x {side} control points: between them splines are off by {rmse:.2f} px (root mean square), and {largest:.2f} px at most. coregix apply has no such limit.</source>
        <translation>El campo es más fino que {side} x {side} puntos de control: entre ellos los splines se apartan {rmse:.2f} px (media cuadrática), y {largest:.2f} px como mucho. Aplicar una transformación no tiene ese límite.</translation>
    </message>
    <message>
        <source>No world file can hold this transform within {limit} pixels on {path}; export to vrt or gcps.</source>
        <translation>Ningún archivo world puede contener esta transformación con {limit} píxeles de exactitud en {path}; exporte a VRT o puntos de control.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} has no form in ITK; export to vrt or gcps.</source>
        <translation>Una transformación del tipo {kind} no tiene forma en ITK; exporte a VRT o puntos de control.</translation>
    </message>
    <message>
        <source>The VRT {path} could not be written ({error}).</source>
        <translation>No se pudo escribir el VRT {path} ({error}).</translation>
    </message>
    <message>
        <source>{path} has the ending {ending}, which belongs to no format that can be written: give it one of {endings}, or say by {format} what it is.</source>
        <translation>{path} tiene la extensión {ending}, que no pertenece a ningún formato que pueda escribirse: dele una de {endings}, o diga el formato con {format}.</translation>
    </message>
    <message>
        <source>The output cannot be {what}, which does not hold {why}; choose another {format}.</source>
        <translation>La salida no puede ser {what}, que no contiene {why}; elija otro valor para {format}.</translation>
    </message>
    <message>
        <source>{what} has no {creation_option} {name}.</source>
        <translation>{what} no tiene la opción {name} ({creation_option}).</translation>
    </message>
    <message>
        <source>{what} does not take what {creation_option} asks for: {cause}.</source>
        <translation>{what} no acepta lo que pide {creation_option}: {cause}.</translation>
    </message>
    <message>
        <source>GDAL cannot write {what} under {creation_option} {given} ({cause}).</source>
        <translation>GDAL no puede escribir {what} con {creation_option} {given} ({cause}).</translation>
    </message>
    <message>
        <source>The GeoJSON holds no list of features; save it again.</source>
        <translation>El GeoJSON no contiene una lista de objetos; guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>The CRS of the GeoJSON is not named by an EPSG code; save it again in WGS 84.</source>
        <translation>El SRC del GeoJSON no se nombra con un código EPSG; guárdelo de nuevo en WGS 84.</translation>
    </message>
    <message>
        <source>The GeoJSON has {name} that are no list; save it again.</source>
        <translation>El GeoJSON tiene {name} que no son una lista; guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>The GeoJSON has {coordinates:.60} for a list of positions; save it again.</source>
        <translation>El GeoJSON tiene {coordinates:.60} por lista de posiciones; guárdelo de nuevo.</translation>
    </message>
    <message>
        <source>The GeoJSON has a position {coordinates:.60} that is no pair of numbers; correct it.</source>
        <translation>El GeoJSON tiene una posición {coordinates:.60} que no es un par de números; corríjala.</translation>
    </message>
    <message>
        <source>The GeoPackage {path} could not be written ({error}).</source>
        <translation>No se pudo escribir el GeoPackage {path} ({error}).</translation>
    </message>
    <message>
        <source>The mask holds coordinates that are no finite numbers; repair it, or leave those out.</source>
        <translation>La máscara contiene coordenadas que no son números finitos; repárela, o quítelas.</translation>
    </message>
    <message>
        <source>has several layers, of which one must be named</source>
        <translation>tiene varias capas, de las que hay que nombrar una</translation>
    </message>
    <message>
        <source>has no layer {requested!r}</source>
        <translation>no tiene la capa {requested!r}</translation>
    </message>
    <message>
        <source>The mask {path} {what}: {layers}. Write it as {file}|layername={layer}.</source>
        <translation>La máscara {path} {what}: {layers}. Escríbala como {file}|layername={layer}.</translation>
    </message>
    <message>
        <source>A mask is a file, a geometry, a GeoJSON-like mapping or an array, not {given:.60}.</source>
        <translation>Una máscara es un archivo, una geometría, un diccionario como GeoJSON o una matriz, no {given:.60}.</translation>
    </message>
    <message>
        <source>The mask {name} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>La máscara {name} no contiene ningún objeto GeoJSON; guárdela de nuevo como GeoJSON.</translation>
    </message>
    <message>
        <source>The mask {name} holds no geometries.</source>
        <translation>La máscara {name} no contiene geometrías.</translation>
    </message>
    <message>
        <source>The mask holds a geometry of the type {kind!r}; points, lines and polygons can be used.</source>
        <translation>La máscara contiene una geometría del tipo {kind!r}; se pueden usar puntos, líneas y polígonos.</translation>
    </message>
    <message>
        <source>The layer {name} of the mask {path} cannot be read ({error}); is it the right file?</source>
        <translation>No se puede leer la capa {name} de la máscara {path} ({error}); ¿es el archivo correcto?</translation>
    </message>
    <message>
        <source>The mask {name} has coordinates such as {x:g}, {y:g}, which are no degrees, and names no other CRS; save it again with its CRS.</source>
        <translation>La máscara {name} tiene coordenadas como {x:g}, {y:g}, que no son grados, y no nombra otro SRC; guárdela de nuevo con su SRC.</translation>
    </message>
    <message>
        <source>The mask {name} holds what is no GeoJSON geometry ({kind}: {error}); save it again as GeoJSON.</source>
        <translation>La máscara {name} contiene algo que no es una geometría GeoJSON ({kind}: {error}); guárdela de nuevo como GeoJSON.</translation>
    </message>
    <message>
        <source>The CRS of the mask {name} cannot be used ({error}); save it again with another one.</source>
        <translation>No se puede usar el SRC de la máscara {name} ({error}); guárdela de nuevo con otro.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} has not the layout of a {products}; name values or bits instead.</source>
        <translation>La máscara {text} pide clases por su nombre, pero {path} no tiene la estructura de {products}; nombre valores o bits en su lugar.</translation>
    </message>
    <message>
        <source>The mask {text} has {named!r} where {example} are expected.</source>
        <translation>La máscara {text} tiene {named!r} donde se espera {example}.</translation>
    </message>
    <message>
        <source>The mask {text} asks for no bit at all; write those that are meant, such as &amp;0b11000.</source>
        <translation>La máscara {text} no pide ningún bit; escriba los que se quieren, como &amp;0b11000.</translation>
    </message>
    <message>
        <source>The mask {text} is taken for a {title} by its values alone, as its name speaks of no product: its pixels {rules} are meant. If it is something else, name its values or bits instead, such as {path}=1.</source>
        <translation>La máscara {text} se toma por un producto {title} solo por sus valores, ya que su nombre no indica ningún producto: se refiere a sus píxeles {rules}. Si es otra cosa, indique en su lugar sus valores o bits, por ejemplo {path}=1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} holds nothing but 0 and 1 as a plain mask does, and a {title} has other values; write {path}=1 for the pixels that are 1.</source>
        <translation>La máscara {text} pide clases por su nombre, pero {path} solo contiene 0 y 1, como una máscara simple, y {title} tiene otros valores; escriba {path}=1 para los píxeles que valen 1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the bits {bits:#b}, which pixels of the type {dtype} in {path} do not have; name bits of these pixels.</source>
        <translation>La máscara {text} pide los bits {bits:#b}, que los píxeles del tipo {dtype} en {path} no tienen; indique bits de esos píxeles.</translation>
    </message>
    <message>
        <source>The mask {text} names no layer; write it as file.gpkg|layername=clouds.</source>
        <translation>La máscara {text} no nombra ninguna capa; escríbala como file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the class {name!r}, which a {title} does not have{hint}; it has {classes}.</source>
        <translation>La máscara {text} pide la clase {name!r}, que {title} no tiene{hint}; tiene {classes}.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the value {value:g}, which pixels of the type {dtype} in {path} cannot have; name values of these pixels.</source>
        <translation>La máscara {text} pide el valor {value:g}, que los píxeles del tipo {dtype} en {path} no pueden tener; indique valores de esos píxeles.</translation>
    </message>
    <message>
        <source>The mask {text} is of a {title} by its name, which has {bands} bands, and {path} has {count}; name values or bits instead, such as {path}=1.</source>
        <translation>La máscara {text} es por su nombre de {title}, que tiene {bands} bandas, y {path} tiene {count}; indique valores o bits en su lugar, como {path}=1.</translation>
    </message>
    <message>
        <source>is not a raster that can be read</source>
        <translation>no es un ráster que se pueda leer</translation>
    </message>
    <message>
        <source>is a file of vectors; 'apply' moves those of .gpkg, .geojson and .shp, to which ogr2ogr converts others</source>
        <translation>es un archivo de vectores; aplicar una transformación mueve los de .gpkg, .geojson y .shp, a los que ogr2ogr convierte otros</translation>
    </message>
    <message>
        <source>is an archive; name the raster in it ({place}/name.tif), or unpack it</source>
        <translation>es un archivo comprimido; nombre el ráster que contiene ({place}/name.tif), o descomprímalo</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by ground control points alone; rectify it first, for instance with 'gdalwarp -tps' or 'rio warp'.</source>
        <translation>El ráster {role} {path} está situado solo por puntos de control; rectifíquelo antes, por ejemplo con 'gdalwarp -tps' o 'rio warp'.</translation>
    </message>
    <message>
        <source>The {role} raster {path!r} does not exist: that is not a file name.</source>
        <translation>El ráster {role} {path!r} no existe: eso no es un nombre de archivo.</translation>
    </message>
    <message>
        <source>The name of the {role} raster {path!r} is not UTF-8; rename the file.</source>
        <translation>El nombre del ráster {role} {path!r} no está en UTF-8; cambie el nombre del archivo.</translation>
    </message>
    <message>
        <source>, and {count} more</source>
        <translation>, y {count} más</translation>
    </message>
    <message>
        <source>give another one</source>
        <translation>dé otro</translation>
    </message>
    <message>
        <source>give one of its subdatasets: {names}{more}</source>
        <translation>dé uno de sus subconjuntos de datos: {names}{more}</translation>
    </message>
    <message>
        <source>The {role} raster {path} has no bands of its own; {advice}.</source>
        <translation>El ráster {role} {path} no tiene bandas propias; {advice}.</translation>
    </message>
    <message>
        <source>The {role} raster {path} holds complex numbers; extract the amplitude first (gdal_calc, or gdal_translate of a derived subdataset).</source>
        <translation>El ráster {role} {path} contiene números complejos; extraiga antes la amplitud (gdal_calc, o gdal_translate de un subconjunto derivado).</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by RPCs alone; rectify it first, for instance with 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</source>
        <translation>El ráster {role} {path} está situado solo por RPC; rectifíquelo antes, por ejemplo con 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</translation>
    </message>
    <message>
        <source>The {role} raster {path} {reason} ({error}).</source>
        <translation>El ráster {role} {path} {reason} ({error}).</translation>
    </message>
    <message>
        <source>{parameter} {given} is not a CRS that can be used for the {role} raster {path}; give an EPSG code such as EPSG:32633, WKT or PROJ text.</source>
        <translation>{parameter} {given} no es un SRC que sirva para el ráster {role} {path}; dé un código EPSG como EPSG:32633, WKT o texto PROJ.</translation>
    </message>
    <message>
        <source>The {role} raster {path} does not exist or cannot be opened ({error}); check its name.</source>
        <translation>El ráster {role} {path} no existe o no se puede abrir ({error}); compruebe su nombre.</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>no se tiene permiso para leerlo</translation>
    </message>
    <message>
        <source>is a folder, not a raster</source>
        <translation>es una carpeta, no un ráster</translation>
    </message>
    <message>
        <source>is a broken link, not a raster</source>
        <translation>es un enlace roto, no un ráster</translation>
    </message>
    <message>
        <source>{path} would replace {beside}, which belongs to another raster; give it another name.</source>
        <translation>{path} reemplazaría {beside}, que pertenece a otro ráster; dele otro nombre.</translation>
    </message>
    <message>
        <source>The known points do not lie on the source raster; give the point file that was made for it.</source>
        <translation>Los puntos conocidos no están en el ráster de origen; dé el archivo de puntos que se hizo para él.</translation>
    </message>
    <message>
        <source>{name} is larger than a point file may be ({limit} points).</source>
        <translation>{name} es mayor de lo que puede ser un archivo de puntos ({limit} puntos).</translation>
    </message>
    <message>
        <source>{name} holds no points; save some in QGIS's Georeferencer.</source>
        <translation>{name} no contiene puntos; guarde algunos en el Georreferenciador de QGIS.</translation>
    </message>
    <message>
        <source>{name} has no columns {wanted}; save the points in QGIS's Georeferencer.</source>
        <translation>{name} no tiene columnas {wanted}; guarde los puntos en el Georreferenciador de QGIS.</translation>
    </message>
    <message>
        <source>{name}: point {number} has {count} values and none in column {place}; complete that line or delete it.</source>
        <translation>{name}: el punto {number} tiene {count} valores y ninguno en la columna {place}; complete esa línea o bórrela.</translation>
    </message>
    <message>
        <source>{name}: point {number} has no usable number in column {place}; correct that line or delete it.</source>
        <translation>{name}: el punto {number} no tiene un número utilizable en la columna {place}; corrija esa línea o bórrela.</translation>
    </message>
    <message>
        <source>{name} is no table ({error}); save the points in QGIS's Georeferencer.</source>
        <translation>{name} no es una tabla ({error}); guarde los puntos en el Georreferenciador de QGIS.</translation>
    </message>
    <message>
        <source>{name}: the line '#CRS:' does not name a CRS ({error}); save the points again.</source>
        <translation>{name}: la línea '#CRS:' no nombra un SRC ({error}); guarde los puntos de nuevo.</translation>
    </message>
    <message>
        <source>Tie points are written to .gpkg, .geojson or .points, not to {path}.</source>
        <translation>Los puntos de enlace se escriben en .gpkg, .geojson o .points, no en {path}.</translation>
    </message>
    <message>
        <source>Or let the source be looked for in all of the reference, whatever its georeference says: {start} anywhere.</source>
        <translation>O haga que el origen se busque en toda la referencia, diga lo que diga su georreferencia: {start} anywhere.</translation>
    </message>
    <message>
        <source>{role} array</source>
        <translation>array {role}</translation>
    </message>
    <message>
        <source>{role} raster {path}</source>
        <translation>ráster {role} {path}</translation>
    </message>
    <message>
        <source>1 band, with the index 0</source>
        <translation>1 banda, con el índice 0</translation>
    </message>
    <message>
        <source>{count} bands, 0 to {last}</source>
        <translation>{count} bandas, de 0 a {last}</translation>
    </message>
    <message>
        <source>The {raster} has no CRS, but the {other} has one; give it one ({parameter}), or take both without.</source>
        <translation>El {raster} no tiene SRC, pero el {other} sí; dele uno ({parameter}), o tome ambos sin él.</translation>
    </message>
    <message>
        <source>The {raster} has no band {band}: it has {have}.</source>
        <translation>El {raster} no tiene la banda {band}: tiene {have}.</translation>
    </message>
    <message>
        <source>The {role} raster is a {kind}; give a path or an open rasterio dataset.</source>
        <translation>El ráster {role} es un {kind}; dé una ruta o un conjunto de datos de rasterio abierto.</translation>
    </message>
    <message>
        <source>The {role} raster {path} cannot be used: {reason}</source>
        <translation>El ráster {role} {path} no se puede usar: {reason}</translation>
    </message>
    <message>
        <source>The {raster} is closed; open it again to read from it.</source>
        <translation>El {raster} está cerrado; ábralo de nuevo para leerlo.</translation>
    </message>
    <message>
        <source>{name} was changed while it was being read; run again when it is complete.</source>
        <translation>{name} cambió mientras se leía; ejecute de nuevo cuando esté completo.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a dataset that is closed; open it again.</source>
        <translation>El ráster {role} {path} es un conjunto de datos cerrado; ábralo de nuevo.</translation>
    </message>
    <message>
        <source>The output {output} is the input {name} itself; choose another name.</source>
        <translation>La salida {output} es la propia entrada {name}; elija otro nombre.</translation>
    </message>
    <message>
        <source>The {raster} cannot be read to the end; it is damaged, incomplete or out of reach ({cause}).</source>
        <translation>El {raster} no se puede leer hasta el final; está dañado, incompleto o fuera de alcance ({cause}).</translation>
    </message>
    <message>
        <source>The transform was measured under another georeference than that of the {raster}. Give a raster with the georeference of the source, or align this one.</source>
        <translation>La transformación se midió con otra georreferencia que la del ráster indicado ({raster}). Indique un ráster con la georreferencia de la fuente, o alinee este.</translation>
    </message>
    <message>
        <source>The transform was measured in pixels, on a raster of {width} x {height} without a georeference, and the {raster} is not that one or has been given a georeference since. Give that raster without one (such as the world file beside it), or align this one.</source>
        <translation>La transformación se midió en píxeles, en un ráster de {width} x {height} sin georreferencia, y el indicado no es ese o ha recibido desde entonces una georreferencia ({raster}). Indique aquel ráster sin ella (como el archivo de mundo junto a él), o alinee este.</translation>
    </message>
    <message>
        <source>The horizon of the homography crosses the extent of the transform: it shows no image beyond it. Solve again.</source>
        <translation>El horizonte de la homografía cruza la extensión de la transformación: más allá no muestra imagen. Resuelva de nuevo.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} cannot be saved.</source>
        <translation>Una transformación del tipo {kind} no se puede guardar.</translation>
    </message>
    <message>
        <source>What is saved is a SavedTransform, not {saved}.</source>
        <translation>Lo que se guarda es una SavedTransform, no {saved}.</translation>
    </message>
    <message>
        <source>The displacement field has more than {limit} nodes; solve with a coarser field.</source>
        <translation>El campo de desplazamientos tiene más de {limit} nodos; resuelva con un campo más grueso.</translation>
    </message>
    <message>
        <source>{path} holds no JSON object; give a file that 'coregix align' wrote ({save_transform}).</source>
        <translation>{path} no contiene ningún objeto JSON; dé un archivo que haya escrito una alineación ({save_transform}).</translation>
    </message>
    <message>
        <source>{path}: {place}{name} {what}. Save the transform again with 'coregix align' ({save_transform}).</source>
        <translation>{path}: {place}{name} {what}. Guarde la transformación de nuevo ({save_transform}).</translation>
    </message>
    <message>
        <source>{name} is larger than a {kind} may be ({limit} MiB).</source>
        <translation>{name} es mayor de lo que puede ser un {kind} ({limit} MiB).</translation>
    </message>
    <message>
        <source>The {kind} {name} cannot be read ({reason}); is it the right file?</source>
        <translation>No se puede leer el {kind} {name} ({reason}); ¿es el archivo correcto?</translation>
    </message>
    <message>
        <source>The {kind} {path} is not JSON ({error}).</source>
        <translation>El {kind} {path} no es JSON ({error}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, which was to mean 'no data': a mask tells the invalid ones instead, and there is no nodata tag.</source>
        <translation>Hay píxeles válidos con el valor {nodata:g}, que debía significar 'sin datos': una máscara indica en su lugar los no válidos, y no hay valor sin datos.</translation>
    </message>
    <message>
        <source>{what} has no mask, which alone tells the source's invalid pixels; give it a nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>{what} no tiene máscara, que es lo único que indica los píxeles no válidos del origen; dé un valor sin datos que ningún píxel válido tenga ({output_nodata}).</translation>
    </message>
    <message>
        <source>The output has the type {dtype}, which cannot hold the nodata value {value:g}; give one that it can hold ({parameter}).</source>
        <translation>La salida es del tipo {dtype}, que no puede contener el valor sin datos {value:g}; dé uno que quepa ({parameter}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, and {why} only a nodata value can tell; give an output nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>Hay píxeles válidos con el valor {nodata:g}, y {why} solo un valor sin datos puede decirlo; dé para la salida uno que ningún píxel válido tenga ({output_nodata}).</translation>
    </message>
    <message>
        <source>Vectors are written to {drivers}, not to {target}.</source>
        <translation>Los vectores se escriben en {drivers}, no en {target}.</translation>
    </message>
    <message>
        <source>The output {target} is the input itself; choose another name.</source>
        <translation>La salida {target} es la propia entrada; elija otro nombre.</translation>
    </message>
    <message>
        <source>{source} has {count} layers, which only a .gpkg can hold; name the output so.</source>
        <translation>{source} tiene {count} capas, que solo un .gpkg puede contener; nombre así la salida.</translation>
    </message>
    <message>
        <source>{source} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>{source} no contiene ningún objeto GeoJSON; guárdelo de nuevo como GeoJSON.</translation>
    </message>
    <message>
        <source>The vector file {source} does not exist; check its name and folder.</source>
        <translation>El archivo vectorial {source} no existe; compruebe su nombre y su carpeta.</translation>
    </message>
    <message>
        <source>The vector file {source} holds no layers; choose another one.</source>
        <translation>El archivo vectorial {source} no contiene capas; elija otro.</translation>
    </message>
    <message>
        <source>The vertices of the layer {layer} of {source} carry measures (M), which cannot be kept: they are left out.</source>
        <translation>Los vértices de la capa {layer} de {source} llevan medidas (M), que no se pueden conservar: se omiten.</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} holds curves ({found}), whose vertices do not say all of their course; convert it first: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</source>
        <translation>La capa {layer} de {source} contiene curvas ({found}), cuyos vértices no dicen todo su trazado; conviértala antes: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</translation>
    </message>
    <message>
        <source>{source} is nested too deeply for GeoJSON; save it again from a GIS.</source>
        <translation>{source} está anidado con demasiada profundidad para GeoJSON; guárdelo de nuevo desde un SIG.</translation>
    </message>
    <message>
        <source>{purpose} {package}; install it with: pip install pyogrio shapely</source>
        <translation>{purpose} {package}; instálelo con: pip install pyogrio shapely</translation>
    </message>
    <message>
        <source>The vector file {source} cannot be read ({error}); is it the right file?</source>
        <translation>No se puede leer el archivo vectorial {source} ({error}); ¿es el archivo correcto?</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} could not be copied ({error}).</source>
        <translation>No se pudo copiar la capa {layer} de {source} ({error}).</translation>
    </message>
    <message>
        <source>The CRS of {source} cannot be used ({error}).</source>
        <translation>No se puede usar el SRC de {source} ({error}).</translation>
    </message>
    <message>
        <source>Of the vectors and the transform, one has a CRS and the other has none; give the vectors the CRS of the raster that they were digitised on.</source>
        <translation>De los vectores y la transformación, uno tiene SRC y el otro no; dé a los vectores el SRC del ráster sobre el que se digitalizaron.</translation>
    </message>
    <message>
        <source>The transform was measured on a raster without a georeference, and the vectors lie at true places already. Vectors of such a raster are in its pixels; save them without a CRS.</source>
        <translation>La transformación se midió en un ráster sin georreferencia, y los vectores ya están en lugares verdaderos. Los vectores de un ráster así están en sus píxeles; guárdelos sin SRC.</translation>
    </message>
    <message>
        <source>Some vertices have no place in {crs}; leave them out, or check the CRS of the vectors.</source>
        <translation>Algunos vértices no tienen lugar en {crs}; omítalos, o compruebe el SRC de los vectores.</translation>
    </message>
    <message>
        <source>{outside} of {count} vertices lie outside the area in which the transform was measured.</source>
        <translation>{outside} de {count} vértices están fuera del área en que se midió la transformación.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a local file that reaches into the network ({found}); give the remote raster itself, or download it.</source>
        <translation>El ráster {role} {path} es un archivo local que acude a la red ({found}); dé el propio ráster remoto, o descárguelo.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a pipe or a device, or leads to one ({name}); write what it gives to a file first.</source>
        <translation>El ráster {role} {path} es una tubería o un dispositivo, o lleva a uno ({name}); escriba antes en un archivo lo que da.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that shows itself ({circle}); make it anew from rasters.</source>
        <translation>El ráster {role} {path} es un VRT que se muestra a sí mismo ({circle}); créelo de nuevo a partir de rásteres.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that takes the bytes of {raw} for pixels, which lies outside its folder; put both in one folder, or convert it.</source>
        <translation>El ráster {role} {path} es un VRT que toma por píxeles los bytes de {raw}, que está fuera de su carpeta; ponga ambos en una carpeta, o conviértalo.</translation>
    </message>
    <message>
        <source>{path} cannot be looked into ({error}); unpack the archive.</source>
        <translation>No se puede mirar dentro de {path} ({error}); descomprima el archivo.</translation>
    </message>
    <message>
        <source>The {role} raster {path} leads to {inner}, which cannot be looked into; unpack it.</source>
        <translation>El ráster {role} {path} lleva a {inner}, dentro del cual no se puede mirar; descomprímalo.</translation>
    </message>
    <message>
        <source> It may have run out of memory.</source>
        <translation> Quizá faltó memoria.</translation>
    </message>
    <message>
        <source>The elastix process ended with code {code}{cause}.{memory}</source>
        <translation>El proceso de elastix terminó con el código {code}{cause}.{memory}</translation>
    </message>
    <message>
        <source>SimpleITK cannot be loaded ({error}). Run: pip install SimpleITK-SimpleElastix</source>
        <translation>No se puede cargar SimpleITK ({error}). Ejecute: pip install SimpleITK-SimpleElastix</translation>
    </message>
    <message>
        <source>The elastix process could not be started: {error}.</source>
        <translation>No se pudo iniciar el proceso de elastix: {error}.</translation>
    </message>
    <message>
        <source>elastix did not answer within {timeout:.0f} s and was stopped; try a smaller image, or another {transform} or {metric}.</source>
        <translation>elastix no respondió en {timeout:.0f} s y se detuvo; pruebe una imagen más pequeña, u otro valor de {transform} o {metric}.</translation>
    </message>
    <message>
        <source>give the one or the other</source>
        <translation>dé uno u otro</translation>
    </message>
    <message>
        <source>give a pair list, or a reference with its sources</source>
        <translation>dé una lista de pares, o una referencia con sus orígenes</translation>
    </message>
    <message>
        <source>with a band for each raster, {band_index} has no meaning</source>
        <translation>con una banda para cada ráster, {band_index} no tiene sentido</translation>
    </message>
    <message>
        <source>each band is an image of its own</source>
        <translation>cada banda es una imagen propia</translation>
    </message>
    <message>
        <source>the reference is the datum, which stays in place</source>
        <translation>la referencia es el datum, que permanece en su lugar</translation>
    </message>
    <message>
        <source>every value would be invalid</source>
        <translation>todos los valores serían no válidos</translation>
    </message>
    <message>
        <source>the first needs a file for the second</source>
        <translation>el primero necesita un archivo para el segundo</translation>
    </message>
    <message>
        <source>a cluster that exists has its own workers</source>
        <translation>un clúster existente tiene sus propios trabajadores</translation>
    </message>
    <message>
        <source>the bands of one file are no images of a collection</source>
        <translation>las bandas de un archivo no son imágenes de una colección</translation>
    </message>
    <message>
        <source>{before} and {last} are missing; give each a value.</source>
        <translation>Faltan {before} y {last}; dé un valor a cada uno.</translation>
    </message>
    <message>
        <source>{first} and {second} contradict each other: {why}.</source>
        <translation>{first} y {second} se contradicen: {why}.</translation>
    </message>
    <message>
        <source>{name} has an effect only with {needed}; give both, or leave it out.</source>
        <translation>{name} solo tiene efecto con {needed}; indique ambos, o quítelo.</translation>
    </message>
    <message>
        <source>There is no parameter {name!r}{hint}.</source>
        <translation>No hay ningún parámetro {name!r}{hint}.</translation>
    </message>
    <message>
        <source>takes {takes}, not {text!r}</source>
        <translation>toma {takes}, no {text!r}</translation>
    </message>
    <message>
        <source>both would write {path}</source>
        <translation>ambos escribirían {path}</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un número entero</translation>
    </message>
    <message>
        <source>a band number, counted from 0</source>
        <translation>un número de banda, contado desde 0</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un número</translation>
    </message>
    <message>
        <source>numbers with commas between them, such as 8,4,0.5</source>
        <translation>números separados por comas, como 8,4,0.5</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>verdadero o falso</translation>
    </message>
    <message>
        <source>NAME=VALUE, such as COMPRESS=ZSTD</source>
        <translation>NOMBRE=VALOR, como COMPRESS=ZSTD</translation>
    </message>
    <message>
        <source>BAND=VALUE, such as 4=nearest or classes=nearest</source>
        <translation>BANDA=VALOR, como 4=nearest o classes=nearest</translation>
    </message>
    <message>
        <source>needs the name of a file or folder, not {path}</source>
        <translation>necesita el nombre de un archivo o carpeta, no {path}</translation>
    </message>
    <message>
        <source> (did you mean {name}?)</source>
        <translation> (¿quiso decir {name}?)</translation>
    </message>
    <message>
        <source>is either true or false, not {value}</source>
        <translation>es verdadero o falso, no {value}</translation>
    </message>
    <message>
        <source>needs the name of a file, not an array; {functions} take arrays</source>
        <translation>necesita el nombre de un archivo, no una matriz; {functions} aceptan matrices</translation>
    </message>
    <message>
        <source>takes a file, what load_transform gives, or a Registration, not {value}; warp takes a bare transform</source>
        <translation>acepta un archivo, lo que da load_transform o una Registration, no {value}; warp acepta una transformación sola</translation>
    </message>
    <message>
        <source>must be one of {choices}, not {value}{hint}</source>
        <translation>debe ser uno de {choices}, no {value}{hint}</translation>
    </message>
    <message>
        <source>takes a text, not {value}</source>
        <translation>toma un texto, no {value}</translation>
    </message>
    <message>
        <source>takes {takes}, not {value}</source>
        <translation>toma {takes}, no {value}</translation>
    </message>
    <message>
        <source>{name} must be one of {choices}, not {given!r}{hint}</source>
        <translation>{name} debe ser uno de {choices}, no {given!r}{hint}</translation>
    </message>
    <message>
        <source>must be a finite number, not {number}</source>
        <translation>debe ser un número finito, no {number}</translation>
    </message>
    <message>
        <source>must be at least {minimum:g}, not {number}</source>
        <translation>debe ser al menos {minimum:g}, no {number}</translation>
    </message>
    <message>
        <source>must be above {minimum:g}; leave it out to use the default, or write the largest that can be expected</source>
        <translation>debe ser mayor que {minimum:g}; omítalo para usar el valor predeterminado o indique el mayor que quepa esperar</translation>
    </message>
    <message>
        <source>must be at most {maximum:g}, not {number}</source>
        <translation>debe ser como mucho {maximum:g}, no {number}</translation>
    </message>
    <message>
        <source>must run from coarse to fine, not {value}</source>
        <translation>debe ir de grueso a fino, no {value}</translation>
    </message>
    <message>
        <source>takes 1 to {limit} numbers, not {given}</source>
        <translation>toma de 1 a {limit} números, no {given}</translation>
    </message>
    <message>
        <source>takes finite numbers, not {value}</source>
        <translation>toma números finitos, no {value}</translation>
    </message>
    <message>
        <source>must end in {suffixes}, not as {path!r} does</source>
        <translation>debe terminar en {suffixes}, no como {path!r}</translation>
    </message>
    <message>
        <source>{parameter} needs the name of a file or folder, not {path}.</source>
        <translation>{parameter} necesita el nombre de un archivo o carpeta, no {path}.</translation>
    </message>
    <message>
        <source>takes the names of files, not {value}</source>
        <translation>toma nombres de archivos, no {value}</translation>
    </message>
    <message>
        <source>names no files</source>
        <translation>no nombra ningún archivo</translation>
    </message>
    <message>
        <source>is missing; give it a value</source>
        <translation>falta; dele un valor</translation>
    </message>
    <message>
        <source>has {name} twice; give it once</source>
        <translation>tiene {name} dos veces; délo una vez</translation>
    </message>
    <message>
        <source>must be a number that a computer can hold, not {value}</source>
        <translation>debe ser un número que un ordenador pueda contener, no {value}</translation>
    </message>
    <message>
        <source>takes {count} numbers, not {given}</source>
        <translation>toma {count} números, no {given}</translation>
    </message>
    <message>
        <source>takes a function that is called with each event, not {progress}</source>
        <translation>toma una función a la que se llama con cada evento, no {progress}</translation>
    </message>
    <message>
        <source>The mask {names} leaves out nothing of the ground that both rasters cover; check what of it is meant.</source>
        <translation>La máscara {names} no deja fuera nada del terreno que cubren ambos rásteres; compruebe qué parte de ella se quiere usar.</translation>
    </message>
    <message>
        <source>The mask {names} leaves out {share:.0%} of the ground that both rasters cover; check that it is not the wrong way round.</source>
        <translation>La máscara {names} deja fuera el {share:.0%} del terreno que cubren ambos rásteres; compruebe que no esté invertida.</translation>
    </message>
    <message>
        <source>The masks {names} leave out nothing of the ground that both rasters cover; check what of them is meant.</source>
        <translation>Las máscaras {names} no dejan fuera nada del terreno que cubren ambos rásteres; compruebe qué parte de ellas se quiere usar.</translation>
    </message>
    <message>
        <source>The masks {names} leave out {share:.0%} of the ground that both rasters cover; check that they are not the wrong way round.</source>
        <translation>Las máscaras {names} dejan fuera el {share:.0%} del terreno que cubren ambos rásteres; compruebe que no estén invertidas.</translation>
    </message>
    <message>
        <source>{reason}; the mask {names} leaves out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason}; la máscara {names} deja fuera el {share:.0%} del terreno que cubren ambos rásteres</translation>
    </message>
    <message>
        <source>The mask {name} lies elsewhere than the ground that both rasters cover; check its place and its CRS.</source>
        <translation>La máscara {name} está en otro lugar que el terreno que cubren ambos rásteres; compruebe su posición y su SRC.</translation>
    </message>
    <message>
        <source>{reason}; the masks {names} leave out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason}; las máscaras {names} dejan fuera el {share:.0%} del terreno que cubren ambos rásteres</translation>
    </message>
    <message>
        <source>The rasters do not overlap: {fixed} covers {bounds} and {moving} covers {reach} in {crs}. Check the CRS of both, or allow a {max_shift} that bridges the gap.</source>
        <translation>Los rásteres no se solapan: {fixed} cubre {bounds} y {moving} cubre {reach} en {crs}. Compruebe el SRC de ambos, o permita en {max_shift} un valor que salve la distancia.</translation>
    </message>
    <message>
        <source>Only {width} x {height} pixels of {fixed} and {moving} lie in one place; that is too little to align.</source>
        <translation>Solo {width} x {height} píxeles de {fixed} y {moving} están en un mismo lugar; es muy poco para alinear.</translation>
    </message>
    <message>
        <source>{moving} holds {fill:g} and {fixed} holds {other:g} at the same pixels, as gaps of a sensor are: these are left out of the comparison. If they are no data, say so ({moving_nodata}, {fixed_nodata}), or they are moved as ground.</source>
        <translation>{moving} contiene {fill:g} y {fixed} contiene {other:g} en los mismos píxeles, como los huecos de un sensor: quedan fuera de la comparación. Si no son datos, indíquelo ({moving_nodata}, {fixed_nodata}); de lo contrario se mueven como terreno.</translation>
    </message>
    <message>
        <source>{count} columns or rows of {moving} and {fixed} lie beside those around them at the same pixels, as lines of a sensor do: they are left out of the comparison.</source>
        <translation>{count} columnas o filas de {moving} y {fixed} se apartan de las que las rodean en los mismos píxeles, como las líneas de un sensor: quedan fuera de la comparación.</translation>
    </message>
    <message>
        <source>Columns or rows of {moving} and {fixed} are brighter and darker in the same order, as those of one sensor are: what all of them differ by is taken off for the comparison.</source>
        <translation>Columnas o filas de {moving} y {fixed} son más claras y más oscuras en el mismo orden, como las de un mismo sensor: lo que las diferencia en su conjunto se resta para la comparación.</translation>
    </message>
    <message>
        <source>The mask {names} leaves nothing of the {raster} where the other one may lie; check its place, its CRS and what of it is meant.</source>
        <translation>La máscara {names} no deja nada del {raster} donde puede estar el otro; compruebe su lugar, su SRC y qué se quiere de ella.</translation>
    </message>
    <message>
        <source>With the mask {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check its place, its CRS and what of it is meant.</source>
        <translation>Con la máscara {mask_names} no queda nada del área que {moving} y {fixed} tienen en común; compruebe su lugar, su SRC y qué se quiere de ella.</translation>
    </message>
    <message>
        <source>{names} ({share:.0%} left)</source>
        <translation>{names} (queda el {share:.0%})</translation>
    </message>
    <message>
        <source>The masks {names} together leave nothing of the {raster} where the other one may lie; check their places, their CRSs and what of them is meant.</source>
        <translation>Las máscaras {names} juntas no dejan nada del {raster} donde puede estar el otro; compruebe sus lugares, sus SRC y qué se quiere de ellas.</translation>
    </message>
    <message>
        <source>With the masks {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check their places, their CRSs and what of them is meant.</source>
        <translation>Con las máscaras {mask_names} no queda nada del área que {moving} y {fixed} tienen en común; compruebe sus lugares, sus SRC y qué se quiere de ellas.</translation>
    </message>
    <message>
        <source>The {raster} has no valid pixels in band {band} where the other one may lie{value}; choose another band, or check its nodata.</source>
        <translation>El {raster} no tiene píxeles válidos en la banda {band} donde puede estar el otro{value}; elija otra banda, o compruebe su valor sin datos.</translation>
    </message>
    <message>
        <source>The {raster} holds nothing but the value {seen:g} in band {band} where the other one may lie; there is nothing to align by.</source>
        <translation>El {raster} solo contiene el valor {seen:g} en la banda {band} donde puede estar el otro; no hay nada por lo que alinear.</translation>
    </message>
    <message>
        <source>Only {share:.2%} of the area that {moving} and {fixed} have in common is valid in both, less than {least:.2%} ({min_valid_fraction}); check nodata and masks.</source>
        <translation>Solo el {share:.2%} del área que {moving} y {fixed} tienen en común es válido en ambos, menos que el {least:.2%} ({min_valid_fraction}); compruebe los valores sin datos y las máscaras.</translation>
    </message>
    <message>
        <source>under no turn and scale do the images agree more than unrelated ones do</source>
        <translation>con ningún giro ni escala concuerdan las imágenes más que imágenes sin relación</translation>
    </message>
    <message>
        <source>Look whether both show the same ground.</source>
        <translation>Mire si ambas muestran el mismo terreno.</translation>
    </message>
    <message>
        <source>nowhere in the reference do the images agree more than unrelated ones do</source>
        <translation>en ningún lugar de la referencia concuerdan las imágenes más que imágenes sin relación</translation>
    </message>
    <message>
        <source>Say about where the source lies, and more is tried there.</source>
        <translation>Diga aproximadamente dónde está el origen, y allí se busca más.</translation>
    </message>
    <message>
        <source>{path}: some points have no place in the reference's CRS; check that of the file.</source>
        <translation>{path}: algunos puntos no tienen lugar en el SRC de la referencia; compruebe el del archivo.</translation>
    </message>
    <message>
        <source>The points of {path} turn the other way in the source than in the reference; check whether x and y, or the signs of the rows, are exchanged. If the source itself is a mirror image, flip it in an image editor first.</source>
        <translation>Los puntos de {path} giran en el origen en sentido contrario que en la referencia; compruebe si x e y, o los signos de las filas, están intercambiados. Si el propio origen es una imagen especular, voltéelo antes en un editor de imágenes.</translation>
    </message>
    <message>
        <source>{path} places no raster: give two points or more that lie apart, and of {enough} or more not all in one line.</source>
        <translation>{path} no sitúa ningún ráster: dé dos puntos o más que estén separados, y si son {enough} o más, no todos en una línea.</translation>
    </message>
    <message>
        <source>{path} places the source outside the reference, around {x:.12g}, {y:.12g}; check the points' places, and the CRS in which they are given.</source>
        <translation>{path} sitúa el origen fuera de la referencia, alrededor de {x:.12g}, {y:.12g}; compruebe los lugares de los puntos y el SRC en que se dan.</translation>
    </message>
    <message>
        <source>{path} holds no point that is enabled; enable some in QGIS's Georeferencer.</source>
        <translation>{path} no contiene ningún punto activado; active algunos en el Georreferenciador de QGIS.</translation>
    </message>
    <message>
        <source>{path}: the point at {x:.12g}, {y:.12g} lies {off_px:.0f} pixels of the reference from where all others put it, and is left out; correct it or disable it.</source>
        <translation>{path}: el punto en {x:.12g}, {y:.12g} está a {off_px:.0f} píxeles de la referencia de donde lo sitúan todos los demás y se deja fuera; corríjalo o desactívelo.</translation>
    </message>
    <message>
        <source>{path}: by the known points the source's area is off by a factor of {area:.3g}; give the point file that was made for this pair.</source>
        <translation>{path}: según los puntos conocidos el área del origen está errada por un factor de {area:.3g}; dé el archivo de puntos que se hizo para este par.</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from the transform fitted to them ({model}); check them.</source>
        <translation>Los puntos conocidos de {path} están a {rmse_px:.1f} px (RMSE) de la transformación ajustada a ellos ({model}); revíselos.</translation>
    </message>
    <message>
        <source>The number of points of {path} that are enabled is {count}, and a homography takes {enough} or more; set more of them, or choose an affine.</source>
        <translation>El número de puntos activados de {path} es {count}, y una homografía necesita {enough} o más; ponga más o elija una afín.</translation>
    </message>
    <message>
        <source>The points of {path} lie in one line, or nearly, and a homography takes four of which no three do; set more of them, or choose an affine.</source>
        <translation>Los puntos de {path} están en una línea, o casi, y una homografía toma cuatro de los que no haya tres en una; ponga más, o elija una afín.</translation>
    </message>
    <message>
        <source>The place {x:.10g}, {y:.10g} lies outside of {fixed}.</source>
        <translation>El lugar {x:.10g}, {y:.10g} está fuera de {fixed}.</translation>
    </message>
    <message>
        <source>There are no valid pixels of {raster} around the place {x:.10g}, {y:.10g}.</source>
        <translation>{raster} no tiene píxeles válidos en torno al lugar {x:.10g}, {y:.10g}.</translation>
    </message>
    <message>
        <source>the source is a mirror image of the reference</source>
        <translation>el origen es una imagen especular de la referencia</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {advice}</source>
        <translation>No se encontró una alineación fiable: {reason}. {advice}</translation>
    </message>
    <message>
        <source>{moving} in {fixed}: {refusal}</source>
        <translation>{moving} en {fixed}: {refusal}</translation>
    </message>
    <message>
        <source>Flip it in an image editor, and run again.</source>
        <translation>Voltéelo en un editor de imágenes, y ejecute de nuevo.</translation>
    </message>
    <message>
        <source>{near_place} and {around} say two things; give one of them.</source>
        <translation>{near_place} y {around} dicen dos cosas; dé uno de ellos.</translation>
    </message>
    <message>
        <source>{parameter} {given} lies outside the reference {fixed}; give a place in its CRS.</source>
        <translation>{parameter} {given} está fuera de la referencia {fixed}; dé un lugar en su SRC.</translation>
    </message>
    <message>
        <source>{around} must be xmin,ymin,xmax,ymax, not {given}.</source>
        <translation>{around} debe ser xmin,ymin,xmax,ymax, no {given}.</translation>
    </message>
    <message>
        <source>{share:.0%} of the output lies beyond what both images show: the transform is extrapolated there, and its uncertainty (CE90) grows to {largest:.1f} px.</source>
        <translation>El {share:.0%} de la salida queda fuera de lo que muestran ambas imágenes: allí la transformación está extrapolada, y su incertidumbre (CE90) crece hasta {largest:.1f} px.</translation>
    </message>
    <message>
        <source>{seen}, but what both images show at the same pixels looks unlike the rest in both, where nothing agrees: clouds or smoke may lie over both, or so much of the ground has changed</source>
        <translation>{seen}, pero lo que ambas imágenes muestran en los mismos píxeles se ve en ambas distinto del resto, donde nada concuerda: puede haber nubes o humo sobre ambas, o ha cambiado tanto del terreno</translation>
    </message>
    <message>
        <source>the images do not agree: part of both is the same pixel by pixel, as names, lines or clouds over both would be, and beside that no common ground is seen; mask what is no ground in either (clouds, snow or water in one of them too), or compare another band</source>
        <translation>las imágenes no concuerdan: una parte es igual en ambas píxel a píxel, como lo serían nombres, líneas o nubes sobre ambas, y al lado no se ve terreno común; enmascare lo que no sea terreno en alguna de ellas (también nubes, nieve o agua en una sola), o compare otra banda</translation>
    </message>
    <message>
        <source>the images do not agree: what both show at the same pixels may be names or lines over them, and {share:.0%} of the ground lies {length_px:.1f} px from there; mask them, or take rasters without them</source>
        <translation>las imágenes no concuerdan: lo que ambas muestran en los mismos píxeles pueden ser nombres o líneas sobre ellas, y {share:.0%} del terreno está a {length_px:.1f} px de allí; enmascárelos o use ráster sin ellos</translation>
    </message>
    <message>
        <source>{reason}; but looked for anywhere, the source would be found, turned or scaled or in another place</source>
        <translation>{reason}; pero buscado en cualquier parte, el origen se encontraría, girado, a otra escala o en otro lugar</translation>
    </message>
    <message>
        <source>{moving} is placed by {count} ground control points alone: it is looked for near the affine that fits them best, which is off by {rmse_px:.1f} px (root mean square).</source>
        <translation>{moving} está situado solo por {count} puntos de control: se busca cerca de la afinidad que mejor se les ajusta, que se aparta {rmse_px:.1f} px (media cuadrática).</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from where the result puts them: either they or the result are wrong.</source>
        <translation>Los puntos conocidos de {path} quedan a {rmse_px:.1f} px (rmse) de donde los sitúa el resultado: o ellos o el resultado son incorrectos.</translation>
    </message>
    <message>
        <source>{parameter} {coarsest:g} leaves fewer than {fewest} pixels of the common area of {moving} and {fixed}; it is in {unit} of the reference, whose pixels are {pixel:g}.</source>
        <translation>{parameter} {coarsest:g} deja menos de {fewest} píxeles del área común de {moving} y {fixed}; está en {unit} de la referencia, cuyos píxeles miden {pixel:g}.</translation>
    </message>
    <message>
        <source>Neither the {moving} nor the {fixed} has a band {band}: the one has {moving_bands}, the other {fixed_bands}.</source>
        <translation>Ni el {moving} ni el {fixed} tienen la banda {band}: el uno tiene {moving_bands}, el otro {fixed_bands}.</translation>
    </message>
    <message>
        <source>{moving} has no georeference: it is looked for anywhere in {fixed}.</source>
        <translation>{moving} no tiene georreferencia: se busca en todo {fixed}.</translation>
    </message>
    <message>
        <source>{moving} has ground control points that place it nowhere ({reason}): it is looked for anywhere in {fixed}.</source>
        <translation>{moving} tiene puntos de control que no lo sitúan en ninguna parte ({reason}): se busca en todo {fixed}.</translation>
    </message>
    <message>
        <source>{known_points} and {parameter} say two things; give one of them.</source>
        <translation>{known_points} y {parameter} dicen dos cosas; dé uno de ellos.</translation>
    </message>
    <message>
        <source>A report needs matplotlib, which is not installed: pip install matplotlib.</source>
        <translation>Un informe necesita matplotlib, que no está instalado: pip install matplotlib.</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}.</source>
        <translation>No se encontró una alineación fiable: {reason}.</translation>
    </message>
    <message>
        <source>the rasters have nothing in common</source>
        <translation>los rásteres no tienen nada en común</translation>
    </message>
    <message>
        <source>too small in common: {path} has {width} x {height} pixels</source>
        <translation>demasiado pequeño en común: {path} tiene {width} x {height} píxeles</translation>
    </message>
    <message>
        <source>The tie points agree on no homography all over the image: it is left at an affine.</source>
        <translation>Los puntos de enlace no concuerdan en ninguna homografía para toda la imagen: se queda en una afín.</translation>
    </message>
    <message>
        <source>the best shift leaves nothing in common, or lies beyond the largest one that is looked for</source>
        <translation>el mejor desplazamiento no deja nada en común, o supera el mayor que se busca</translation>
    </message>
    <message>
        <source>contradicts the other links: {gap:.2f} px from what they agree on</source>
        <translation>contradice a los otros enlaces: {gap:.2f} px de aquello en que concuerdan</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these to the reference; of {count} links to it that were tried, one says: {why}; take another reference, or none</source>
        <translation>está enlazada con otras imágenes, y ninguna de estas con la referencia; de {count} enlaces con ella que se probaron, uno dice: {why}; tome otra referencia, o ninguna</translation>
    </message>
    <message>
        <source>The datum {datum!r} is none of the images; give 'mean', 'first', or the name of one, such as {images!r}.</source>
        <translation>El datum {datum!r} no es ninguna de las imágenes; dé 'mean', 'first', o el nombre de una, como {images!r}.</translation>
    </message>
    <message>
        <source>the datum {datum}, on which it is to lie, cannot be trusted: {why}; take another image or the mean as the datum</source>
        <translation>el datum {datum}, sobre el que debe quedar, no es fiable: {why}; tome otra imagen o la media como datum</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these overlaps the reference</source>
        <translation>está enlazada con otras imágenes, y ninguna de estas se solapa con la referencia</translation>
    </message>
    <message>
        <source>There is no image to align besides the reference.</source>
        <translation>No hay imagen que alinear además de la referencia.</translation>
    </message>
    <message>
        <source>No trustworthy link joins {first}, the first image, with the others; {second} stays in place instead.</source>
        <translation>Ningún enlace fiable une {first}, la primera imagen, con las demás; en su lugar permanece {second}.</translation>
    </message>
    <message>
        <source>{bare} has no CRS, and {placed} has one; a stack takes images that have a CRS, or ones that have none.</source>
        <translation>{bare} no tiene SRC, y {placed} tiene uno; una pila toma imágenes que tienen SRC, o las que no lo tienen.</translation>
    </message>
    <message>
        <source>Bands are those of one file, and {count} were given.</source>
        <translation>Las bandas son las de un solo archivo, y se dieron {count}.</translation>
    </message>
    <message>
        <source>{folder} still holds files of earlier runs that are no part of this one: {names}. Remove them if they are not wanted.</source>
        <translation>{folder} contiene aún archivos de ejecuciones anteriores que no son parte de esta: {names}. Elimínelos si no los quiere.</translation>
    </message>
    <message>
        <source>{old}, which an earlier run wrote, cannot be removed ({strerror}).</source>
        <translation>No se puede eliminar {old}, de una ejecución anterior ({strerror}).</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} gives {count}.</source>
        <translation>Una serie necesita al menos dos imágenes; {images} da {count}.</translation>
    </message>
    <message>
        <source>There is no file or folder {missing}; check the name.</source>
        <translation>No hay ningún archivo ni carpeta {missing}; compruebe el nombre.</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} are one file.</source>
        <translation>Una serie necesita al menos dos imágenes; {images} son un mismo archivo.</translation>
    </message>
    <message>
        <source>A stack takes {limit} images at most, not {count}.</source>
        <translation>Una serie toma {limit} imágenes como mucho, no {count}.</translation>
    </message>
    <message>
        <source>No date is known of these images: {images}. They come last, in the order given; name files as 2021-03-15.tif, or give a list with the columns image and date.</source>
        <translation>No se conoce la fecha de estas imágenes: {images}. Van al final, en el orden dado; nombre los archivos como 2021-03-15.tif o dé una lista con las columnas image y date.</translation>
    </message>
    <message>
        <source>Two images would be written as {twice}.tif; rename one of them.</source>
        <translation>Dos imágenes se escribirían como {twice}.tif; cambie el nombre de una.</translation>
    </message>
    <message>
        <source>{raster} has one band; bands can be aligned to each other if there are two at least.</source>
        <translation>{raster} tiene una banda; las bandas se pueden alinear entre sí si hay dos al menos.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>The common grid would have {columns} x {rows} pixels; give a raster whose grid is to be taken.</source>
        <translation>La cuadrícula común tendría {columns} x {rows} píxeles; dé un ráster cuya cuadrícula se deba tomar.</translation>
    </message>
    <message>
        <source>The stack was stopped; links that are measured stay, and the same command goes on from there.</source>
        <translation>La serie se detuvo; los enlaces medidos quedan, y la misma orden sigue desde ahí.</translation>
    </message>
    <message>
        <source>A {format} cube holds images; with bands, and if nothing but measuring is asked for, there is none.</source>
        <translation>Un cubo {format} contiene imágenes; con bandas, y si solo se mide, no lo hay.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({strerror}); choose another one.</source>
        <translation>No se puede crear la carpeta {folder} ({strerror}); elija otra.</translation>
    </message>
    <message>
        <source>{name} is neither a STAC item nor a collection of items.</source>
        <translation>{name} no es un elemento STAC ni una colección de ellos.</translation>
    </message>
    <message>
        <source>{name}: the item {value} has {count} rasters of which none is the only one with the role 'data'; list the files that are meant.</source>
        <translation>{name}: el elemento {value} tiene {count} rásteres, de los que ninguno es el único con el papel 'data'; liste los archivos que se quieren.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no rasters ({raster_suffixes}).</source>
        <translation>La carpeta {folder} no contiene rásteres ({raster_suffixes}).</translation>
    </message>
    <message>
        <source>No file fits {pattern!r}; check the pattern.</source>
        <translation>Ningún archivo encaja en {pattern!r}; compruebe el patrón.</translation>
    </message>
    <message>
        <source>{name} lists no images.</source>
        <translation>{name} no lista imágenes.</translation>
    </message>
    <message>
        <source>The list {name} begins with {titles}, which is no file; titles that are understood are image, date and exclude, of which image has to be there.</source>
        <translation>La lista {name} empieza con {titles}, que no es un archivo; los títulos de columna que se entienden son image, date y exclude, de los que image debe estar.</translation>
    </message>
    <message>
        <source>{where}: {text!r} is no date; write it as 2021-03-15 or 2021-03-15T10:11:12.</source>
        <translation>{where}: {text!r} no es una fecha; escríbala como 2021-03-15 o 2021-03-15T10:11:12.</translation>
    </message>
    <message>
        <source>{name} leads back to itself by its links to items.</source>
        <translation>{name} lleva de vuelta a sí mismo por sus enlaces a ítems.</translation>
    </message>
    <message>
        <source>{name} holds no STAC items.</source>
        <translation>{name} no contiene elementos STAC.</translation>
    </message>
    <message>
        <source>{name}: the row {row} names no image; give it one, or remove it.</source>
        <translation>{name}: la fila {row} no nombra ninguna imagen; dele una o elimínela.</translation>
    </message>
    <message>
        <source>its link {reason}</source>
        <translation>su enlace {reason}</translation>
    </message>
    <message>
        <source>held by {count} links</source>
        <translation>sujeta por {count} enlaces</translation>
    </message>
    <message>
        <source>held by 1 link</source>
        <translation>sujeta por 1 enlace</translation>
    </message>
    <message>
        <source>it is linked to some images, but not to those that hold the others</source>
        <translation>está enlazada con algunas imágenes, pero no con las que sujetan a las otras</translation>
    </message>
    <message>
        <source>{reason}, all of them uncertain: {why}</source>
        <translation>{reason}, todos inciertos: {why}</translation>
    </message>
    <message>
        <source>{reason}, of which one lies {gap:.2f} px from what they agree on, more than it can be off by itself</source>
        <translation>{reason}, de los que uno queda a {gap:.2f} px de aquello en que coinciden: más de lo que puede errar por sí solo</translation>
    </message>
    <message>
        <source>{reason}; check points lie {apart:.2f} px off, CE90 is {ce90:.2f} px</source>
        <translation>{reason}; los puntos de control están a {apart:.2f} px, el CE90 es de {ce90:.2f} px</translation>
    </message>
    <message>
        <source>{reason}, and as many contradict them</source>
        <translation>{reason}, y otros tantos los contradicen</translation>
    </message>
    <message>
        <source>{reason}; those that lead to the datum are uncertain, with a CE90 of {ce90:.2f} px at best</source>
        <translation>{reason}; los que llevan al datum son inciertos, con un CE90 de {ce90:.2f} px en el mejor de los casos</translation>
    </message>
    <message>
        <source>{reason}, most of them uncertain as a part of its ground lies elsewhere or bends, with a CE90 of {ce90:.2f} px</source>
        <translation>{reason}, la mayoría inciertos, pues una parte de su suelo está en otro lugar o se curva, con un CE90 de {ce90:.2f} px</translation>
    </message>
    <message>
        <source>no trustworthy link holds it; of {count} that were tried, one says: {reason}</source>
        <translation>ningún enlace fiable la sujeta; de {count} que se probaron, uno dice: {reason}</translation>
    </message>
    <message>
        <source>it overlaps no other image</source>
        <translation>no se solapa con ninguna otra imagen</translation>
    </message>
    <message>
        <source>Below {below:g} or above {above:g} lie all values, so that all edges would be invalid; give {edge_trim_invalid_below} a smaller value than {edge_trim_invalid_above}.</source>
        <translation>Por debajo de {below:g} o por encima de {above:g} están todos los valores, de modo que todos los bordes serían no válidos; dé a {edge_trim_invalid_below} un valor menor que a {edge_trim_invalid_above}.</translation>
    </message>
    <message>
        <source>{band_resampling} {setting} names a band that {source} does not have: it has {have}.</source>
        <translation>{band_resampling} {setting} nombra una banda que {source} no tiene: tiene {have}.</translation>
    </message>
    <message>
        <source>Nothing of the {raster} lies in the output: under the transform it lies at {ground}, and the output covers {covered}.</source>
        <translation>Nada del {raster} está en la salida: según la transformación está en {ground}, y la salida cubre {covered}.</translation>
    </message>
    <message>
        <source>input</source>
        <translation>de entrada</translation>
    </message>
    <message>
        <source>output</source>
        <translation>de salida</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>de máscara</translation>
    </message>
    <message>
        <source>elevation model</source>
        <translation>del modelo de elevaciones</translation>
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
        <source>Ground that the comparison leaves out in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que la comparación omite solo en el origen: vectores, un ráster en el que 0 queda fuera, o sus valores, bits o clases, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Origen: mirar solo</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que es lo único que se compara solo en el origen: vectores, un ráster en el que 0 queda fuera, o sus valores, bits o clases, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Referencia: omitir</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que la comparación omite solo en la referencia: vectores, un ráster en el que 0 queda fuera, o sus valores, bits o clases, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Referencia: mirar solo</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que es lo único que se compara solo en la referencia: vectores, un ráster en el que 0 queda fuera, o sus valores, bits o clases, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Varios se separan con punto y coma.</translation>
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
