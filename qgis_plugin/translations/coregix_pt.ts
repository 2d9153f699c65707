<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt">
<context>
    <name>Coregix</name>
    <message>
        <source>Verdict</source>
        <translation>Veredito</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Temporary files were kept in {folder}</source>
        <translation>Os ficheiros temporários foram mantidos em {folder}</translation>
    </message>
    <message>
        <source>Share of the common area that the tie points speak for (%)</source>
        <translation>Parte da área comum que os pontos de ligação representam (%)</translation>
    </message>
    <message>
        <source>Align image pair</source>
        <translation>Alinhar um par de imagens</translation>
    </message>
    <message>
        <source>Shift east (CRS units)</source>
        <translation>Deslocamento para leste (unidades do SRC)</translation>
    </message>
    <message>
        <source>Shift north (CRS units)</source>
        <translation>Deslocamento para norte (unidades do SRC)</translation>
    </message>
    <message>
        <source>Rotation (degrees, counter-clockwise)</source>
        <translation>Rotação (graus, sentido anti-horário)</translation>
    </message>
    <message>
        <source>RMSE before (pixels)</source>
        <translation>REQM antes (pixels)</translation>
    </message>
    <message>
        <source>RMSE after (pixels)</source>
        <translation>REQM depois (pixels)</translation>
    </message>
    <message>
        <source>Uncertainty, CE90 (pixels)</source>
        <translation>Incerteza, CE90 (pixels)</translation>
    </message>
    <message>
        <source>{name}, aligned</source>
        <translation>{name}, alinhado</translation>
    </message>
    <message>
        <source>Apply saved transform</source>
        <translation>Aplicar uma transformação guardada</translation>
    </message>
    <message>
        <source>Moved raster</source>
        <translation>Raster movido</translation>
    </message>
    <message>
        <source>Where a moved raster goes; not used for vectors.</source>
        <translation>Para onde vai um raster movido; não se usa para vetores.</translation>
    </message>
    <message>
        <source>Moved vectors</source>
        <translation>Vetores movidos</translation>
    </message>
    <message>
        <source>Where moved vectors go; not used for rasters.</source>
        <translation>Para onde vão os vetores movidos; não se usa para rasters.</translation>
    </message>
    <message>
        <source>'{label}' ({name}) is missing: say where the moved data go.</source>
        <translation>Falta '{label}' ({name}): diga para onde vão os dados movidos.</translation>
    </message>
    <message>
        <source>{label}: {given} is neither a raster nor a vector layer.</source>
        <translation>{label}: {given} não é uma camada raster nem vetorial.</translation>
    </message>
    <message>
        <source>disagrees</source>
        <translation>discorda</translation>
    </message>
    <message>
        <source>nothing to measure</source>
        <translation>nada para medir</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>O que resta</translation>
    </message>
    <message>
        <source>What was moved</source>
        <translation>O que foi movido</translation>
    </message>
    <message>
        <source> (arrows {factor} x as long)</source>
        <translation> (setas {factor} vezes mais longas)</translation>
    </message>
    <message>
        <source>agrees with its neighbours</source>
        <translation>concorda com os vizinhos</translation>
    </message>
    <message>
        <source>below {limit} px</source>
        <translation>abaixo de {limit} px</translation>
    </message>
    <message>
        <source>Assess alignment</source>
        <translation>Avaliar o alinhamento</translation>
    </message>
    <message>
        <source>RMSE at the tie points (pixels)</source>
        <translation>REQM nos pontos de ligação (pixels)</translation>
    </message>
    <message>
        <source>Displacement, as arrows</source>
        <translation>Deslocamento, em setas</translation>
    </message>
    <message>
        <source>CE90 {value}</source>
        <translation>CE90 {value}</translation>
    </message>
    <message>
        <source>The engine's packages exist for Macs with Apple processors only, not for Intel's.</source>
        <translation>Os pacotes do motor só existem para Macs com processador Apple, não para os da Intel.</translation>
    </message>
    <message>
        <source>Install the engine anew: run 'Coregix engine' from the processing toolbox.</source>
        <translation>Instale o motor de novo: execute 'Coregix engine' na caixa de ferramentas de processamento.</translation>
    </message>
    <message>
        <source>name a Python of your own (3.11 or newer) that has Coregix, in Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix or in the environment variable {variable}; {page} tells how</source>
        <translation>indique um Python seu (3.11 ou mais recente) que tenha o Coregix, em Configurações &gt; Opções &gt; Processamento &gt; Provedores &gt; Coregix ou na variável de ambiente {variable}; {page} explica como</translation>
    </message>
    <message>
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>O motor do Coregix está desatualizado: foi instalado para outra versão do módulo ou do Python do QGIS. Execute 'Coregix engine' na caixa de ferramentas para o atualizar.</translation>
    </message>
    <message>
        <source>{reason} The way round: {way}.</source>
        <translation>{reason} A alternativa: {way}.</translation>
    </message>
    <message>
        <source>The engine's packages need a Linux with glibc 2.28 or newer.</source>
        <translation>Os pacotes do motor precisam de um Linux com glibc 2.28 ou mais recente.</translation>
    </message>
    <message>
        <source>Install Coregix {wanted} there, as {page} tells, or name another Python: see Settings &gt; Options &gt; Processing &gt; Providers &gt; Coregix and {variable}.</source>
        <translation>Instale lá o Coregix {wanted}, como {page} explica, ou indique outro Python: veja Configurações &gt; Opções &gt; Processamento &gt; Provedores &gt; Coregix e {variable}.</translation>
    </message>
    <message>
        <source>the setting of Coregix</source>
        <translation>a definição do Coregix</translation>
    </message>
    <message>
        <source>QGIS's own Python was not found in {prefix}; {way}.</source>
        <translation>O Python do QGIS não foi encontrado em {prefix}; {way}.</translation>
    </message>
    <message>
        <source>This QGIS runs Python {python}, and the engine's packages exist for 3.11 and newer only.</source>
        <translation>Este QGIS usa o Python {python}, e os pacotes do motor só existem a partir do 3.11.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {machine} processors on this system, only for x86-64.</source>
        <translation>Os pacotes do motor não existem para processadores {machine} neste sistema, só para x86-64.</translation>
    </message>
    <message>
        <source>The engine's packages do not exist for {system}.</source>
        <translation>Os pacotes do motor não existem para {system}.</translation>
    </message>
    <message>
        <source>The engine's packages need macOS 15, and this is {version}.</source>
        <translation>Os pacotes do motor precisam do macOS 15, e este é o {version}.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'. Or {way}.</source>
        <translation>O motor do Coregix ainda não está instalado. Prima 'Instalar o motor do Coregix' na barra de mensagens, ou execute 'Coregix engine' na caixa de ferramentas com a ação 'install'. Ou então {way}.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sem resposta</translation>
    </message>
    <message>
        <source>{interpreter} is Python {old}; Coregix needs 3.11 or newer: {way}.</source>
        <translation>{interpreter} é o Python {old}; o Coregix precisa do 3.11 ou mais recente: {way}.</translation>
    </message>
    <message>
        <source>{interpreter} has no Coregix. {cure}</source>
        <translation>{interpreter} não tem o Coregix. {cure}</translation>
    </message>
    <message>
        <source>The Coregix of {interpreter} is {version}, and this plugin ({plugin}) needs {wanted}. {cure}</source>
        <translation>O Coregix de {interpreter} é o {version}, e este módulo ({plugin}) precisa do {wanted}. {cure}</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {names} cannot be found. {cure}</source>
        <translation>O motor do Coregix está danificado: {names} não se encontra. {cure}</translation>
    </message>
    <message>
        <source>There is no Python at {named}, which {origin} names; correct or clear it.</source>
        <translation>Não há nenhum Python em {named}, que {origin} indica; corrija ou limpe.</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {interpreter} says '{said}'. {cure}</source>
        <translation>O motor do Coregix não arranca: {interpreter} diz '{said}'. {cure}</translation>
    </message>
    <message>
        <source>The same in a terminal:</source>
        <translation>O mesmo num terminal:</translation>
    </message>
    <message>
        <source>Reading the rasters</source>
        <translation>A ler os rasters</translation>
    </message>
    <message>
        <source>Looking for the displacement</source>
        <translation>A procurar o deslocamento</translation>
    </message>
    <message>
        <source>Measuring how well they fit</source>
        <translation>A medir como encaixam</translation>
    </message>
    <message>
        <source>Writing the moved pixels</source>
        <translation>A escrever os pixels movidos</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>A escrever o relatório</translation>
    </message>
    <message>
        <source>Aligning the images to each other</source>
        <translation>A alinhar as imagens entre si</translation>
    </message>
    <message>
        <source>The Coregix engine does not start: {error}.</source>
        <translation>O motor do Coregix não arranca: {error}.</translation>
    </message>
    <message>
        <source>Coregix engine</source>
        <translation>Motor do Coregix</translation>
    </message>
    <message>
        <source>Check, install, update or remove the engine that runs the alignments.</source>
        <translation>Verificar, instalar, atualizar ou remover o motor que faz os alinhamentos.</translation>
    </message>
    <message>
        <source>The engine is up to date.</source>
        <translation>O motor está atualizado.</translation>
    </message>
    <message>
        <source>Coregix {version} works, in {interpreter}.</source>
        <translation>O Coregix {version} funciona, em {interpreter}.</translation>
    </message>
    <message>
        <source>The Coregix engine is broken: {problems}. Install it anew, or correct the Python that {variable} or the setting names.</source>
        <translation>O motor do Coregix está danificado: {problems}. Instale-o de novo, ou corrija o Python que {variable} ou a definição indica.</translation>
    </message>
    <message>
        <source>Remove the engine too</source>
        <translation>Remover também o motor</translation>
    </message>
    <message>
        <source>Uninstalled; its engine still takes {size} MB.</source>
        <translation>Desinstalado; o motor ainda ocupa {size} MB.</translation>
    </message>
    <message>
        <source>The plugin is uninstalled; its engine still takes {size} MB in {folder}.</source>
        <translation>O módulo foi desinstalado; o seu motor ainda ocupa {size} MB em {folder}.</translation>
    </message>
    <message>
        <source>the first band</source>
        <translation>a primeira banda</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ligado</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desligado</translation>
    </message>
    <message>
        <source>There is no report, as its packages cannot be fetched: {reason}</source>
        <translation>Não há relatório, porque os seus pacotes não podem ser descarregados: {reason}</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>O mesmo num terminal</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>Predefinição: {value}.</translation>
    </message>
    <message>
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>A origem e a referência são o mesmo raster ({path}): escolha dois.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label}: {given} não é uma camada raster nem um ficheiro raster.</translation>
    </message>
    <message>
        <source>The Coregix engine is installed.</source>
        <translation>O motor do Coregix está instalado.</translation>
    </message>
    <message>
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Cerca de {download} MB de pacotes são descarregados do Python Package Index (PyPI) e descomprimidos em {folder}, onde ocupam {size} MB. Os pacotes do QGIS não são alterados.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated ({download} MB).</source>
        <translation>O motor falta ou está desatualizado ({download} MB).</translation>
    </message>
    <message>
        <source>The engine needs {needed} MB in {home}, and {free:.0f} MB are free; make room there.</source>
        <translation>O motor precisa de {needed} MB em {home}, e há {free:.0f} MB livres; arranje espaço lá.</translation>
    </message>
    <message>
        <source>Unpacking {path}</source>
        <translation>A descompactar {path}</translation>
    </message>
    <message>
        <source>A wheel holds a file with the name {name!r}, which leads out of it.</source>
        <translation>Um wheel contém um ficheiro com o nome {name!r}, que leva para fora dele.</translation>
    </message>
    <message>
        <source>The engine could not be installed: {error}. What was downloaded is kept; try again.</source>
        <translation>Não foi possível instalar o motor: {error}. O que foi transferido é mantido; tente de novo.</translation>
    </message>
    <message>
        <source>{folder} cannot be removed: {error}. Close other windows of QGIS first.</source>
        <translation>Não é possível remover {folder}: {error}. Feche primeiro outras janelas do QGIS.</translation>
    </message>
    <message>
        <source>a web map (WMS, WMTS or tiles)</source>
        <translation>um mapa web (WMS, WMTS ou mosaicos)</translation>
    </message>
    <message>
        <source>a web coverage (WCS)</source>
        <translation>uma cobertura web (WCS)</translation>
    </message>
    <message>
        <source>a web map (ArcGIS)</source>
        <translation>um mapa web (ArcGIS)</translation>
    </message>
    <message>
        <source>a virtual raster of QGIS</source>
        <translation>um raster virtual do QGIS</translation>
    </message>
    <message>
        <source>in a database</source>
        <translation>numa base de dados</translation>
    </message>
    <message>
        <source>of the kind '{kind}'</source>
        <translation>do tipo '{kind}'</translation>
    </message>
    <message>
        <source>The layer '{name}' is {what}, not a file that GDAL reads: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>A camada '{name}' é {what}, não um ficheiro que o GDAL leia: exporte-a para um GeoTIFF (Exportar &gt; Guardar como) e use esse.</translation>
    </message>
    <message>
        <source>The layer '{name}' is in the memory of QGIS only: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>A camada '{name}' está só na memória do QGIS: exporte-a para um GeoTIFF (Exportar &gt; Guardar como) e use esse.</translation>
    </message>
    <message>
        <source>The layer '{name}' is opened with options or a stored login that the engine does not have: export it to a GeoTIFF (Export &gt; Save As) and use that.</source>
        <translation>A camada '{name}' é aberta com opções ou com um início de sessão guardado que o motor não tem: exporte-a para um GeoTIFF (Exportar &gt; Guardar como) e use esse.</translation>
    </message>
    <message>
        <source>The layer '{name}' has a range of additional nodata values, and Coregix takes single values: set these pixels to one value first (Raster calculator), or clear the range in the layer's Transparency settings.</source>
        <translation>A camada '{name}' tem um intervalo de valores adicionais sem dados, e o Coregix aceita valores isolados: ponha primeiro esses píxeis com um valor (Calculadora raster), ou limpe o intervalo nas definições de transparência da camada.</translation>
    </message>
    <message>
        <source>The layer '{name}' has several additional nodata values, and Coregix takes one for all bands: leave one in the layer's Transparency settings.</source>
        <translation>A camada '{name}' tem vários valores adicionais sem dados, e o Coregix aceita um para todas as bandas: deixe um nas definições de transparência da camada.</translation>
    </message>
    <message>
        <source>The layer '{name}' uses the file's nodata value for some bands only: switch it on or off for all of them in the layer's Transparency settings.</source>
        <translation>A camada '{name}' usa o valor sem dados do ficheiro só para algumas bandas: ligue-o ou desligue-o para todas nas definições de transparência da camada.</translation>
    </message>
    <message>
        <source>The features of the layer '{name}' cannot be copied for the engine: {message}</source>
        <translation>Os elementos da camada '{name}' não podem ser copiados para o motor: {message}</translation>
    </message>
    <message>
        <source>The layer '{name}' is neither a raster nor a vector layer; it cannot be a mask.</source>
        <translation>A camada '{name}' não é raster nem vetorial; não pode ser uma máscara.</translation>
    </message>
    <message>
        <source>{path} cannot be opened by GDAL.</source>
        <translation>O GDAL não consegue abrir {path}.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mais</translation>
    </message>
    <message>
        <source>Installing the Coregix engine</source>
        <translation>A instalar o motor do Coregix</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Installing the engine …</source>
        <translation>A instalar o motor …</translation>
    </message>
    <message>
        <source>Install the Coregix engine</source>
        <translation>Instalar o motor do Coregix</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Abrir o relatório</translation>
    </message>
    <message>
        <source>Resume the installation</source>
        <translation>Retomar a instalação</translation>
    </message>
    <message>
        <source>The engine could not be installed ({name}: {error}).</source>
        <translation>Não foi possível instalar o motor ({name}: {error}).</translation>
    </message>
    <message>
        <source>Writing the alignment</source>
        <translation>A escrever o alinhamento</translation>
    </message>
    <message>
        <source>5. Accept</source>
        <translation>5. Aceitar</translation>
    </message>
    <message>
        <source>Save transform, tie points and report beside it</source>
        <translation>Guardar ao lado a transformação, os pontos de ligação e o relatório</translation>
    </message>
    <message>
        <source>Write it although it is not reliable</source>
        <translation>Escrever embora não seja fiável</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Escrever</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>Move along</source>
        <translation>Mover também</translation>
    </message>
    <message>
        <source>The moved raster (GeoTIFF)</source>
        <translation>O raster movido (GeoTIFF)</translation>
    </message>
    <message>
        <source>Only a georeference: VRT</source>
        <translation>Apenas uma georreferência: VRT</translation>
    </message>
    <message>
        <source>Only a georeference: world file</source>
        <translation>Apenas uma georreferência: ficheiro world</translation>
    </message>
    <message>
        <source>Only control points</source>
        <translation>Apenas pontos de controlo</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceitar</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeitar</translation>
    </message>
    <message>
        <source>Name a file to write.</source>
        <translation>Indique um ficheiro para escrever.</translation>
    </message>
    <message>
        <source>This alignment is not reliable. Help it by points, or tick that it is to be written all the same.</source>
        <translation>Este alinhamento não é fiável. Ajude-o com pontos ou marque que é para escrever mesmo assim.</translation>
    </message>
    <message>
        <source>Measured anew, this is not reliable: {reason}. Nothing was written.</source>
        <translation>Medido de novo, não é fiável: {reason}. Nada foi escrito.</translation>
    </message>
    <message>
        <source>Moving {name}</source>
        <translation>A mover {name}</translation>
    </message>
    <message>
        <source>Align a raster …</source>
        <translation>Alinhar um raster …</translation>
    </message>
    <message>
        <source>Align this layer …</source>
        <translation>Alinhar esta camada …</translation>
    </message>
    <message>
        <source>Point added; the images correlate by {score} there.</source>
        <translation>Ponto adicionado; as imagens correlacionam-se ali em {score}.</translation>
    </message>
    <message>
        <source>Drag a point</source>
        <translation>Arrastar um ponto</translation>
    </message>
    <message>
        <source>1. Choose</source>
        <translation>1. Escolher</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>não indicado</translation>
    </message>
    <message>
        <source>Place it by hand</source>
        <translation>Colocar à mão</translation>
    </message>
    <message>
        <source>Drag the source over the map, and turn and scale it at its corners: roughly is enough.</source>
        <translation>Arraste a origem sobre o mapa, e rode-a e redimensione-a pelos cantos: aproximadamente basta.</translation>
    </message>
    <message>
        <source>Load sample data</source>
        <translation>Carregar dados de exemplo</translation>
    </message>
    <message>
        <source>Two Landsat bands to try it on, of which one is displaced: 1.4 MB from PyPI.</source>
        <translation>Duas bandas Landsat para experimentar, uma delas deslocada: 1,4 MB do PyPI.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Select polygons in the current layer first.</source>
        <translation>Selecione primeiro polígonos na camada atual.</translation>
    </message>
    <message>
        <source>The whole source</source>
        <translation>Toda a origem</translation>
    </message>
    <message>
        <source>What the canvas shows</source>
        <translation>O que o ecrã mostra</translation>
    </message>
    <message>
        <source>Selected polygons</source>
        <translation>Polígonos selecionados</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origem</translation>
    </message>
    <message>
        <source>Source band</source>
        <translation>Banda da origem</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Reference band</source>
        <translation>Banda da referência</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformação</translation>
    </message>
    <message>
        <source>Largest shift</source>
        <translation>Deslocamento máximo</translation>
    </message>
    <message>
        <source>Choose a source and a reference.</source>
        <translation>Escolha uma origem e uma referência.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Início</translation>
    </message>
    <message>
        <source>Loading the sample data</source>
        <translation>A carregar os dados de exemplo</translation>
    </message>
    <message>
        <source>Nothing is written until you accept.</source>
        <translation>Nada é escrito antes de aceitar.</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>A arrancar o motor</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Cancelado; nada foi escrito.</translation>
    </message>
    <message>
        <source>Sample source</source>
        <translation>Origem de exemplo</translation>
    </message>
    <message>
        <source>Sample reference</source>
        <translation>Referência de exemplo</translation>
    </message>
    <message>
        <source>Tick a point</source>
        <translation>Marcar um ponto</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Adicionar um ponto</translation>
    </message>
    <message>
        <source>Solve again</source>
        <translation>Resolver de novo</translation>
    </message>
    <message>
        <source>No point is ticked: tick some, or add one.</source>
        <translation>Nenhum ponto está marcado: marque alguns ou adicione um.</translation>
    </message>
    <message>
        <source>The ticked points lie in one line: add one beside it.</source>
        <translation>Os pontos marcados estão numa linha: adicione um ao lado.</translation>
    </message>
    <message>
        <source>4. Help where it needs you</source>
        <translation>4. Ajudar onde é preciso</translation>
    </message>
    <message>
        <source>. Accept measures this anew</source>
        <translation>. Aceitar mede isto de novo</translation>
    </message>
    <message>
        <source>Drag points</source>
        <translation>Arrastar pontos</translation>
    </message>
    <message>
        <source>Leave out a polygon</source>
        <translation>Excluir um polígono</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>{used} of {count} points are ticked</source>
        <translation>{used} de {count} pontos estão marcados</translation>
    </message>
    <message>
        <source>; {model} through them leaves {pixels}</source>
        <translation>; {model} através deles deixa {pixels}</translation>
    </message>
    <message>
        <source>2. Measure</source>
        <translation>2. Medir</translation>
    </message>
    <message>
        <source>3. Look</source>
        <translation>3. Ver</translation>
    </message>
    <message>
        <source>Arrows: what is moved</source>
        <translation>Setas: o que é movido</translation>
    </message>
    <message>
        <source>Arrows: what is left</source>
        <translation>Setas: o que resta</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Camadas</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Cortina</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Piscar</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Xadrez</translation>
    </message>
    <message>
        <source>Measuring the alignment</source>
        <translation>A medir o alinhamento</translation>
    </message>
    <message>
        <source>Looking for the point</source>
        <translation>A procurar o ponto</translation>
    </message>
    <message>
        <source>{path} cannot be read.</source>
        <translation>Não é possível ler {path}.</translation>
    </message>
    <message>
        <source>Coregix: not yet accepted</source>
        <translation>Coregix: ainda não aceite</translation>
    </message>
    <message>
        <source>Tie points</source>
        <translation>Pontos de ligação</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>à mão</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>medido</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Ponto</translation>
    </message>
    <message>
        <source>Residual (px)</source>
        <translation>Resíduo (px)</translation>
    </message>
    <message>
        <source>Moved (px)</source>
        <translation>Movido (px)</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Pontuação</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>The engine ended without a result.</source>
        <translation>O motor terminou sem resultado.</translation>
    </message>
    <message>
        <source>The run was cancelled; nothing was written.</source>
        <translation>A execução foi cancelada; nada foi escrito.</translation>
    </message>
    <message>
        <source> Its last words: {line}</source>
        <translation> As suas últimas palavras: {line}</translation>
    </message>
    <message>
        <source>The engine failed with exit code {code}.</source>
        <translation>O motor falhou com o código {code}.</translation>
    </message>
    <message>
        <source>The engine was ended by signal {signal}; memory may have run out.</source>
        <translation>O motor foi terminado pelo sinal {signal}; talvez a memória não tenha chegado.</translation>
    </message>
    <message>
        <source>Python that has Coregix (empty: the engine in this profile)</source>
        <translation>Python que tem o Coregix (vazio: o motor deste perfil)</translation>
    </message>
    <message>
        <source>Package index to install the engine from (empty: PyPI)</source>
        <translation>Índice de pacotes de onde instalar o motor (vazio: PyPI)</translation>
    </message>
    <message>
        <source>Reference: drawn from the layer '{name}'</source>
        <translation>Referência: desenhada da camada '{name}'</translation>
    </message>
    <message>
        <source>, {factor} x coarser than the source</source>
        <translation>, {factor} vezes mais grosseira que a origem</translation>
    </message>
    <message>
        <source>Drawing {name}</source>
        <translation>A desenhar {name}</translation>
    </message>
    <message>
        <source>The layer '{name}' shows nothing around the source: zoom there to see whether it is drawn at all.</source>
        <translation>A camada '{name}' não mostra nada à volta da origem: aproxime-se para ver se é desenhada.</translation>
    </message>
    <message>
        <source>The layer '{name}' has no CRS, so that nothing can be drawn around it: set one in its properties.</source>
        <translation>A camada '{name}' não tem SRC, pelo que nada pode ser desenhado à sua volta: defina um nas propriedades.</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>alinhado</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>incerto</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falhado</translation>
    </message>
    <message>
        <source>Align image stack</source>
        <translation>Alinhar uma pilha de imagens</translation>
    </message>
    <message>
        <source>Table of shifts</source>
        <translation>Tabela de deslocamentos</translation>
    </message>
    <message>
        <source>Where a row for each image goes, at the image's outline: how far it was moved, how sure that is, and its verdict. If it is opened after the run, the aligned images are too.</source>
        <translation>Para onde vai uma linha por imagem, no contorno da imagem: quanto foi movida, com que certeza, e o seu veredito. Se for aberta depois da execução, as imagens alinhadas também são.</translation>
    </message>
    <message>
        <source>Aligned images</source>
        <translation>Imagens alinhadas</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>Número de imagens</translation>
    </message>
    <message>
        <source>Number of images that failed</source>
        <translation>Número de imagens que falharam</translation>
    </message>
    <message>
        <source>A stack needs two images at least.</source>
        <translation>Uma pilha precisa de pelo menos duas imagens.</translation>
    </message>
    <message>
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>A referência tem um valor adicional sem dados que o seu ficheiro não tem: escreva-o primeiro no ficheiro (Raster &gt; Conversão &gt; Converter), ou limpe-o nas definições de transparência da camada.</translation>
    </message>
    <message>
        <source>The run was cancelled. Links that are measured and images that are written stay in {folder}; a run into that folder goes on from there.</source>
        <translation>A execução foi cancelada. As ligações medidas e as imagens escritas ficam em {folder}; uma execução nessa pasta continua a partir daí.</translation>
    </message>
    <message>
        <source>Aligned stack</source>
        <translation>Pilha alinhada</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} de {count} imagens estão alinhadas.</translation>
    </message>
    <message>
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>As camadas têm valores adicionais sem dados diferentes, e uma pilha aceita um para todas: limpe-os nas definições de transparência das camadas, ou indique um em Avançado.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>A pasta de {path} não existe; crie-a primeiro.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}</source>
        <translation>{path} não pode ser escrito: {error}</translation>
    </message>
    <message>
        <source>Trim invalid edges</source>
        <translation>Aparar margens inválidas</translation>
    </message>
    <message>
        <source>The layer has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>A camada tem um valor adicional sem dados que o seu ficheiro não tem: escreva-o primeiro no ficheiro (Raster &gt; Conversão &gt; Converter), ou limpe-o nas definições de transparência da camada.</translation>
    </message>
    <message>
        <source>The source lies in place already and was left there.</source>
        <translation>A origem já está no lugar e foi lá deixada.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>direita</translation>
    </message>
    <message>
        <source>left</source>
        <translation>esquerda</translation>
    </message>
    <message>
        <source>down</source>
        <translation>baixo</translation>
    </message>
    <message>
        <source>up</source>
        <translation>cima</translation>
    </message>
    <message>
        <source>east</source>
        <translation>leste</translation>
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
        <translation>sul</translation>
    </message>
    <message>
        <source>Moved {east} {to_east}, {north} {to_north}</source>
        <translation>Movido {east} {to_east}, {north} {to_north}</translation>
    </message>
    <message>
        <source>Left: {pixels} ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Resta: {pixels} ({length}) REQM em {count} pontos de ligação, que representam {share} % da área comum</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} ({length}).</source>
        <translation>Incerteza (CE90): {pixels} ({length}).</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>Alinhado</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Incerto</translation>
    </message>
    <message>
        <source>Not reliable</source>
        <translation>Não fiável</translation>
    </message>
    <message>
        <source>Found at {x}, {y}, turned {angle}° counter-clockwise, with pixels of {size}.</source>
        <translation>Encontrada em {x}, {y}, rodada {angle}° no sentido anti-horário, com píxeis de {size}.</translation>
    </message>
    <message>
        <source>, turned {angle}° counter-clockwise</source>
        <translation>, rodado {angle}° no sentido anti-horário</translation>
    </message>
    <message>
        <source>, and locally by up to {length}</source>
        <translation>, e localmente até {length}</translation>
    </message>
    <message>
        <source>; before: {pixels}</source>
        <translation>; antes: {pixels}</translation>
    </message>
    <message>
        <source>The installation was cancelled; what was downloaded is kept, and the next one goes on from there.</source>
        <translation>A instalação foi cancelada; o que foi transferido é mantido, e a próxima continua a partir daí.</translation>
    </message>
    <message>
        <source>{address} has no wheel of {name} {version} for this system that is in the lock file.</source>
        <translation>{address} não tem um wheel de {name} {version} para este sistema que esteja no ficheiro de bloqueio.</translation>
    </message>
    <message>
        <source>{folder} lacks wheels of {lacking} for this system. Fill it on a computer with network and the same system and Python: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</source>
        <translation>Em {folder} faltam wheels de {lacking} para este sistema. Encha-a num computador com rede e o mesmo sistema e Python: pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {lock}</translation>
    </message>
    <message>
        <source>Looking for {name} {version}</source>
        <translation>A procurar {name} {version}</translation>
    </message>
    <message>
        <source>{file} is not what the lock file says (other sha256); it was thrown away. Try again; if this goes on, something between here and the package index changes downloads.</source>
        <translation>{file} não é o que diz o ficheiro de bloqueio (outro sha256) e foi descartado. Tente de novo; se continuar, algo entre aqui e o índice de pacotes altera as transferências.</translation>
    </message>
    <message>
        <source>{file}: {done:.0f} of {total:.0f} MB</source>
        <translation>{file}: {done:.0f} de {total:.0f} MB</translation>
    </message>
    <message>
        <source>{address} is no package index that speaks JSON (PEP 691).</source>
        <translation>{address} não é um índice de pacotes que fale JSON (PEP 691).</translation>
    </message>
    <message>
        <source>{address} sent {count} bytes where {asked} were asked for.</source>
        <translation>{address} enviou {count} bytes onde se pediram {asked}.</translation>
    </message>
    <message>
        <source>{address} cannot be downloaded: {error}. What came so far is kept. Check the network, and the proxy in Settings &gt; Options &gt; Network; or install from a folder of wheels.</source>
        <translation>Não é possível transferir {address}: {error}. O que veio até agora é mantido. Verifique a rede, e o proxy em Configurações &gt; Opções &gt; Rede; ou instale a partir de uma pasta de wheels.</translation>
    </message>
    <message>
        <source>source</source>
        <translation>de origem</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>de referência</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {written} was written; see the documentation's 'When it says no', or {accept_unreliable}.</source>
        <translation>Não se encontrou um alinhamento fiável: {reason}. {written} foi escrito; veja 'When it says no' na documentação, ou {accept_unreliable}.</translation>
    </message>
    <message>
        <source>{path} lies outside the area in which the transform was measured.</source>
        <translation>{path} está fora da área em que a transformação foi medida.</translation>
    </message>
    <message>
        <source>The output {output} was written and is whole.</source>
        <translation>A saída {output} foi escrita e está completa.</translation>
    </message>
    <message>
        <source>{variable} is {given!r}; set it to a number of seconds above 0, or not at all.</source>
        <translation>{variable} é {given!r}; defina um número de segundos acima de 0, ou nada.</translation>
    </message>
    <message>
        <source>{dem} is for the report; name one ({report}).</source>
        <translation>{dem} é para o relatório; indique um ({report}).</translation>
    </message>
    <message>
        <source>{first} and {second} are one file; give each output its own.</source>
        <translation>{first} e {second} são um só ficheiro; dê a cada saída o seu.</translation>
    </message>
    <message>
        <source>{path} exists already and is not to be replaced; give another name.</source>
        <translation>{path} já existe e não deve ser substituído; dê outro nome.</translation>
    </message>
    <message>
        <source>the images lie {apart:.2f} px apart as they are placed; align them by what they show</source>
        <translation>as imagens estão, tal como situadas, a {apart:.2f} px uma da outra; alinhe-as pelo que mostram</translation>
    </message>
    <message>
        <source>by the evidence of {windows} small windows taken together, which {agree} of {parts} parts of the area show by themselves</source>
        <translation>pela evidência conjunta de {windows} janelas pequenas, que {agree} de {parts} partes da área mostram por si sós</translation>
    </message>
    <message>
        <source>{reason}; relief too fine for the field may add {relief:.1f} px</source>
        <translation>{reason}; um relevo demasiado fino para o campo pode acrescentar {relief:.1f} px</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, residual {residual}</source>
        <translation>{agree} de {measured} pontos de ligação concordam, resíduo {residual}</translation>
    </message>
    <message>
        <source>the images keep differing locally, are alike in outline alone, or share no texture over parts of the area</source>
        <translation>as imagens continuam a diferir localmente, só se parecem nos contornos, ou não partilham textura em partes da área</translation>
    </message>
    <message>
        <source>by the evidence of {windows} windows taken together, of which {agree} agree by themselves, and which mutual information confirms</source>
        <translation>pela evidência conjunta de {windows} janelas, das quais {agree} concordam por si sós, e que a informação mútua confirma</translation>
    </message>
    <message>
        <source>{reason}, and which mutual information confirms</source>
        <translation>{reason}, e que a informação mútua confirma</translation>
    </message>
    <message>
        <source>{agree} of {measured} tie points agree, {apart} of them apart from the rest, residual {residual}</source>
        <translation>{agree} de {measured} pontos de ligação concordam, {apart} deles à parte do resto, resíduo {residual}</translation>
    </message>
    <message>
        <source>{seen}, but all of them in one part of the area</source>
        <translation>{seen}, mas todos numa parte da área</translation>
    </message>
    <message>
        <source>{seen}, but a second measurement by other means does not confirm them</source>
        <translation>{seen}, mas uma segunda medição por outros meios não os confirma</translation>
    </message>
    <message>
        <source>{seen}, but {left}</source>
        <translation>{seen}, mas {left}</translation>
    </message>
    <message>
        <source>by a part of their detail the images lie about {hidden:.2g} px aside: what the sensor adds may hide the ground</source>
        <translation>segundo uma parte do seu detalhe as imagens estão deslocadas cerca de {hidden:.2g} px: o que o sensor acrescenta pode esconder o terreno</translation>
    </message>
    <message>
        <source>at a coarser scale the images lie {hidden:.2g} px aside: stripes, or what the sensor adds, may hide the ground</source>
        <translation>numa escala mais grosseira as imagens estão deslocadas {hidden:.2g} px: faixas, ou o que o sensor acrescenta, podem esconder o terreno</translation>
    </message>
    <message>
        <source>the ground bends by {now:.2f} px: use a local transform, which would leave about {local:.2f} px</source>
        <translation>o terreno curva-se {now:.2f} px: use uma transformação local, que deixaria cerca de {local:.2f} px</translation>
    </message>
    <message>
        <source>a part of the ground bends: use a local transform</source>
        <translation>uma parte do terreno curva-se: use uma transformação local</translation>
    </message>
    <message>
        <source>too small in common: there is room for {places} places to look at, too few to tell agreement from chance</source>
        <translation>demasiado pequeno em comum: há lugar para {places} sítios, muito poucos para distinguir a concordância do acaso</translation>
    </message>
    <message>
        <source>no common texture: of {places} places looked at, {measured} show anything that can be found in both images</source>
        <translation>sem textura comum: de {places} sítios vistos, {measured} mostram algo que se possa encontrar em ambas as imagens</translation>
    </message>
    <message>
        <source>the images do not agree: of {measured} places, {agree} can be seen to lie as their neighbours do, which unrelated images show as well</source>
        <translation>as imagens não concordam: em {agree} de {measured} sítios a posição é a dos vizinhos, o que imagens sem relação também mostram</translation>
    </message>
    <message>
        <source>the residual after the alignment ({after:.2f} px) is no better than before ({before:.2f} px)</source>
        <translation>o resíduo depois do alinhamento ({after:.2f} px) não é melhor do que antes ({before:.2f} px)</translation>
    </message>
    <message>
        <source>by structure alone, {reason}</source>
        <translation>só pela estrutura, {reason}</translation>
    </message>
    <message>
        <source>{seen}, but these are few</source>
        <translation>{seen}, mas são poucos</translation>
    </message>
    <message>
        <source>only {seen}</source>
        <translation>apenas {seen}</translation>
    </message>
    <message>
        <source>a part of the ground bends more than the local transform follows</source>
        <translation>uma parte do terreno curva-se mais do que a transformação local acompanha</translation>
    </message>
    <message>
        <source>the images do not agree: of {places} places, {right} can be seen to lie where the alignment says, which unrelated images show as well</source>
        <translation>as imagens não concordam: em {right} de {places} sítios a posição é a que o alinhamento diz, o que imagens sem relação também mostram</translation>
    </message>
    <message>
        <source>{seen}, but {length:.0f} px away the images agree as well: their structure repeats, and only a smaller {max_shift} or known points say which is right</source>
        <translation>{seen}, mas a {length:.0f} px as imagens concordam igualmente: a sua estrutura repete-se, e só um {max_shift} menor ou pontos conhecidos dizem qual está certa</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground moved by {length_px:.1f} px towards {towards_deg:.0f} degrees against the rest, of which alone residual and uncertainty are</source>
        <translation>{share:.0%} do solo moveu-se {length_px:.1f} px na direção de {towards_deg:.0f} graus em relação ao resto, só ao qual se referem o resíduo e a incerteza</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground lies {length_px:.1f} px from the rest, and which of the two moved is not known: the uncertainty covers both</source>
        <translation>{share:.0%} do terreno está a {length_px:.1f} px do resto, e não se sabe qual dos dois se moveu: a incerteza abrange ambos</translation>
    </message>
    <message>
        <source>{share:.0%} of the ground bends away from the rest by up to {length_px:.1f} px, which the uncertainty counts</source>
        <translation>{share:.0%} do solo afasta-se do resto, curvando-se até {length_px:.1f} px, o que a incerteza conta</translation>
    </message>
    <message>
        <source>A grid is made of a rasterio CRS or None, an Affine, and a whole width and height; see GridArray for a CRS by its name.</source>
        <translation>Uma grelha consiste num SRC do rasterio ou None, num Affine, e numa largura e altura inteiras; veja GridArray para um SRC pelo nome.</translation>
    </message>
    <message>
        <source>A raster in {own} has no place in {crs}; check the CRS of both rasters.</source>
        <translation>Um raster em {own} não tem lugar em {crs}; verifique o SRC de ambos os rasters.</translation>
    </message>
    <message>
        <source>A grid needs at least one pixel, this one is {width} x {height}.</source>
        <translation>Uma grelha precisa de pelo menos um píxel, esta tem {width} x {height}.</translation>
    </message>
    <message>
        <source>The geotransform {transform} cannot be inverted; georeference the raster anew.</source>
        <translation>A geotransformação {transform} não pode ser invertida; georreferencie o raster de novo.</translation>
    </message>
    <message>
        <source>One raster has a CRS and the other has none; give both or neither a CRS.</source>
        <translation>Um raster tem SRC e o outro não; dê um a ambos ou a nenhum.</translation>
    </message>
    <message>
        <source>There is no way from {source} to {target}: {error}.</source>
        <translation>Não há caminho de {source} para {target}: {error}.</translation>
    </message>
    <message>
        <source>its pixels {rules} are meant</source>
        <translation>refere-se aos seus píxeis {rules}</translation>
    </message>
    <message>
        <source>its pixels that are true are meant</source>
        <translation>refere-se aos seus píxeis verdadeiros</translation>
    </message>
    <message>
        <source>The mask {mask} has no CRS, and is given for both rasters; say by {moving} or {fixed} whose it is, or give it its CRS.</source>
        <translation>A máscara {mask} não tem SRC e é dada para ambos os rasters; diga por {moving} ou {fixed} de qual é, ou dê-lhe o seu SRC.</translation>
    </message>
    <message>
        <source>rows are negative, as QGIS shows them</source>
        <translation>as linhas são negativas, como o QGIS as mostra</translation>
    </message>
    <message>
        <source>0 is out</source>
        <translation>0 fica de fora</translation>
    </message>
    <message>
        <source>The mask {mask} has no georeference and {width} x {height} pixels, the raster that it is for {columns} x {rows}; give one of as many pixels, or with a georeference.</source>
        <translation>A máscara {mask} não tem georreferência e tem {width} x {height} pixels, o raster para o qual é {columns} x {rows}; dê uma com outros tantos pixels, ou com georreferência.</translation>
    </message>
    <message>
        <source>The mask {text} asks for values, bits or classes, which the vector file {path} does not have; name a layer instead, as in file.gpkg|layername=clouds.</source>
        <translation>A máscara {text} pede valores, bits ou classes, que o ficheiro vetorial {path} não tem; indique antes uma camada, como em file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask is an array of {dtype} with the shape {shape}; give one of booleans with the rows and columns of its raster, {rows_columns}, that is true in the area.</source>
        <translation>A máscara é uma matriz de {dtype} com a forma {shape}; dê uma de booleanos com as linhas e colunas do seu raster, {rows_columns}, que seja verdadeira na área.</translation>
    </message>
    <message>
        <source>Of the mask {name} and the rasters, one has a CRS and the other has none; give the mask the CRS of the raster that it is for.</source>
        <translation>Da máscara {name} e dos rasters, um tem SRC e o outro não; dê à máscara o SRC do raster para o qual é.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: {reason}. What was there before is left as it was.</source>
        <translation>Não foi possível escrever a saída {path}: {reason}. O que lá estava antes ficou como estava.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>o disco está cheio</translation>
    </message>
    <message>
        <source>The temporary folder {parent} does not exist; make it, or choose another {temp_dir}.</source>
        <translation>A pasta temporária {parent} não existe; crie-a, ou escolha outra: {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path} could not be written: the folder {parent} is gone or out of reach.</source>
        <translation>Não foi possível escrever a saída {path}: a pasta {parent} desapareceu ou está fora de alcance.</translation>
    </message>
    <message>
        <source>The name of the output {path!r} is not UTF-8; choose another name.</source>
        <translation>O nome da saída {path!r} não está em UTF-8; escolha outro.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: {parent} is not a folder.</source>
        <translation>Não é possível escrever a saída {path}: {parent} não é uma pasta.</translation>
    </message>
    <message>
        <source>The output {path} cannot be written: there is a folder or device of that name.</source>
        <translation>Não é possível escrever a saída {path}: há uma pasta ou um dispositivo com esse nome.</translation>
    </message>
    <message>
        <source>The output's name is longer than the file system allows ({longest} bytes): {target}.</source>
        <translation>O nome da saída é mais longo do que o sistema de ficheiros permite ({longest} bytes): {target}.</translation>
    </message>
    <message>
        <source>The output {path} is not a local file; write one and copy it there.</source>
        <translation>A saída {path} não é um ficheiro local; escreva um e copie-o para lá.</translation>
    </message>
    <message>
        <source>No temporary folder can be made in {parent} ({strerror}). Choose another with {temp_dir}.</source>
        <translation>Não é possível criar uma pasta temporária em {parent} ({strerror}). Escolha outra: {temp_dir}.</translation>
    </message>
    <message>
        <source>The output {path!r} cannot be written: {reason}.</source>
        <translation>Não é possível escrever a saída {path!r}: {reason}.</translation>
    </message>
    <message>
        <source>The folder {parent} cannot be written to ({strerror}); choose another one for the output.</source>
        <translation>Não é possível escrever na pasta {parent} ({strerror}); escolha outra para a saída.</translation>
    </message>
    <message>
        <source>The {count} bands of {path} are dates, each of which has a displacement of its own; align them to each other as a stack, or take one of them out (gdal_translate -b). If they lie on each other, save the transform of one and apply it to the file.</source>
        <translation>As {count} bandas de {path} são datas, cada uma com o seu próprio deslocamento; alinhe-as entre si como série, ou extraia uma delas (gdal_translate -b). Se coincidem entre si, guarde a transformação de uma e aplique-a ao ficheiro.</translation>
    </message>
    <message>
        <source>The elevation model {path} has no CRS, and the reference has one; use a model that lies where the reference does.</source>
        <translation>O modelo de elevação {path} não tem SRC, e a referência tem; use um modelo que esteja onde está a referência.</translation>
    </message>
    <message>
        <source>The elevation model {path} has a CRS, and the reference has none; use a model that lies where the reference does.</source>
        <translation>O modelo de elevação {path} tem SRC, e a referência não; use um modelo que esteja onde está a referência.</translation>
    </message>
    <message>
        <source>{path} has the ending of {meaning}, and what is written is {what}; give it a name that ends in {endings}.</source>
        <translation>{path} tem a extensão de {meaning}, e o que se escreve é {what}; dê-lhe um nome que termine em {endings}.</translation>
    </message>
    <message>
        <source>Part of the raster has no true place under this transform: it lies beyond the horizon of the homography, or of a CRS. Take the raster that it was solved on.</source>
        <translation>Parte do raster não tem lugar verdadeiro com esta transformação: está para além do horizonte da homografia, ou de um SRC. Use o raster com que foi resolvida.</translation>
    </message>
    <message>
        <source>The field is finer than {side} x {side} control points: between them splines are off by {rmse:.2f} px (root mean square), and {largest:.2f} px at most. coregix apply has no such limit.</source>
        <translation>O campo é mais fino do que {side} x {side} pontos de controlo: entre eles os splines desviam-se {rmse:.2f} px (média quadrática), e {largest:.2f} px no máximo. Aplicar uma transformação não tem esse limite.</translation>
    </message>
    <message>
        <source>No world file can hold this transform within {limit} pixels on {path}; export to vrt or gcps.</source>
        <translation>Nenhum ficheiro world pode conter esta transformação com {limit} píxeis de exatidão em {path}; exporte para VRT ou pontos de controlo.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} has no form in ITK; export to vrt or gcps.</source>
        <translation>Uma transformação do tipo {kind} não tem forma no ITK; exporte para VRT ou pontos de controlo.</translation>
    </message>
    <message>
        <source>The VRT {path} could not be written ({error}).</source>
        <translation>Não foi possível escrever o VRT {path} ({error}).</translation>
    </message>
    <message>
        <source>{path} has the ending {ending}, which belongs to no format that can be written: give it one of {endings}, or say by {format} what it is.</source>
        <translation>{path} tem a extensão {ending}, que não pertence a nenhum formato que possa ser escrito: dê-lhe uma de {endings}, ou diga o formato com {format}.</translation>
    </message>
    <message>
        <source>The output cannot be {what}, which does not hold {why}; choose another {format}.</source>
        <translation>A saída não pode ser {what}, que não contém {why}; escolha outro valor para {format}.</translation>
    </message>
    <message>
        <source>{what} has no {creation_option} {name}.</source>
        <translation>{what} não tem a opção {name} ({creation_option}).</translation>
    </message>
    <message>
        <source>{what} does not take what {creation_option} asks for: {cause}.</source>
        <translation>{what} não aceita o que {creation_option} pede: {cause}.</translation>
    </message>
    <message>
        <source>GDAL cannot write {what} under {creation_option} {given} ({cause}).</source>
        <translation>O GDAL não consegue escrever {what} com {creation_option} {given} ({cause}).</translation>
    </message>
    <message>
        <source>The GeoJSON holds no list of features; save it again.</source>
        <translation>O GeoJSON não contém uma lista de objetos; guarde-o de novo.</translation>
    </message>
    <message>
        <source>The CRS of the GeoJSON is not named by an EPSG code; save it again in WGS 84.</source>
        <translation>O SRC do GeoJSON não é indicado por um código EPSG; guarde-o de novo em WGS 84.</translation>
    </message>
    <message>
        <source>The GeoJSON has {name} that are no list; save it again.</source>
        <translation>O GeoJSON tem {name} que não são uma lista; guarde-o de novo.</translation>
    </message>
    <message>
        <source>The GeoJSON has {coordinates:.60} for a list of positions; save it again.</source>
        <translation>O GeoJSON tem {coordinates:.60} por lista de posições; guarde-o de novo.</translation>
    </message>
    <message>
        <source>The GeoJSON has a position {coordinates:.60} that is no pair of numbers; correct it.</source>
        <translation>O GeoJSON tem uma posição {coordinates:.60} que não é um par de números; corrija-a.</translation>
    </message>
    <message>
        <source>The GeoPackage {path} could not be written ({error}).</source>
        <translation>Não foi possível escrever o GeoPackage {path} ({error}).</translation>
    </message>
    <message>
        <source>The mask holds coordinates that are no finite numbers; repair it, or leave those out.</source>
        <translation>A máscara contém coordenadas que não são números finitos; repare-a, ou retire-as.</translation>
    </message>
    <message>
        <source>has several layers, of which one must be named</source>
        <translation>tem várias camadas, das quais é preciso indicar uma</translation>
    </message>
    <message>
        <source>has no layer {requested!r}</source>
        <translation>não tem a camada {requested!r}</translation>
    </message>
    <message>
        <source>The mask {path} {what}: {layers}. Write it as {file}|layername={layer}.</source>
        <translation>A máscara {path} {what}: {layers}. Escreva-a como {file}|layername={layer}.</translation>
    </message>
    <message>
        <source>A mask is a file, a geometry, a GeoJSON-like mapping or an array, not {given:.60}.</source>
        <translation>Uma máscara é um ficheiro, uma geometria, um dicionário do tipo GeoJSON ou uma matriz, não {given:.60}.</translation>
    </message>
    <message>
        <source>The mask {name} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>A máscara {name} não contém nenhum objeto GeoJSON; guarde-a de novo como GeoJSON.</translation>
    </message>
    <message>
        <source>The mask {name} holds no geometries.</source>
        <translation>A máscara {name} não contém geometrias.</translation>
    </message>
    <message>
        <source>The mask holds a geometry of the type {kind!r}; points, lines and polygons can be used.</source>
        <translation>A máscara contém uma geometria do tipo {kind!r}; podem usar-se pontos, linhas e polígonos.</translation>
    </message>
    <message>
        <source>The layer {name} of the mask {path} cannot be read ({error}); is it the right file?</source>
        <translation>Não é possível ler a camada {name} da máscara {path} ({error}); é o ficheiro certo?</translation>
    </message>
    <message>
        <source>The mask {name} has coordinates such as {x:g}, {y:g}, which are no degrees, and names no other CRS; save it again with its CRS.</source>
        <translation>A máscara {name} tem coordenadas como {x:g}, {y:g}, que não são graus, e não indica outro SRC; guarde-a de novo com o seu SRC.</translation>
    </message>
    <message>
        <source>The mask {name} holds what is no GeoJSON geometry ({kind}: {error}); save it again as GeoJSON.</source>
        <translation>A máscara {name} contém o que não é uma geometria GeoJSON ({kind}: {error}); guarde-a de novo como GeoJSON.</translation>
    </message>
    <message>
        <source>The CRS of the mask {name} cannot be used ({error}); save it again with another one.</source>
        <translation>Não é possível usar o SRC da máscara {name} ({error}); guarde-a de novo com outro.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} has not the layout of a {products}; name values or bits instead.</source>
        <translation>A máscara {text} pede classes pelo nome, mas {path} não tem a estrutura de {products}; indique antes valores ou bits.</translation>
    </message>
    <message>
        <source>The mask {text} has {named!r} where {example} are expected.</source>
        <translation>A máscara {text} tem {named!r} onde se espera {example}.</translation>
    </message>
    <message>
        <source>The mask {text} asks for no bit at all; write those that are meant, such as &amp;0b11000.</source>
        <translation>A máscara {text} não pede nenhum bit; escreva os pretendidos, como &amp;0b11000.</translation>
    </message>
    <message>
        <source>The mask {text} is taken for a {title} by its values alone, as its name speaks of no product: its pixels {rules} are meant. If it is something else, name its values or bits instead, such as {path}=1.</source>
        <translation>A máscara {text} é tomada por um produto {title} apenas pelos seus valores, pois o seu nome não indica nenhum produto: refere-se aos seus píxeis {rules}. Se for outra coisa, indique antes os seus valores ou bits, por exemplo {path}=1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for classes by name, but {path} holds nothing but 0 and 1 as a plain mask does, and a {title} has other values; write {path}=1 for the pixels that are 1.</source>
        <translation>A máscara {text} pede classes pelo nome, mas {path} contém apenas 0 e 1, como uma máscara simples, e {title} tem outros valores; escreva {path}=1 para os pixels que são 1.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the bits {bits:#b}, which pixels of the type {dtype} in {path} do not have; name bits of these pixels.</source>
        <translation>A máscara {text} pede os bits {bits:#b}, que os píxeis do tipo {dtype} em {path} não têm; indique bits destes píxeis.</translation>
    </message>
    <message>
        <source>The mask {text} names no layer; write it as file.gpkg|layername=clouds.</source>
        <translation>A máscara {text} não indica nenhuma camada; escreva-a como file.gpkg|layername=clouds.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the class {name!r}, which a {title} does not have{hint}; it has {classes}.</source>
        <translation>A máscara {text} pede a classe {name!r}, que {title} não tem{hint}; tem {classes}.</translation>
    </message>
    <message>
        <source>The mask {text} asks for the value {value:g}, which pixels of the type {dtype} in {path} cannot have; name values of these pixels.</source>
        <translation>A máscara {text} pede o valor {value:g}, que os píxeis do tipo {dtype} em {path} não podem ter; indique valores destes píxeis.</translation>
    </message>
    <message>
        <source>The mask {text} is of a {title} by its name, which has {bands} bands, and {path} has {count}; name values or bits instead, such as {path}=1.</source>
        <translation>A máscara {text} é, pelo nome, de {title}, que tem {bands} bandas, e {path} tem {count}; indique antes valores ou bits, como {path}=1.</translation>
    </message>
    <message>
        <source>is not a raster that can be read</source>
        <translation>não é um raster que se possa ler</translation>
    </message>
    <message>
        <source>is a file of vectors; 'apply' moves those of .gpkg, .geojson and .shp, to which ogr2ogr converts others</source>
        <translation>é um ficheiro de vetores; aplicar uma transformação move os de .gpkg, .geojson e .shp, para os quais o ogr2ogr converte outros</translation>
    </message>
    <message>
        <source>is an archive; name the raster in it ({place}/name.tif), or unpack it</source>
        <translation>é um arquivo comprimido; indique o raster nele ({place}/name.tif), ou descompacte-o</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by ground control points alone; rectify it first, for instance with 'gdalwarp -tps' or 'rio warp'.</source>
        <translation>O raster {role} {path} está situado apenas por pontos de controlo; retifique-o primeiro, por exemplo com 'gdalwarp -tps' ou 'rio warp'.</translation>
    </message>
    <message>
        <source>The {role} raster {path!r} does not exist: that is not a file name.</source>
        <translation>O raster {role} {path!r} não existe: isso não é um nome de ficheiro.</translation>
    </message>
    <message>
        <source>The name of the {role} raster {path!r} is not UTF-8; rename the file.</source>
        <translation>O nome do raster {role} {path!r} não está em UTF-8; mude o nome do ficheiro.</translation>
    </message>
    <message>
        <source>, and {count} more</source>
        <translation>, e mais {count}</translation>
    </message>
    <message>
        <source>give another one</source>
        <translation>dê outro</translation>
    </message>
    <message>
        <source>give one of its subdatasets: {names}{more}</source>
        <translation>dê um dos seus subconjuntos de dados: {names}{more}</translation>
    </message>
    <message>
        <source>The {role} raster {path} has no bands of its own; {advice}.</source>
        <translation>O raster {role} {path} não tem bandas próprias; {advice}.</translation>
    </message>
    <message>
        <source>The {role} raster {path} holds complex numbers; extract the amplitude first (gdal_calc, or gdal_translate of a derived subdataset).</source>
        <translation>O raster {role} {path} contém números complexos; extraia primeiro a amplitude (gdal_calc, ou gdal_translate de um subconjunto derivado).</translation>
    </message>
    <message>
        <source>The {role} raster {path} is placed by RPCs alone; rectify it first, for instance with 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</source>
        <translation>O raster {role} {path} está situado apenas por RPC; retifique-o primeiro, por exemplo com 'gdalwarp -rpc -to RPC_DEM=dem.tif'.</translation>
    </message>
    <message>
        <source>The {role} raster {path} {reason} ({error}).</source>
        <translation>O raster {role} {path} {reason} ({error}).</translation>
    </message>
    <message>
        <source>{parameter} {given} is not a CRS that can be used for the {role} raster {path}; give an EPSG code such as EPSG:32633, WKT or PROJ text.</source>
        <translation>{parameter} {given} não é um SRC que sirva para o raster {role} {path}; dê um código EPSG como EPSG:32633, WKT ou texto PROJ.</translation>
    </message>
    <message>
        <source>The {role} raster {path} does not exist or cannot be opened ({error}); check its name.</source>
        <translation>O raster {role} {path} não existe ou não pode ser aberto ({error}); verifique o seu nome.</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>não se tem permissão para o ler</translation>
    </message>
    <message>
        <source>is a folder, not a raster</source>
        <translation>é uma pasta, não um raster</translation>
    </message>
    <message>
        <source>is a broken link, not a raster</source>
        <translation>é uma ligação quebrada, não um raster</translation>
    </message>
    <message>
        <source>{path} would replace {beside}, which belongs to another raster; give it another name.</source>
        <translation>{path} substituiria {beside}, que pertence a outro raster; dê-lhe outro nome.</translation>
    </message>
    <message>
        <source>The known points do not lie on the source raster; give the point file that was made for it.</source>
        <translation>Os pontos conhecidos não estão no raster de origem; dê o ficheiro de pontos que foi feito para ele.</translation>
    </message>
    <message>
        <source>{name} is larger than a point file may be ({limit} points).</source>
        <translation>{name} é maior do que um ficheiro de pontos pode ser ({limit} pontos).</translation>
    </message>
    <message>
        <source>{name} holds no points; save some in QGIS's Georeferencer.</source>
        <translation>{name} não contém pontos; guarde alguns no Georreferenciador do QGIS.</translation>
    </message>
    <message>
        <source>{name} has no columns {wanted}; save the points in QGIS's Georeferencer.</source>
        <translation>{name} não tem colunas {wanted}; guarde os pontos no Georreferenciador do QGIS.</translation>
    </message>
    <message>
        <source>{name}: point {number} has {count} values and none in column {place}; complete that line or delete it.</source>
        <translation>{name}: o ponto {number} tem {count} valores e nenhum na coluna {place}; complete essa linha ou apague-a.</translation>
    </message>
    <message>
        <source>{name}: point {number} has no usable number in column {place}; correct that line or delete it.</source>
        <translation>{name}: o ponto {number} não tem um número utilizável na coluna {place}; corrija essa linha ou apague-a.</translation>
    </message>
    <message>
        <source>{name} is no table ({error}); save the points in QGIS's Georeferencer.</source>
        <translation>{name} não é uma tabela ({error}); guarde os pontos no Georreferenciador do QGIS.</translation>
    </message>
    <message>
        <source>{name}: the line '#CRS:' does not name a CRS ({error}); save the points again.</source>
        <translation>{name}: a linha '#CRS:' não indica um SRC ({error}); guarde os pontos de novo.</translation>
    </message>
    <message>
        <source>Tie points are written to .gpkg, .geojson or .points, not to {path}.</source>
        <translation>Os pontos de ligação escrevem-se em .gpkg, .geojson ou .points, não em {path}.</translation>
    </message>
    <message>
        <source>Or let the source be looked for in all of the reference, whatever its georeference says: {start} anywhere.</source>
        <translation>Ou faça com que a origem seja procurada em toda a referência, diga o que disser sua georreferência: {start} anywhere.</translation>
    </message>
    <message>
        <source>{role} array</source>
        <translation>array {role}</translation>
    </message>
    <message>
        <source>{role} raster {path}</source>
        <translation>raster {role} {path}</translation>
    </message>
    <message>
        <source>1 band, with the index 0</source>
        <translation>1 banda, com o índice 0</translation>
    </message>
    <message>
        <source>{count} bands, 0 to {last}</source>
        <translation>{count} bandas, de 0 a {last}</translation>
    </message>
    <message>
        <source>The {raster} has no CRS, but the {other} has one; give it one ({parameter}), or take both without.</source>
        <translation>O {raster} não tem SRC, mas o {other} tem; dê-lhe um ({parameter}), ou use ambos sem ele.</translation>
    </message>
    <message>
        <source>The {raster} has no band {band}: it has {have}.</source>
        <translation>O {raster} não tem a banda {band}: tem {have}.</translation>
    </message>
    <message>
        <source>The {role} raster is a {kind}; give a path or an open rasterio dataset.</source>
        <translation>O raster {role} é um {kind}; dê um caminho ou um conjunto de dados do rasterio aberto.</translation>
    </message>
    <message>
        <source>The {role} raster {path} cannot be used: {reason}</source>
        <translation>O raster {role} {path} não pode ser usado: {reason}</translation>
    </message>
    <message>
        <source>The {raster} is closed; open it again to read from it.</source>
        <translation>O {raster} está fechado; abra-o de novo para o ler.</translation>
    </message>
    <message>
        <source>{name} was changed while it was being read; run again when it is complete.</source>
        <translation>{name} foi alterado enquanto era lido; execute de novo quando estiver completo.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a dataset that is closed; open it again.</source>
        <translation>O raster {role} {path} é um conjunto de dados fechado; abra-o de novo.</translation>
    </message>
    <message>
        <source>The output {output} is the input {name} itself; choose another name.</source>
        <translation>A saída {output} é a própria entrada {name}; escolha outro nome.</translation>
    </message>
    <message>
        <source>The {raster} cannot be read to the end; it is damaged, incomplete or out of reach ({cause}).</source>
        <translation>O {raster} não pode ser lido até ao fim; está danificado, incompleto ou fora de alcance ({cause}).</translation>
    </message>
    <message>
        <source>The transform was measured under another georeference than that of the {raster}. Give a raster with the georeference of the source, or align this one.</source>
        <translation>A transformação foi medida sob outra georreferência que não a do raster indicado ({raster}). Indique um raster com a georreferência da fonte, ou alinhe este.</translation>
    </message>
    <message>
        <source>The transform was measured in pixels, on a raster of {width} x {height} without a georeference, and the {raster} is not that one or has been given a georeference since. Give that raster without one (such as the world file beside it), or align this one.</source>
        <translation>A transformação foi medida em pixels, num raster de {width} x {height} sem georreferência, e o indicado não é esse ou recebeu desde então uma georreferência ({raster}). Indique aquele raster sem ela (como o ficheiro world ao lado), ou alinhe este.</translation>
    </message>
    <message>
        <source>The horizon of the homography crosses the extent of the transform: it shows no image beyond it. Solve again.</source>
        <translation>O horizonte da homografia atravessa a extensão da transformação: para além dele não mostra imagem. Resolva de novo.</translation>
    </message>
    <message>
        <source>A transform of the kind {kind} cannot be saved.</source>
        <translation>Uma transformação do tipo {kind} não pode ser guardada.</translation>
    </message>
    <message>
        <source>What is saved is a SavedTransform, not {saved}.</source>
        <translation>O que se guarda é uma SavedTransform, não {saved}.</translation>
    </message>
    <message>
        <source>The displacement field has more than {limit} nodes; solve with a coarser field.</source>
        <translation>O campo de deslocamentos tem mais de {limit} nós; resolva com um campo mais grosseiro.</translation>
    </message>
    <message>
        <source>{path} holds no JSON object; give a file that 'coregix align' wrote ({save_transform}).</source>
        <translation>{path} não contém nenhum objeto JSON; dê um ficheiro que um alinhamento tenha escrito ({save_transform}).</translation>
    </message>
    <message>
        <source>{path}: {place}{name} {what}. Save the transform again with 'coregix align' ({save_transform}).</source>
        <translation>{path}: {place}{name} {what}. Guarde a transformação de novo ({save_transform}).</translation>
    </message>
    <message>
        <source>{name} is larger than a {kind} may be ({limit} MiB).</source>
        <translation>{name} é maior do que um {kind} pode ser ({limit} MiB).</translation>
    </message>
    <message>
        <source>The {kind} {name} cannot be read ({reason}); is it the right file?</source>
        <translation>Não é possível ler o {kind} {name} ({reason}); é o ficheiro certo?</translation>
    </message>
    <message>
        <source>The {kind} {path} is not JSON ({error}).</source>
        <translation>O {kind} {path} não é JSON ({error}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, which was to mean 'no data': a mask tells the invalid ones instead, and there is no nodata tag.</source>
        <translation>Há píxeis válidos com o valor {nodata:g}, que devia significar 'sem dados': em vez disso uma máscara indica os inválidos, e não há valor sem dados.</translation>
    </message>
    <message>
        <source>{what} has no mask, which alone tells the source's invalid pixels; give it a nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>{what} não tem máscara, a única que indica os píxeis inválidos da origem; dê um valor sem dados que nenhum píxel válido tenha ({output_nodata}).</translation>
    </message>
    <message>
        <source>The output has the type {dtype}, which cannot hold the nodata value {value:g}; give one that it can hold ({parameter}).</source>
        <translation>A saída é do tipo {dtype}, que não pode conter o valor sem dados {value:g}; dê um que caiba ({parameter}).</translation>
    </message>
    <message>
        <source>Valid pixels hold {nodata:g}, and {why} only a nodata value can tell; give an output nodata value that no valid pixel has ({output_nodata}).</source>
        <translation>Há píxeis válidos com o valor {nodata:g}, e {why} só um valor sem dados o pode dizer; dê para a saída um que nenhum píxel válido tenha ({output_nodata}).</translation>
    </message>
    <message>
        <source>Vectors are written to {drivers}, not to {target}.</source>
        <translation>Os vetores escrevem-se em {drivers}, não em {target}.</translation>
    </message>
    <message>
        <source>The output {target} is the input itself; choose another name.</source>
        <translation>A saída {target} é a própria entrada; escolha outro nome.</translation>
    </message>
    <message>
        <source>{source} has {count} layers, which only a .gpkg can hold; name the output so.</source>
        <translation>{source} tem {count} camadas, que só um .gpkg pode conter; dê à saída um nome assim.</translation>
    </message>
    <message>
        <source>{source} holds no GeoJSON object; save it again as GeoJSON.</source>
        <translation>{source} não contém nenhum objeto GeoJSON; guarde-o de novo como GeoJSON.</translation>
    </message>
    <message>
        <source>The vector file {source} does not exist; check its name and folder.</source>
        <translation>O ficheiro vetorial {source} não existe; verifique o seu nome e a sua pasta.</translation>
    </message>
    <message>
        <source>The vector file {source} holds no layers; choose another one.</source>
        <translation>O ficheiro vetorial {source} não contém camadas; escolha outro.</translation>
    </message>
    <message>
        <source>The vertices of the layer {layer} of {source} carry measures (M), which cannot be kept: they are left out.</source>
        <translation>Os vértices da camada {layer} de {source} têm medidas (M), que não podem ser mantidas: são omitidas.</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} holds curves ({found}), whose vertices do not say all of their course; convert it first: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</source>
        <translation>A camada {layer} de {source} contém curvas ({found}), cujos vértices não dizem todo o traçado; converta-a primeiro: ogr2ogr -nlt CONVERT_TO_LINEAR straight.gpkg {name}.</translation>
    </message>
    <message>
        <source>{source} is nested too deeply for GeoJSON; save it again from a GIS.</source>
        <translation>{source} está aninhado demasiado fundo para GeoJSON; guarde-o de novo a partir de um SIG.</translation>
    </message>
    <message>
        <source>{purpose} {package}; install it with: pip install pyogrio shapely</source>
        <translation>{purpose} {package}; instale-o com: pip install pyogrio shapely</translation>
    </message>
    <message>
        <source>The vector file {source} cannot be read ({error}); is it the right file?</source>
        <translation>Não é possível ler o ficheiro vetorial {source} ({error}); é o ficheiro certo?</translation>
    </message>
    <message>
        <source>The layer {layer} of {source} could not be copied ({error}).</source>
        <translation>Não foi possível copiar a camada {layer} de {source} ({error}).</translation>
    </message>
    <message>
        <source>The CRS of {source} cannot be used ({error}).</source>
        <translation>Não é possível usar o SRC de {source} ({error}).</translation>
    </message>
    <message>
        <source>Of the vectors and the transform, one has a CRS and the other has none; give the vectors the CRS of the raster that they were digitised on.</source>
        <translation>Dos vetores e da transformação, um tem SRC e o outro não; dê aos vetores o SRC do raster sobre o qual foram digitalizados.</translation>
    </message>
    <message>
        <source>The transform was measured on a raster without a georeference, and the vectors lie at true places already. Vectors of such a raster are in its pixels; save them without a CRS.</source>
        <translation>A transformação foi medida num raster sem georreferência, e os vetores já estão em lugares verdadeiros. Os vetores de um raster assim estão nos seus pixels; guarde-os sem SRC.</translation>
    </message>
    <message>
        <source>Some vertices have no place in {crs}; leave them out, or check the CRS of the vectors.</source>
        <translation>Alguns vértices não têm lugar em {crs}; omita-os, ou verifique o SRC dos vetores.</translation>
    </message>
    <message>
        <source>{outside} of {count} vertices lie outside the area in which the transform was measured.</source>
        <translation>{outside} de {count} vértices estão fora da área em que a transformação foi medida.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a local file that reaches into the network ({found}); give the remote raster itself, or download it.</source>
        <translation>O raster {role} {path} é um ficheiro local que vai à rede ({found}); dê o próprio raster remoto, ou transfira-o.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a pipe or a device, or leads to one ({name}); write what it gives to a file first.</source>
        <translation>O raster {role} {path} é um pipe ou um dispositivo, ou leva a um ({name}); escreva primeiro num ficheiro o que ele dá.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that shows itself ({circle}); make it anew from rasters.</source>
        <translation>O raster {role} {path} é um VRT que mostra a si mesmo ({circle}); crie-o de novo a partir de rasters.</translation>
    </message>
    <message>
        <source>The {role} raster {path} is a VRT that takes the bytes of {raw} for pixels, which lies outside its folder; put both in one folder, or convert it.</source>
        <translation>O raster {role} {path} é um VRT que toma por píxeis os bytes de {raw}, que está fora da sua pasta; ponha ambos numa pasta, ou converta-o.</translation>
    </message>
    <message>
        <source>{path} cannot be looked into ({error}); unpack the archive.</source>
        <translation>Não é possível ver dentro de {path} ({error}); descompacte o arquivo.</translation>
    </message>
    <message>
        <source>The {role} raster {path} leads to {inner}, which cannot be looked into; unpack it.</source>
        <translation>O raster {role} {path} leva a {inner}, dentro do qual não se pode ver; descompacte-o.</translation>
    </message>
    <message>
        <source> It may have run out of memory.</source>
        <translation> Talvez a memória não tenha chegado.</translation>
    </message>
    <message>
        <source>The elastix process ended with code {code}{cause}.{memory}</source>
        <translation>O processo do elastix terminou com o código {code}{cause}.{memory}</translation>
    </message>
    <message>
        <source>SimpleITK cannot be loaded ({error}). Run: pip install SimpleITK-SimpleElastix</source>
        <translation>Não é possível carregar o SimpleITK ({error}). Execute: pip install SimpleITK-SimpleElastix</translation>
    </message>
    <message>
        <source>The elastix process could not be started: {error}.</source>
        <translation>Não foi possível iniciar o processo do elastix: {error}.</translation>
    </message>
    <message>
        <source>elastix did not answer within {timeout:.0f} s and was stopped; try a smaller image, or another {transform} or {metric}.</source>
        <translation>O elastix não respondeu em {timeout:.0f} s e foi parado; tente uma imagem mais pequena, ou outro valor de {transform} ou {metric}.</translation>
    </message>
    <message>
        <source>give the one or the other</source>
        <translation>dê um ou o outro</translation>
    </message>
    <message>
        <source>give a pair list, or a reference with its sources</source>
        <translation>dê uma lista de pares, ou uma referência com as suas origens</translation>
    </message>
    <message>
        <source>with a band for each raster, {band_index} has no meaning</source>
        <translation>com uma banda para cada raster, {band_index} não tem sentido</translation>
    </message>
    <message>
        <source>each band is an image of its own</source>
        <translation>cada banda é uma imagem própria</translation>
    </message>
    <message>
        <source>the reference is the datum, which stays in place</source>
        <translation>a referência é o datum, que fica no lugar</translation>
    </message>
    <message>
        <source>every value would be invalid</source>
        <translation>todos os valores seriam inválidos</translation>
    </message>
    <message>
        <source>the first needs a file for the second</source>
        <translation>o primeiro precisa de um ficheiro para o segundo</translation>
    </message>
    <message>
        <source>a cluster that exists has its own workers</source>
        <translation>um cluster existente tem os seus próprios trabalhadores</translation>
    </message>
    <message>
        <source>the bands of one file are no images of a collection</source>
        <translation>as bandas de um ficheiro não são imagens de uma coleção</translation>
    </message>
    <message>
        <source>{before} and {last} are missing; give each a value.</source>
        <translation>Faltam {before} e {last}; dê um valor a cada um.</translation>
    </message>
    <message>
        <source>{first} and {second} contradict each other: {why}.</source>
        <translation>{first} e {second} contradizem-se: {why}.</translation>
    </message>
    <message>
        <source>{name} has an effect only with {needed}; give both, or leave it out.</source>
        <translation>{name} só tem efeito com {needed}; indique ambos, ou retire-o.</translation>
    </message>
    <message>
        <source>There is no parameter {name!r}{hint}.</source>
        <translation>Não há nenhum parâmetro {name!r}{hint}.</translation>
    </message>
    <message>
        <source>takes {takes}, not {text!r}</source>
        <translation>aceita {takes}, não {text!r}</translation>
    </message>
    <message>
        <source>both would write {path}</source>
        <translation>ambos escreveriam {path}</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>um número inteiro</translation>
    </message>
    <message>
        <source>a band number, counted from 0</source>
        <translation>um número de banda, contado a partir de 0</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>um número</translation>
    </message>
    <message>
        <source>numbers with commas between them, such as 8,4,0.5</source>
        <translation>números separados por vírgulas, como 8,4,0.5</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>verdadeiro ou falso</translation>
    </message>
    <message>
        <source>NAME=VALUE, such as COMPRESS=ZSTD</source>
        <translation>NOME=VALOR, como COMPRESS=ZSTD</translation>
    </message>
    <message>
        <source>BAND=VALUE, such as 4=nearest or classes=nearest</source>
        <translation>BANDA=VALOR, como 4=nearest ou classes=nearest</translation>
    </message>
    <message>
        <source>needs the name of a file or folder, not {path}</source>
        <translation>precisa do nome de um ficheiro ou pasta, não {path}</translation>
    </message>
    <message>
        <source> (did you mean {name}?)</source>
        <translation> (quis dizer {name}?)</translation>
    </message>
    <message>
        <source>is either true or false, not {value}</source>
        <translation>é verdadeiro ou falso, não {value}</translation>
    </message>
    <message>
        <source>needs the name of a file, not an array; {functions} take arrays</source>
        <translation>precisa do nome de um ficheiro, não de uma matriz; {functions} aceitam matrizes</translation>
    </message>
    <message>
        <source>takes a file, what load_transform gives, or a Registration, not {value}; warp takes a bare transform</source>
        <translation>aceita um ficheiro, o que load_transform dá ou uma Registration, não {value}; warp aceita uma transformação simples</translation>
    </message>
    <message>
        <source>must be one of {choices}, not {value}{hint}</source>
        <translation>tem de ser um de {choices}, não {value}{hint}</translation>
    </message>
    <message>
        <source>takes a text, not {value}</source>
        <translation>aceita um texto, não {value}</translation>
    </message>
    <message>
        <source>takes {takes}, not {value}</source>
        <translation>aceita {takes}, não {value}</translation>
    </message>
    <message>
        <source>{name} must be one of {choices}, not {given!r}{hint}</source>
        <translation>{name} tem de ser um de {choices}, não {given!r}{hint}</translation>
    </message>
    <message>
        <source>must be a finite number, not {number}</source>
        <translation>tem de ser um número finito, não {number}</translation>
    </message>
    <message>
        <source>must be at least {minimum:g}, not {number}</source>
        <translation>tem de ser pelo menos {minimum:g}, não {number}</translation>
    </message>
    <message>
        <source>must be above {minimum:g}; leave it out to use the default, or write the largest that can be expected</source>
        <translation>tem de ser superior a {minimum:g}; omita-o para usar o valor predefinido ou indique o maior que se possa esperar</translation>
    </message>
    <message>
        <source>must be at most {maximum:g}, not {number}</source>
        <translation>tem de ser no máximo {maximum:g}, não {number}</translation>
    </message>
    <message>
        <source>must run from coarse to fine, not {value}</source>
        <translation>tem de ir de grosseiro a fino, não {value}</translation>
    </message>
    <message>
        <source>takes 1 to {limit} numbers, not {given}</source>
        <translation>aceita de 1 a {limit} números, não {given}</translation>
    </message>
    <message>
        <source>takes finite numbers, not {value}</source>
        <translation>aceita números finitos, não {value}</translation>
    </message>
    <message>
        <source>must end in {suffixes}, not as {path!r} does</source>
        <translation>tem de terminar em {suffixes}, não como {path!r}</translation>
    </message>
    <message>
        <source>{parameter} needs the name of a file or folder, not {path}.</source>
        <translation>{parameter} precisa do nome de um ficheiro ou pasta, não {path}.</translation>
    </message>
    <message>
        <source>takes the names of files, not {value}</source>
        <translation>aceita nomes de ficheiros, não {value}</translation>
    </message>
    <message>
        <source>names no files</source>
        <translation>não indica nenhum ficheiro</translation>
    </message>
    <message>
        <source>is missing; give it a value</source>
        <translation>falta; dê-lhe um valor</translation>
    </message>
    <message>
        <source>has {name} twice; give it once</source>
        <translation>tem {name} duas vezes; dê-o uma vez</translation>
    </message>
    <message>
        <source>must be a number that a computer can hold, not {value}</source>
        <translation>tem de ser um número que um computador possa conter, não {value}</translation>
    </message>
    <message>
        <source>takes {count} numbers, not {given}</source>
        <translation>aceita {count} números, não {given}</translation>
    </message>
    <message>
        <source>takes a function that is called with each event, not {progress}</source>
        <translation>aceita uma função que é chamada a cada evento, não {progress}</translation>
    </message>
    <message>
        <source>The mask {names} leaves out nothing of the ground that both rasters cover; check what of it is meant.</source>
        <translation>A máscara {names} não deixa nada de fora do terreno que ambos os rasters cobrem; verifique que parte dela se pretende usar.</translation>
    </message>
    <message>
        <source>The mask {names} leaves out {share:.0%} of the ground that both rasters cover; check that it is not the wrong way round.</source>
        <translation>A máscara {names} deixa de fora {share:.0%} do terreno que ambos os rasters cobrem; verifique que não está invertida.</translation>
    </message>
    <message>
        <source>The masks {names} leave out nothing of the ground that both rasters cover; check what of them is meant.</source>
        <translation>As máscaras {names} não deixam nada de fora do terreno que ambos os rasters cobrem; verifique que parte delas se pretende usar.</translation>
    </message>
    <message>
        <source>The masks {names} leave out {share:.0%} of the ground that both rasters cover; check that they are not the wrong way round.</source>
        <translation>As máscaras {names} deixam de fora {share:.0%} do terreno que ambos os rasters cobrem; verifique que não estão invertidas.</translation>
    </message>
    <message>
        <source>{reason}; the mask {names} leaves out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason}; a máscara {names} deixa de fora {share:.0%} do terreno que ambos os rasters cobrem</translation>
    </message>
    <message>
        <source>The mask {name} lies elsewhere than the ground that both rasters cover; check its place and its CRS.</source>
        <translation>A máscara {name} está noutro lugar que não o terreno que ambos os rasters cobrem; verifique a sua posição e o seu SRC.</translation>
    </message>
    <message>
        <source>{reason}; the masks {names} leave out {share:.0%} of the ground that both rasters cover</source>
        <translation>{reason}; as máscaras {names} deixam de fora {share:.0%} do terreno que ambos os rasters cobrem</translation>
    </message>
    <message>
        <source>The rasters do not overlap: {fixed} covers {bounds} and {moving} covers {reach} in {crs}. Check the CRS of both, or allow a {max_shift} that bridges the gap.</source>
        <translation>Os rasters não se sobrepõem: {fixed} cobre {bounds} e {moving} cobre {reach} em {crs}. Verifique o SRC de ambos, ou permita em {max_shift} um valor que vença a distância.</translation>
    </message>
    <message>
        <source>Only {width} x {height} pixels of {fixed} and {moving} lie in one place; that is too little to align.</source>
        <translation>Só {width} x {height} píxeis de {fixed} e {moving} estão num mesmo lugar; é muito pouco para alinhar.</translation>
    </message>
    <message>
        <source>{moving} holds {fill:g} and {fixed} holds {other:g} at the same pixels, as gaps of a sensor are: these are left out of the comparison. If they are no data, say so ({moving_nodata}, {fixed_nodata}), or they are moved as ground.</source>
        <translation>{moving} contém {fill:g} e {fixed} contém {other:g} nos mesmos píxeis, como as falhas de um sensor: ficam fora da comparação. Se não são dados, indique-o ({moving_nodata}, {fixed_nodata}); caso contrário são movidos como terreno.</translation>
    </message>
    <message>
        <source>{count} columns or rows of {moving} and {fixed} lie beside those around them at the same pixels, as lines of a sensor do: they are left out of the comparison.</source>
        <translation>{count} colunas ou linhas de {moving} e {fixed} afastam-se das que as rodeiam nos mesmos píxeis, como as linhas de um sensor: ficam fora da comparação.</translation>
    </message>
    <message>
        <source>Columns or rows of {moving} and {fixed} are brighter and darker in the same order, as those of one sensor are: what all of them differ by is taken off for the comparison.</source>
        <translation>Colunas ou linhas de {moving} e {fixed} são mais claras e mais escuras pela mesma ordem, como as de um mesmo sensor: o que as distingue no seu todo é subtraído para a comparação.</translation>
    </message>
    <message>
        <source>The mask {names} leaves nothing of the {raster} where the other one may lie; check its place, its CRS and what of it is meant.</source>
        <translation>A máscara {names} não deixa nada do {raster} onde o outro pode estar; verifique o seu lugar, o seu SRC e o que dela se pretende.</translation>
    </message>
    <message>
        <source>With the mask {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check its place, its CRS and what of it is meant.</source>
        <translation>Com a máscara {mask_names} não resta nada da área que {moving} e {fixed} têm em comum; verifique o seu lugar, o seu SRC e o que dela se pretende.</translation>
    </message>
    <message>
        <source>{names} ({share:.0%} left)</source>
        <translation>{names} (restam {share:.0%})</translation>
    </message>
    <message>
        <source>The masks {names} together leave nothing of the {raster} where the other one may lie; check their places, their CRSs and what of them is meant.</source>
        <translation>As máscaras {names} juntas não deixam nada do {raster} onde o outro pode estar; verifique os seus lugares, os seus SRC e o que delas se pretende.</translation>
    </message>
    <message>
        <source>With the masks {mask_names} nothing is left of the area that {moving} and {fixed} have in common; check their places, their CRSs and what of them is meant.</source>
        <translation>Com as máscaras {mask_names} não resta nada da área que {moving} e {fixed} têm em comum; verifique os seus lugares, os seus SRC e o que delas se pretende.</translation>
    </message>
    <message>
        <source>The {raster} has no valid pixels in band {band} where the other one may lie{value}; choose another band, or check its nodata.</source>
        <translation>O {raster} não tem píxeis válidos na banda {band} onde o outro pode estar{value}; escolha outra banda, ou verifique o seu valor sem dados.</translation>
    </message>
    <message>
        <source>The {raster} holds nothing but the value {seen:g} in band {band} where the other one may lie; there is nothing to align by.</source>
        <translation>O {raster} só contém o valor {seen:g} na banda {band} onde o outro pode estar; não há nada por que alinhar.</translation>
    </message>
    <message>
        <source>Only {share:.2%} of the area that {moving} and {fixed} have in common is valid in both, less than {least:.2%} ({min_valid_fraction}); check nodata and masks.</source>
        <translation>Só {share:.2%} da área que {moving} e {fixed} têm em comum é válida em ambos, menos do que {least:.2%} ({min_valid_fraction}); verifique os valores sem dados e as máscaras.</translation>
    </message>
    <message>
        <source>under no turn and scale do the images agree more than unrelated ones do</source>
        <translation>sob nenhuma rotação e escala as imagens concordam mais do que imagens sem relação</translation>
    </message>
    <message>
        <source>Look whether both show the same ground.</source>
        <translation>Veja se ambas mostram o mesmo terreno.</translation>
    </message>
    <message>
        <source>nowhere in the reference do the images agree more than unrelated ones do</source>
        <translation>em nenhum lugar da referência as imagens concordam mais do que imagens sem relação</translation>
    </message>
    <message>
        <source>Say about where the source lies, and more is tried there.</source>
        <translation>Diga mais ou menos onde está a origem, e lá procura-se mais.</translation>
    </message>
    <message>
        <source>{path}: some points have no place in the reference's CRS; check that of the file.</source>
        <translation>{path}: alguns pontos não têm lugar no SRC da referência; verifique o do ficheiro.</translation>
    </message>
    <message>
        <source>The points of {path} turn the other way in the source than in the reference; check whether x and y, or the signs of the rows, are exchanged. If the source itself is a mirror image, flip it in an image editor first.</source>
        <translation>Os pontos de {path} giram na origem no sentido contrário ao da referência; verifique se x e y, ou os sinais das linhas, estão trocados. Se a própria origem for uma imagem espelhada, inverta-a primeiro num editor de imagens.</translation>
    </message>
    <message>
        <source>{path} places no raster: give two points or more that lie apart, and of {enough} or more not all in one line.</source>
        <translation>{path} não situa nenhum raster: dê dois pontos ou mais que estejam afastados, e de {enough} ou mais, não todos numa linha.</translation>
    </message>
    <message>
        <source>{path} places the source outside the reference, around {x:.12g}, {y:.12g}; check the points' places, and the CRS in which they are given.</source>
        <translation>{path} situa a origem fora da referência, em torno de {x:.12g}, {y:.12g}; verifique os lugares dos pontos e o SRC em que são dados.</translation>
    </message>
    <message>
        <source>{path} holds no point that is enabled; enable some in QGIS's Georeferencer.</source>
        <translation>{path} não contém nenhum ponto ativado; ative alguns no Georreferenciador do QGIS.</translation>
    </message>
    <message>
        <source>{path}: the point at {x:.12g}, {y:.12g} lies {off_px:.0f} pixels of the reference from where all others put it, and is left out; correct it or disable it.</source>
        <translation>{path}: o ponto em {x:.12g}, {y:.12g} fica a {off_px:.0f} píxeis da referência de onde todos os outros o colocam, e é deixado de fora; corrija-o ou desative-o.</translation>
    </message>
    <message>
        <source>{path}: by the known points the source's area is off by a factor of {area:.3g}; give the point file that was made for this pair.</source>
        <translation>{path}: pelos pontos conhecidos a área da origem está errada por um fator de {area:.3g}; dê o ficheiro de pontos que foi feito para este par.</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from the transform fitted to them ({model}); check them.</source>
        <translation>Os pontos conhecidos de {path} ficam a {rmse_px:.1f} px (RMSE) da transformação ajustada a eles ({model}); verifique-os.</translation>
    </message>
    <message>
        <source>The number of points of {path} that are enabled is {count}, and a homography takes {enough} or more; set more of them, or choose an affine.</source>
        <translation>O número de pontos ativados de {path} é {count}, e uma homografia precisa de {enough} ou mais; marque mais ou escolha uma afim.</translation>
    </message>
    <message>
        <source>The points of {path} lie in one line, or nearly, and a homography takes four of which no three do; set more of them, or choose an affine.</source>
        <translation>Os pontos de {path} estão em uma linha, ou quase, e uma homografia precisa de quatro dos quais não haja três em uma; ponha mais, ou escolha uma afim.</translation>
    </message>
    <message>
        <source>The place {x:.10g}, {y:.10g} lies outside of {fixed}.</source>
        <translation>O lugar {x:.10g}, {y:.10g} está fora de {fixed}.</translation>
    </message>
    <message>
        <source>There are no valid pixels of {raster} around the place {x:.10g}, {y:.10g}.</source>
        <translation>{raster} não tem píxeis válidos em torno do lugar {x:.10g}, {y:.10g}.</translation>
    </message>
    <message>
        <source>the source is a mirror image of the reference</source>
        <translation>a origem é uma imagem espelhada da referência</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}. {advice}</source>
        <translation>Não se encontrou um alinhamento fiável: {reason}. {advice}</translation>
    </message>
    <message>
        <source>{moving} in {fixed}: {refusal}</source>
        <translation>{moving} em {fixed}: {refusal}</translation>
    </message>
    <message>
        <source>Flip it in an image editor, and run again.</source>
        <translation>Inverta-a num editor de imagens, e execute de novo.</translation>
    </message>
    <message>
        <source>{near_place} and {around} say two things; give one of them.</source>
        <translation>{near_place} e {around} dizem duas coisas; dê um deles.</translation>
    </message>
    <message>
        <source>{parameter} {given} lies outside the reference {fixed}; give a place in its CRS.</source>
        <translation>{parameter} {given} está fora da referência {fixed}; dê um lugar no seu SRC.</translation>
    </message>
    <message>
        <source>{around} must be xmin,ymin,xmax,ymax, not {given}.</source>
        <translation>{around} tem de ser xmin,ymin,xmax,ymax, não {given}.</translation>
    </message>
    <message>
        <source>{share:.0%} of the output lies beyond what both images show: the transform is extrapolated there, and its uncertainty (CE90) grows to {largest:.1f} px.</source>
        <translation>{share:.0%} da saída fica fora do que ambas as imagens mostram: ali a transformação é extrapolada, e sua incerteza (CE90) cresce até {largest:.1f} px.</translation>
    </message>
    <message>
        <source>{seen}, but what both images show at the same pixels looks unlike the rest in both, where nothing agrees: clouds or smoke may lie over both, or so much of the ground has changed</source>
        <translation>{seen}, mas o que ambas as imagens mostram nos mesmos píxeis é em ambas diferente do resto, onde nada concorda: pode haver nuvens ou fumo sobre ambas, ou tanto do terreno mudou</translation>
    </message>
    <message>
        <source>the images do not agree: part of both is the same pixel by pixel, as names, lines or clouds over both would be, and beside that no common ground is seen; mask what is no ground in either (clouds, snow or water in one of them too), or compare another band</source>
        <translation>as imagens não concordam: uma parte é igual em ambas píxel a píxel, como seriam nomes, linhas ou nuvens sobre ambas, e ao lado não se vê terreno comum; mascare o que não é terreno numa delas (também nuvens, neve ou água numa só), ou compare outra banda</translation>
    </message>
    <message>
        <source>the images do not agree: what both show at the same pixels may be names or lines over them, and {share:.0%} of the ground lies {length_px:.1f} px from there; mask them, or take rasters without them</source>
        <translation>as imagens não concordam: o que ambas mostram nos mesmos píxeis podem ser nomes ou linhas sobre elas, e {share:.0%} do terreno está a {length_px:.1f} px dali; mascare-os ou use rasters sem eles</translation>
    </message>
    <message>
        <source>{reason}; but looked for anywhere, the source would be found, turned or scaled or in another place</source>
        <translation>{reason}; mas procurada em qualquer lado, a origem seria encontrada, rodada, noutra escala ou noutro lugar</translation>
    </message>
    <message>
        <source>{moving} is placed by {count} ground control points alone: it is looked for near the affine that fits them best, which is off by {rmse_px:.1f} px (root mean square).</source>
        <translation>{moving} está situado apenas por {count} pontos de controlo: procura-se perto da afinidade que melhor se lhes ajusta, que se desvia {rmse_px:.1f} px (média quadrática).</translation>
    </message>
    <message>
        <source>The known points of {path} lie {rmse_px:.1f} px (rmse) from where the result puts them: either they or the result are wrong.</source>
        <translation>Os pontos conhecidos de {path} ficam a {rmse_px:.1f} px (rmse) de onde o resultado os coloca: ou eles ou o resultado estão errados.</translation>
    </message>
    <message>
        <source>{parameter} {coarsest:g} leaves fewer than {fewest} pixels of the common area of {moving} and {fixed}; it is in {unit} of the reference, whose pixels are {pixel:g}.</source>
        <translation>{parameter} {coarsest:g} deixa menos de {fewest} píxeis da área comum de {moving} e {fixed}; está em {unit} da referência, cujos píxeis medem {pixel:g}.</translation>
    </message>
    <message>
        <source>Neither the {moving} nor the {fixed} has a band {band}: the one has {moving_bands}, the other {fixed_bands}.</source>
        <translation>Nem o {moving} nem o {fixed} têm a banda {band}: um tem {moving_bands}, o outro {fixed_bands}.</translation>
    </message>
    <message>
        <source>{moving} has no georeference: it is looked for anywhere in {fixed}.</source>
        <translation>{moving} não tem georreferência: procura-se em todo o {fixed}.</translation>
    </message>
    <message>
        <source>{moving} has ground control points that place it nowhere ({reason}): it is looked for anywhere in {fixed}.</source>
        <translation>{moving} tem pontos de controlo que não o situam em parte alguma ({reason}): procura-se em todo o {fixed}.</translation>
    </message>
    <message>
        <source>{known_points} and {parameter} say two things; give one of them.</source>
        <translation>{known_points} e {parameter} dizem duas coisas; dê um deles.</translation>
    </message>
    <message>
        <source>A report needs matplotlib, which is not installed: pip install matplotlib.</source>
        <translation>Um relatório precisa do matplotlib, que não está instalado: pip install matplotlib.</translation>
    </message>
    <message>
        <source>No reliable alignment was found: {reason}.</source>
        <translation>Não se encontrou um alinhamento fiável: {reason}.</translation>
    </message>
    <message>
        <source>the rasters have nothing in common</source>
        <translation>os rasters não têm nada em comum</translation>
    </message>
    <message>
        <source>too small in common: {path} has {width} x {height} pixels</source>
        <translation>demasiado pequeno em comum: {path} tem {width} x {height} píxeis</translation>
    </message>
    <message>
        <source>The tie points agree on no homography all over the image: it is left at an affine.</source>
        <translation>Os pontos de ligação não concordam em nenhuma homografia para toda a imagem: fica-se por uma afim.</translation>
    </message>
    <message>
        <source>the best shift leaves nothing in common, or lies beyond the largest one that is looked for</source>
        <translation>o melhor deslocamento não deixa nada em comum, ou ultrapassa o maior que se procura</translation>
    </message>
    <message>
        <source>contradicts the other links: {gap:.2f} px from what they agree on</source>
        <translation>contradiz as outras ligações: {gap:.2f} px daquilo em que concordam</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these to the reference; of {count} links to it that were tried, one says: {why}; take another reference, or none</source>
        <translation>está ligada a outras imagens, e nenhuma destas à referência; de {count} ligações a ela que foram tentadas, uma diz: {why}; use outra referência, ou nenhuma</translation>
    </message>
    <message>
        <source>The datum {datum!r} is none of the images; give 'mean', 'first', or the name of one, such as {images!r}.</source>
        <translation>O datum {datum!r} não é nenhuma das imagens; dê 'mean', 'first', ou o nome de uma, como {images!r}.</translation>
    </message>
    <message>
        <source>the datum {datum}, on which it is to lie, cannot be trusted: {why}; take another image or the mean as the datum</source>
        <translation>o datum {datum}, sobre o qual deve ficar, não é fiável: {why}; use outra imagem ou a média como datum</translation>
    </message>
    <message>
        <source>it is linked to other images, and none of these overlaps the reference</source>
        <translation>está ligada a outras imagens, e nenhuma destas se sobrepõe à referência</translation>
    </message>
    <message>
        <source>There is no image to align besides the reference.</source>
        <translation>Não há imagem para alinhar além da referência.</translation>
    </message>
    <message>
        <source>No trustworthy link joins {first}, the first image, with the others; {second} stays in place instead.</source>
        <translation>Nenhuma ligação fiável une {first}, a primeira imagem, às outras; em vez dela, {second} fica no lugar.</translation>
    </message>
    <message>
        <source>{bare} has no CRS, and {placed} has one; a stack takes images that have a CRS, or ones that have none.</source>
        <translation>{bare} não tem SRC, e {placed} tem um; uma pilha aceita imagens que têm SRC, ou as que não têm.</translation>
    </message>
    <message>
        <source>Bands are those of one file, and {count} were given.</source>
        <translation>As bandas são as de um só ficheiro, e foram dados {count}.</translation>
    </message>
    <message>
        <source>{folder} still holds files of earlier runs that are no part of this one: {names}. Remove them if they are not wanted.</source>
        <translation>{folder} ainda contém ficheiros de execuções anteriores que não fazem parte desta: {names}. Remova-os se não forem desejados.</translation>
    </message>
    <message>
        <source>{old}, which an earlier run wrote, cannot be removed ({strerror}).</source>
        <translation>Não é possível remover {old}, escrito por uma execução anterior ({strerror}).</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} gives {count}.</source>
        <translation>Uma série precisa de pelo menos duas imagens; {images} dá {count}.</translation>
    </message>
    <message>
        <source>There is no file or folder {missing}; check the name.</source>
        <translation>Não há nenhum ficheiro ou pasta {missing}; verifique o nome.</translation>
    </message>
    <message>
        <source>A stack needs two images at least; {images} are one file.</source>
        <translation>Uma série precisa de pelo menos duas imagens; {images} são um só ficheiro.</translation>
    </message>
    <message>
        <source>A stack takes {limit} images at most, not {count}.</source>
        <translation>Uma série aceita {limit} imagens no máximo, não {count}.</translation>
    </message>
    <message>
        <source>No date is known of these images: {images}. They come last, in the order given; name files as 2021-03-15.tif, or give a list with the columns image and date.</source>
        <translation>Não se conhece a data destas imagens: {images}. Vêm no fim, pela ordem dada; dê aos ficheiros nomes como 2021-03-15.tif ou indique uma lista com as colunas image e date.</translation>
    </message>
    <message>
        <source>Two images would be written as {twice}.tif; rename one of them.</source>
        <translation>Duas imagens seriam escritas como {twice}.tif; mude o nome de uma.</translation>
    </message>
    <message>
        <source>{raster} has one band; bands can be aligned to each other if there are two at least.</source>
        <translation>{raster} tem uma banda; as bandas podem ser alinhadas entre si se houver pelo menos duas.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>The common grid would have {columns} x {rows} pixels; give a raster whose grid is to be taken.</source>
        <translation>A grelha comum teria {columns} x {rows} píxeis; dê um raster cuja grelha se deva usar.</translation>
    </message>
    <message>
        <source>The stack was stopped; links that are measured stay, and the same command goes on from there.</source>
        <translation>A série foi parada; as ligações medidas ficam, e o mesmo comando continua a partir daí.</translation>
    </message>
    <message>
        <source>A {format} cube holds images; with bands, and if nothing but measuring is asked for, there is none.</source>
        <translation>Um cubo {format} contém imagens; com bandas, e se apenas se mede, não há nenhum.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({strerror}); choose another one.</source>
        <translation>Não é possível criar a pasta {folder} ({strerror}); escolha outra.</translation>
    </message>
    <message>
        <source>{name} is neither a STAC item nor a collection of items.</source>
        <translation>{name} não é um elemento STAC nem uma coleção deles.</translation>
    </message>
    <message>
        <source>{name}: the item {value} has {count} rasters of which none is the only one with the role 'data'; list the files that are meant.</source>
        <translation>{name}: o elemento {value} tem {count} rasters dos quais nenhum é o único com o papel 'data'; liste os ficheiros pretendidos.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no rasters ({raster_suffixes}).</source>
        <translation>A pasta {folder} não contém rasters ({raster_suffixes}).</translation>
    </message>
    <message>
        <source>No file fits {pattern!r}; check the pattern.</source>
        <translation>Nenhum ficheiro corresponde a {pattern!r}; verifique o padrão.</translation>
    </message>
    <message>
        <source>{name} lists no images.</source>
        <translation>{name} não lista imagens.</translation>
    </message>
    <message>
        <source>The list {name} begins with {titles}, which is no file; titles that are understood are image, date and exclude, of which image has to be there.</source>
        <translation>A lista {name} começa com {titles}, que não é um ficheiro; os títulos de coluna entendidos são image, date e exclude, dos quais image tem de existir.</translation>
    </message>
    <message>
        <source>{where}: {text!r} is no date; write it as 2021-03-15 or 2021-03-15T10:11:12.</source>
        <translation>{where}: {text!r} não é uma data; escreva-a como 2021-03-15 ou 2021-03-15T10:11:12.</translation>
    </message>
    <message>
        <source>{name} leads back to itself by its links to items.</source>
        <translation>{name} leva de volta a si mesmo pelas suas ligações a itens.</translation>
    </message>
    <message>
        <source>{name} holds no STAC items.</source>
        <translation>{name} não contém elementos STAC.</translation>
    </message>
    <message>
        <source>{name}: the row {row} names no image; give it one, or remove it.</source>
        <translation>{name}: a linha {row} não indica nenhuma imagem; dê-lhe uma ou remova-a.</translation>
    </message>
    <message>
        <source>its link {reason}</source>
        <translation>a sua ligação {reason}</translation>
    </message>
    <message>
        <source>held by {count} links</source>
        <translation>sustentada por {count} ligações</translation>
    </message>
    <message>
        <source>held by 1 link</source>
        <translation>sustentada por 1 ligação</translation>
    </message>
    <message>
        <source>it is linked to some images, but not to those that hold the others</source>
        <translation>está ligada a algumas imagens, mas não às que sustentam as outras</translation>
    </message>
    <message>
        <source>{reason}, all of them uncertain: {why}</source>
        <translation>{reason}, todas incertas: {why}</translation>
    </message>
    <message>
        <source>{reason}, of which one lies {gap:.2f} px from what they agree on, more than it can be off by itself</source>
        <translation>{reason}, das quais uma fica a {gap:.2f} px daquilo em que concordam: mais do que pode errar por si só</translation>
    </message>
    <message>
        <source>{reason}; check points lie {apart:.2f} px off, CE90 is {ce90:.2f} px</source>
        <translation>{reason}; os pontos de verificação estão a {apart:.2f} px, o CE90 é de {ce90:.2f} px</translation>
    </message>
    <message>
        <source>{reason}, and as many contradict them</source>
        <translation>{reason}, e outras tantas as contradizem</translation>
    </message>
    <message>
        <source>{reason}; those that lead to the datum are uncertain, with a CE90 of {ce90:.2f} px at best</source>
        <translation>{reason}; as que levam ao datum são incertas, com um CE90 de {ce90:.2f} px na melhor das hipóteses</translation>
    </message>
    <message>
        <source>{reason}, most of them uncertain as a part of its ground lies elsewhere or bends, with a CE90 of {ce90:.2f} px</source>
        <translation>{reason}, a maioria incertas, pois uma parte do seu solo está noutro lugar ou se curva, com um CE90 de {ce90:.2f} px</translation>
    </message>
    <message>
        <source>no trustworthy link holds it; of {count} that were tried, one says: {reason}</source>
        <translation>nenhuma ligação fiável a sustenta; de {count} que se tentaram, uma diz: {reason}</translation>
    </message>
    <message>
        <source>it overlaps no other image</source>
        <translation>não se sobrepõe a nenhuma outra imagem</translation>
    </message>
    <message>
        <source>Below {below:g} or above {above:g} lie all values, so that all edges would be invalid; give {edge_trim_invalid_below} a smaller value than {edge_trim_invalid_above}.</source>
        <translation>Abaixo de {below:g} ou acima de {above:g} estão todos os valores, de modo que todas as bordas seriam inválidas; dê a {edge_trim_invalid_below} um valor menor do que a {edge_trim_invalid_above}.</translation>
    </message>
    <message>
        <source>{band_resampling} {setting} names a band that {source} does not have: it has {have}.</source>
        <translation>{band_resampling} {setting} indica uma banda que {source} não tem: tem {have}.</translation>
    </message>
    <message>
        <source>Nothing of the {raster} lies in the output: under the transform it lies at {ground}, and the output covers {covered}.</source>
        <translation>Nada do {raster} está na saída: pela transformação está em {ground}, e a saída cobre {covered}.</translation>
    </message>
    <message>
        <source>input</source>
        <translation>de entrada</translation>
    </message>
    <message>
        <source>output</source>
        <translation>de saída</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>de máscara</translation>
    </message>
    <message>
        <source>elevation model</source>
        <translation>do modelo de elevação</translation>
    </message>
    <message>
        <source>Align one raster to another.</source>
        <translation>Alinhar um raster com outro.</translation>
    </message>
    <message>
        <source>The source raster is moved onto the reference. The result is measured at tie points: the verdict says whether to trust it, and where there is nothing to align by, there is a message and no file. Arrows show what was moved.</source>
        <translation>O raster de origem é movido para a referência. O resultado é medido em pontos de ligação: o veredito diz se se pode confiar nele, e onde não há nada com que alinhar há uma mensagem e nenhum ficheiro. As setas mostram o que foi movido.</translation>
    </message>
    <message>
        <source>Source raster</source>
        <translation>Raster de origem</translation>
    </message>
    <message>
        <source>The raster that is displaced: it is moved onto the reference. Any path that GDAL reads.</source>
        <translation>O raster que está deslocado: é movido para a referência. Qualquer caminho que o GDAL leia.</translation>
    </message>
    <message>
        <source>Band of the source used for the registration.</source>
        <translation>Banda da origem usada para o registo.</translation>
    </message>
    <message>
        <source>Reference raster</source>
        <translation>Raster de referência</translation>
    </message>
    <message>
        <source>The raster that lies in the right place: the source is aligned to it. Any path that GDAL reads.</source>
        <translation>O raster que está no lugar certo: a origem é alinhada com ele. Qualquer caminho que o GDAL leia.</translation>
    </message>
    <message>
        <source>Band of the reference used for the registration.</source>
        <translation>Banda da referência usada para o registo.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity, affine and homography that the evidence supports; 'homography' is for photographs of flat ground that were taken at an angle, 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>O que o deslocamento pode ser. 'auto' toma a mais simples de translation, rigid, similarity, affine e homography que as medições sustentam; 'homography' é para fotografias de terreno plano tiradas em ângulo, 'local' acrescenta um campo de deslocamentos suave para o terreno e os efeitos da lente.</translation>
    </message>
    <message>
        <source>Largest displacement that is looked for, in units of the reference's CRS; half the image where not given.</source>
        <translation>Maior deslocamento que é procurado, em unidades do SRC da referência; metade da imagem se não for indicado.</translation>
    </message>
    <message>
        <source>CRS units</source>
        <translation>unidades do SRC</translation>
    </message>
    <message>
        <source>Where the search begins. 'near' trusts the source's georeference up to half the image and 10 degrees; 'anywhere' trusts nothing: any place in the reference, any turn, pixels from 0.3 to 3 times the reference's. A source without a georeference is looked for anywhere by itself.</source>
        <translation>Onde a procura começa. 'near' confia na georreferência da origem até metade da imagem e 10 graus; 'anywhere' não confia em nada: qualquer lugar da referência, qualquer rotação, píxeis de 0,3 a 3 vezes os da referência. Uma origem sem georreferência é procurada por si em qualquer lugar.</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in both rasters; the output keeps its pixels: vector layers, or raster layers of which 0 is out.</source>
        <translation>Terreno que a comparação exclui em ambos os rasters; a saída mantém os seus píxeis: camadas vetoriais, ou camadas raster em que 0 fica de fora.</translation>
    </message>
    <message>
        <source>Look at only</source>
        <translation>Ver apenas</translation>
    </message>
    <message>
        <source>Ground that alone is compared in both rasters: vector layers, or raster layers of which 0 is out.</source>
        <translation>Terreno que é o único comparado em ambos os rasters: camadas vetoriais, ou camadas raster em que 0 fica de fora.</translation>
    </message>
    <message>
        <source>Aligned raster</source>
        <translation>Raster alinhado</translation>
    </message>
    <message>
        <source>Where the aligned raster goes: all bands of the source, resampled once. Replaced only when it is whole.</source>
        <translation>Para onde vai o raster alinhado: todas as bandas da origem, reamostradas uma vez. Só é substituído quando está completo.</translation>
    </message>
    <message>
        <source>Write on the source grid</source>
        <translation>Escrever na grelha da origem</translation>
    </message>
    <message>
        <source>The output has the source's size, transform and CRS; off: the reference's.</source>
        <translation>A saída tem o tamanho, a posição e o SRC da origem; desligado: os da referência.</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Reamostragem</translation>
    </message>
    <message>
        <source>How the output pixels are interpolated; nearest for classes and masks.</source>
        <translation>Como os píxeis de saída são interpolados; nearest para classes e máscaras.</translation>
    </message>
    <message>
        <source>Transform file</source>
        <translation>Ficheiro de transformação</translation>
    </message>
    <message>
        <source>Where the transform goes as JSON, to move other data by it later.</source>
        <translation>Para onde vai a transformação em JSON, para mover depois outros dados com ela.</translation>
    </message>
    <message>
        <source>Where the measured displacements go: one point for each place that was looked at.</source>
        <translation>Para onde vão os deslocamentos medidos: um ponto por cada lugar que foi visto.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>Where the HTML report goes; a refused alignment has one too (one file).</source>
        <translation>Para onde vai o relatório HTML; um alinhamento recusado também o tem (um ficheiro).</translation>
    </message>
    <message>
        <source>Source nodata</source>
        <translation>Sem dados da origem</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the source, besides the masks and tags of the file.</source>
        <translation>Valor que significa 'sem dados' na origem, além das máscaras e etiquetas do ficheiro.</translation>
    </message>
    <message>
        <source>Reference nodata</source>
        <translation>Sem dados da referência</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the reference, besides the masks and tags of the file.</source>
        <translation>Valor que significa 'sem dados' na referência, além das máscaras e etiquetas do ficheiro.</translation>
    </message>
    <message>
        <source>Output nodata</source>
        <translation>Sem dados da saída</translation>
    </message>
    <message>
        <source>Value written into invalid output pixels: by default the source's nodata; without one, NaN in floats, and in integers 0 under a mask. Refused when the output type cannot hold it.</source>
        <translation>Valor escrito nos píxeis de saída inválidos: por omissão o valor sem dados da origem; sem ele, NaN em decimais e 0 sob uma máscara em inteiros. Recusado se o tipo de saída não o puder conter.</translation>
    </message>
    <message>
        <source>Smallest valid share</source>
        <translation>Parte válida mínima</translation>
    </message>
    <message>
        <source>Smallest share of the common area that must hold valid pixels in both rasters.</source>
        <translation>Menor parte da área comum que deve ter píxeis válidos em ambos os rasters.</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Semelhança</translation>
    </message>
    <message>
        <source>How the images are compared. 'correlation' suits the same kind of image, 'orientation' inverted contrast, thermal and maps, 'mutual-information' radar against optical, 'structure' what shares outlines alone; 'auto' takes what holds on this pair.</source>
        <translation>Como as imagens são comparadas. 'correlation' serve ao mesmo tipo de imagem, 'orientation' a contraste invertido, térmicas e mapas, 'mutual-information' a radar contra ótico, 'structure' ao que só partilha contornos; 'auto' toma o que funciona neste par.</translation>
    </message>
    <message>
        <source>Use edge proxies</source>
        <translation>Usar imagens de contornos</translation>
    </message>
    <message>
        <source>Register edge images, which are blind to invalid neighbours, instead of the bands as they are.</source>
        <translation>Registar imagens de contornos, cegas a vizinhos inválidos, em vez das bandas tal como são.</translation>
    </message>
    <message>
        <source>Clip reference to source</source>
        <translation>Cortar a referência pela origem</translation>
    </message>
    <message>
        <source>Look only at the part of the reference that the source can reach (its bounds and the largest shift).</source>
        <translation>Ver apenas a parte da referência que a origem pode alcançar (os seus limites e o deslocamento máximo).</translation>
    </message>
    <message>
        <source>Use the mutual valid area</source>
        <translation>Usar a área válida comum</translation>
    </message>
    <message>
        <source>Solve over pixels that are valid in both rasters; off: each raster's own mask counts for itself.</source>
        <translation>Resolver com píxeis válidos em ambos os rasters; desligado: a máscara de cada raster vale para ele próprio.</translation>
    </message>
    <message>
        <source>Solve resolutions</source>
        <translation>Resoluções da solução</translation>
    </message>
    <message>
        <source>Pixel sizes of the levels of the solve, coarse to fine, such as 8,4,0.5; 0 means the reference's own. Chosen from both rasters where not given.</source>
        <translation>Tamanhos de píxel dos níveis da solução, do grosseiro ao fino, como 8,4,0.5; 0 é o da referência. Escolhidos a partir de ambos os rasters se não forem indicados.</translation>
    </message>
    <message>
        <source>Known points</source>
        <translation>Pontos conhecidos</translation>
    </message>
    <message>
        <source>A point file of QGIS's Georeferencer (.points): the alignment starts from these points and is checked against them. They place a raster that has no georeference.</source>
        <translation>Um ficheiro de pontos do Georreferenciador do QGIS (.points): o alinhamento começa nesses pontos e é verificado com eles. Colocam um raster que não tem georreferência.</translation>
    </message>
    <message>
        <source>Known points alone</source>
        <translation>Apenas pontos conhecidos</translation>
    </message>
    <message>
        <source>The transform is fitted to the known points alone, and nothing is looked for; it is measured as any other.</source>
        <translation>A transformação é ajustada apenas aos pontos conhecidos, e nada é procurado; é medida como qualquer outra.</translation>
    </message>
    <message>
        <source>Near place</source>
        <translation>Perto de</translation>
    </message>
    <message>
        <source>A place x,y in the reference's CRS near which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Um lugar x,y no SRC da referência perto do qual está a origem: é procurada lá, diga o que disser a sua georreferência.</translation>
    </message>
    <message>
        <source>Within rectangle</source>
        <translation>Dentro do retângulo</translation>
    </message>
    <message>
        <source>A rough rectangle in the reference's CRS (xmin,ymin,xmax,ymax) in which the source lies: it is looked for there, whatever its georeference says.</source>
        <translation>Um retângulo aproximado no SRC da referência (xmin,ymin,xmax,ymax) em que está a origem: é procurada lá, diga o que disser a sua georreferência.</translation>
    </message>
    <message>
        <source>Source: leave out</source>
        <translation>Origem: excluir</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que a comparação exclui só na origem: vetores, um raster em que 0 fica de fora, ou os seus valores, bits ou classes, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Origem: ver apenas</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que é o único comparado só na origem: vetores, um raster em que 0 fica de fora, ou os seus valores, bits ou classes, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Referência: excluir</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que a comparação exclui só na referência: vetores, um raster em que 0 fica de fora, ou os seus valores, bits ou classes, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Referência: ver apenas</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only: vectors, a raster of which 0 is out, or its values, bits or classes, such as scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que é o único comparado só na referência: vetores, um raster em que 0 fica de fora, ou os seus valores, bits ou classes, como scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>After the alignment, set invalid-looking pixels along the edge of the valid area to nodata.</source>
        <translation>Depois do alinhamento, pôr sem dados os píxeis da borda da área válida que parecem inválidos.</translation>
    </message>
    <message>
        <source>Trim depth</source>
        <translation>Profundidade do corte</translation>
    </message>
    <message>
        <source>How far from the edge of the valid area pixels are looked at.</source>
        <translation>Até que distância da borda da área válida os píxeis são vistos.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>pixels</translation>
    </message>
    <message>
        <source>Trim detection band</source>
        <translation>Banda de deteção</translation>
    </message>
    <message>
        <source>Band in which invalid pixels are recognised.</source>
        <translation>Banda em que os píxeis inválidos são reconhecidos.</translation>
    </message>
    <message>
        <source>Invalid below</source>
        <translation>Inválido abaixo de</translation>
    </message>
    <message>
        <source>Edge pixels below this value are invalid; those of value 0 where neither limit is given.</source>
        <translation>Os píxeis da borda abaixo deste valor são inválidos; os de valor 0 se nenhum limite for indicado.</translation>
    </message>
    <message>
        <source>Invalid above</source>
        <translation>Inválido acima de</translation>
    </message>
    <message>
        <source>Edge pixels above this value are invalid.</source>
        <translation>Os píxeis da borda acima deste valor são inválidos.</translation>
    </message>
    <message>
        <source>Write unreliable results</source>
        <translation>Escrever resultados não fiáveis</translation>
    </message>
    <message>
        <source>Write the output even where no reliable alignment was found; the result is marked as such everywhere.</source>
        <translation>Escrever a saída mesmo que não se tenha encontrado um alinhamento fiável; o resultado fica marcado como tal em toda a parte.</translation>
    </message>
    <message>
        <source>Resampling of bands</source>
        <translation>Reamostragem por banda</translation>
    </message>
    <message>
        <source>Another resampling for some bands, such as 4=nearest (bands counted from 0); classes=nearest is for all bands of classes or bits, found by palette, attribute table or description, and what they get unless told otherwise. Several are separated by semicolons.</source>
        <translation>Outra reamostragem para algumas bandas, como 4=nearest (bandas contadas a partir de 0); classes=nearest vale para todas as bandas de classes ou bits, reconhecidas pela paleta, tabela de atributos ou descrição, e é o que recebem salvo indicação em contrário. Várias são separadas por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Of the output's ending where 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), or a tiled GeoTIFF, a cloud-optimised one with overviews, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine or ENVI.</source>
        <translation>Conforme a extensão da saída com 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), ou um GeoTIFF em blocos, um otimizado para a nuvem com visões gerais, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine ou ENVI.</translation>
    </message>
    <message>
        <source>Creation options</source>
        <translation>Opções de criação</translation>
    </message>
    <message>
        <source>A creation option of GDAL's driver, such as COMPRESS=ZSTD. Any number. Several are separated by semicolons.</source>
        <translation>Uma opção de criação do driver do GDAL, como COMPRESS=ZSTD. Quantas forem necessárias, separadas por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>Modelo de elevação</translation>
    </message>
    <message>
        <source>A raster of heights: the report then shows residuals against height, which terrain and a wrong elevation model of the source leave.</source>
        <translation>Um raster de alturas: o relatório mostra então os resíduos segundo a altura, que o relevo e um modelo de elevação errado da origem deixam.</translation>
    </message>
    <message>
        <source>STAC sidecar</source>
        <translation>Ficheiro STAC anexo</translation>
    </message>
    <message>
        <source>Where a STAC item that describes the result goes (JSON).</source>
        <translation>Para onde vai um item STAC que descreve o resultado (JSON).</translation>
    </message>
    <message>
        <source>Displacement field</source>
        <translation>Campo de deslocamentos</translation>
    </message>
    <message>
        <source>Where the displacement goes as a raster: bands of east, north and their CE90 in units of the output's CRS, on its grid or a coarser one.</source>
        <translation>Para onde vai o deslocamento como raster: bandas de este, norte e o seu CE90 em unidades do SRC da saída, na sua grelha ou numa mais grosseira.</translation>
    </message>
    <message>
        <source>Split factor</source>
        <translation>Fator de divisão</translation>
    </message>
    <message>
        <source>Solve and apply in 2^k chunks, for less memory at a time; the result stays the same to 0.01 px.</source>
        <translation>Resolver e aplicar em 2^k partes, para menos memória de cada vez; o resultado mantém-se igual até 0,01 px.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Processor threads to use; 0: all of them. The numbers are the same whatever it is.</source>
        <translation>Threads do processador a usar; 0: todas. Os números são os mesmos sejam quantas forem.</translation>
    </message>
    <message>
        <source>Memory budget</source>
        <translation>Orçamento de memória</translation>
    </message>
    <message>
        <source>Memory that the run plans with.</source>
        <translation>Memória com que a execução conta.</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Temporary folder</source>
        <translation>Pasta temporária</translation>
    </message>
    <message>
        <source>Folder in which temporary files are made; the system's where not given.</source>
        <translation>Pasta em que são criados os ficheiros temporários; a do sistema se não for indicada.</translation>
    </message>
    <message>
        <source>Keep temporary files</source>
        <translation>Manter os ficheiros temporários</translation>
    </message>
    <message>
        <source>Leave the registration images, masks and the solver's parameters and log there, to look at in a GIS.</source>
        <translation>Deixar lá as imagens do registo, as máscaras e os parâmetros e o registo de mensagens do solucionador, para os ver num SIG.</translation>
    </message>
    <message>
        <source>Print the solver's log</source>
        <translation>Mostrar o registo do solucionador</translation>
    </message>
    <message>
        <source>Put the log of the registration backend among the messages.</source>
        <translation>Pôr o registo do solucionador entre as mensagens.</translation>
    </message>
    <message>
        <source>Align many images to each other: a time series, tiles, bands.</source>
        <translation>Alinhar muitas imagens entre si: uma série temporal, mosaicos, bandas.</translation>
    </message>
    <message>
        <source>Images are measured against each other in pairs, and one solution is found for all of them: no reference is needed, and images that contradict the others are found. The aligned images come as a series that the temporal controller plays, with a table of how far each was moved and how sure that is.</source>
        <translation>As imagens são medidas umas contra as outras aos pares, e encontra-se uma solução para todas: não é precisa referência, e encontram-se as imagens que contradizem as outras. As imagens alinhadas vêm como uma série que o controlador temporal reproduz, com uma tabela de quanto cada uma foi movida e com que certeza.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>The images of the stack. Their dates are those of the layers' temporal properties, or else are read from names and tags.</source>
        <translation>As imagens da pilha. As suas datas são as das propriedades temporais das camadas, ou então são lidas dos nomes e das etiquetas.</translation>
    </message>
    <message>
        <source>A raster that lies in the right place and is not moved; the images are aligned to each other where not given.</source>
        <translation>Um raster que está no lugar certo e não é movido; se não for indicado, as imagens são alinhadas entre si.</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Which image stays in place where there is no reference: 'first', the name of an image, or 'mean', under which the images move as little as possible.</source>
        <translation>Que imagem fica no lugar quando não há referência: 'first', o nome de uma imagem, ou 'mean', em que as imagens se movem o menos possível.</translation>
    </message>
    <message>
        <source>What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity and affine that the evidence supports; 'local' adds a smooth displacement field for terrain and lens effects.</source>
        <translation>O que o deslocamento pode ser. 'auto' toma a mais simples de translation, rigid, similarity e affine que as medições sustentam; 'local' acrescenta um campo de deslocamentos suave para o terreno e os efeitos da lente.</translation>
    </message>
    <message>
        <source>Grid of</source>
        <translation>Grelha de</translation>
    </message>
    <message>
        <source>A raster whose grid the output takes; the input's own grid where not given.</source>
        <translation>Um raster cuja grelha a saída toma; a da entrada se não for indicado.</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Pasta de saída</translation>
    </message>
    <message>
        <source>Where the aligned images, the transforms and the tables go; links that are measured are kept there for later runs.</source>
        <translation>Para onde vão as imagens alinhadas, as transformações e as tabelas; as ligações medidas são lá guardadas para execuções posteriores.</translation>
    </message>
    <message>
        <source>Write on one grid</source>
        <translation>Escrever numa grelha</translation>
    </message>
    <message>
        <source>All images get one grid, that of the finest; off: each keeps its own.</source>
        <translation>Todas as imagens recebem uma grelha, a da mais fina; desligado: cada uma mantém a sua.</translation>
    </message>
    <message>
        <source>Measure only</source>
        <translation>Apenas medir</translation>
    </message>
    <message>
        <source>Write the tables, the transforms and VRTs that place the images by them, but no pixels.</source>
        <translation>Escrever as tabelas, as transformações e os VRT que colocam as imagens segundo elas, mas nenhum píxel.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Processos</translation>
    </message>
    <message>
        <source>Local worker processes; 0: as many as processors and memory allow.</source>
        <translation>Processos de trabalho locais; 0: tantos quantos os processadores e a memória permitirem.</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <source>Band used for the registration in both rasters.</source>
        <translation>Banda usada para o registo em ambos os rasters.</translation>
    </message>
    <message>
        <source>Input nodata</source>
        <translation>Sem dados da entrada</translation>
    </message>
    <message>
        <source>Value that means 'no data' in the input, besides the masks and tags of the file.</source>
        <translation>Valor que significa 'sem dados' na entrada, além das máscaras e etiquetas do ficheiro.</translation>
    </message>
    <message>
        <source>Uncertainty of pairs</source>
        <translation>Incerteza dos pares</translation>
    </message>
    <message>
        <source>Write pairs.csv: how well each two images lie on each other.</source>
        <translation>Escrever pairs.csv: quão bem as imagens coincidem duas a duas.</translation>
    </message>
    <message>
        <source>STAC collection</source>
        <translation>Coleção STAC</translation>
    </message>
    <message>
        <source>Write collection.json and an item for each image.</source>
        <translation>Escrever collection.json e um item por imagem.</translation>
    </message>
    <message>
        <source>Measure how well two rasters are aligned, by whatever tool.</source>
        <translation>Medir como dois rasters estão alinhados, seja com que ferramenta for.</translation>
    </message>
    <message>
        <source>Measures the displacement that is left between two rasters, whatever aligned them. Nothing is moved.</source>
        <translation>Mede o deslocamento que resta entre dois rasters, seja o que for que os alinhou. Nada é movido.</translation>
    </message>
    <message>
        <source>Move other rasters or vectors by a saved transform.</source>
        <translation>Mover outros rasters ou vetores por uma transformação guardada.</translation>
    </message>
    <message>
        <source>Moves further data of the same geolocation - masks, other products, other resolutions, vectors digitised on the old image - exactly as an alignment moved its raster. Save the transform file when aligning.</source>
        <translation>Move outros dados da mesma geolocalização - máscaras, outros produtos, outras resoluções, vetores digitalizados sobre a imagem antiga - exatamente como um alinhamento moveu o seu raster. Guarde o ficheiro de transformação ao alinhar.</translation>
    </message>
    <message>
        <source>Raster or vector to move</source>
        <translation>Raster ou vetores a mover</translation>
    </message>
    <message>
        <source>What to move by the transform: any raster of the same geolocation, or vectors digitised on it (GPKG, GeoJSON, Shapefile).</source>
        <translation>O que mover pela transformação: qualquer raster da mesma geolocalização, ou vetores digitalizados sobre ele (GPKG, GeoJSON, Shapefile).</translation>
    </message>
    <message>
        <source>A transform that an alignment saved ('Transform file').</source>
        <translation>Uma transformação que um alinhamento guardou ('Ficheiro de transformação').</translation>
    </message>
    <message>
        <source>Moved data</source>
        <translation>Dados movidos</translation>
    </message>
    <message>
        <source>Where the moved raster or vectors go.</source>
        <translation>Para onde vão o raster ou os vetores movidos.</translation>
    </message>
    <message>
        <source>Set invalid-looking pixels along the valid area's edge to nodata.</source>
        <translation>Pôr como sem dados os pixels que parecem inválidos na margem da área válida.</translation>
    </message>
    <message>
        <source>Along the edge of the valid area, pixels that look invalid (darker or brighter than a limit) become nodata. Valid pixels further inside stay as they are.</source>
        <translation>Ao longo da borda da área válida, os píxeis que parecem inválidos (mais escuros ou mais claros do que um limite) passam a sem dados. Os píxeis válidos mais para dentro ficam como estão.</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>The raster to trim.</source>
        <translation>O raster a aparar.</translation>
    </message>
    <message>
        <source>Trimmed raster</source>
        <translation>Raster aparado</translation>
    </message>
    <message>
        <source>Where the trimmed raster goes; the input is trimmed in place where not given.</source>
        <translation>Para onde vai o raster aparado; se não for indicado, a própria entrada é aparada.</translation>
    </message>
</context>
</TS>
