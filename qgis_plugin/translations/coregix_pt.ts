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
        <source>The source and the reference are the same raster ({path}): choose two.</source>
        <translation>A origem e a referência são o mesmo raster ({path}): escolha dois.</translation>
    </message>
    <message>
        <source>{label}: {given} is no raster layer, and no raster file.</source>
        <translation>{label}: {given} não é uma camada raster nem um ficheiro raster.</translation>
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
        <source>The Coregix engine is outdated: it was installed for another version of the plugin or of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it.</source>
        <translation>O motor do Coregix está desatualizado: foi instalado para outra versão do módulo ou do Python do QGIS. Execute 'Coregix engine' na caixa de ferramentas para o atualizar.</translation>
    </message>
    <message>
        <source>The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the message bar, or run 'Coregix engine' from the processing toolbox with the action 'install'.</source>
        <translation>O motor do Coregix ainda não está instalado. Prima o botão de instalar na barra de mensagens, ou execute 'Coregix engine' na caixa de ferramentas com a ação 'install'.</translation>
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
        <source>Remove the engine too</source>
        <translation>Remover também o motor</translation>
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
        <source>About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into {folder}, where they take {size} MB. QGIS's own packages are not touched.</source>
        <translation>Cerca de {download} MB de pacotes são descarregados do Python Package Index (PyPI) e descomprimidos em {folder}, onde ocupam {size} MB. Os pacotes do QGIS não são alterados.</translation>
    </message>
    <message>
        <source>The engine is missing or outdated. {download} MB from PyPI, {size} MB in {folder}</source>
        <translation>O motor falta ou está desatualizado. {download} MB do PyPI, {size} MB em {folder}</translation>
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
        <source>The Coregix engine is installed.</source>
        <translation>O motor do Coregix está instalado.</translation>
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
        <source>Writing the alignment</source>
        <translation>A escrever o alinhamento</translation>
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
        <source>Sample reference</source>
        <translation>Referência de exemplo</translation>
    </message>
    <message>
        <source>Sample source</source>
        <translation>Origem de exemplo</translation>
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
        <source>Solve again</source>
        <translation>Resolver de novo</translation>
    </message>
    <message>
        <source>. Accept measures this anew</source>
        <translation>. Aceitar mede isto de novo</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>Adicionar um ponto</translation>
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
        <source>; {model} through them leaves {rmse} px</source>
        <translation>; {model} através deles deixa {rmse} px</translation>
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
        <source>Tick a point</source>
        <translation>Marcar um ponto</translation>
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
        <source>The run was cancelled; nothing was written.</source>
        <translation>A execução foi cancelada; nada foi escrito.</translation>
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
        <source>{path} cannot be written: {error}</source>
        <translation>{path} não pode ser escrito: {error}</translation>
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
        <source>Aligned stack</source>
        <translation>Pilha alinhada</translation>
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
        <source>The layers have different additional nodata values, and a stack takes one for all: clear them in the layers' Transparency settings, or give one under Advanced.</source>
        <translation>As camadas têm valores adicionais sem dados diferentes, e uma pilha aceita um para todas: limpe-os nas definições de transparência das camadas, ou indique um em Avançado.</translation>
    </message>
    <message>
        <source>The reference has an additional nodata value that its file does not have: write it into the file first (Raster &gt; Conversion &gt; Translate), or clear it in the layer's Transparency settings.</source>
        <translation>A referência tem um valor adicional sem dados que o seu ficheiro não tem: escreva-o primeiro no ficheiro (Raster &gt; Conversão &gt; Converter), ou limpe-o nas definições de transparência da camada.</translation>
    </message>
    <message>
        <source>{good} of {count} images are aligned.</source>
        <translation>{good} de {count} imagens estão alinhadas.</translation>
    </message>
    <message>
        <source>The folder of {path} does not exist; make it first.</source>
        <translation>A pasta de {path} não existe; crie-a primeiro.</translation>
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
        <source>Left: {pixels} px ({length}) RMSE at {count} tie points, which speak for {share} % of the common area</source>
        <translation>Resta: {pixels} px ({length}) REQM em {count} pontos de ligação, que representam {share} % da área comum</translation>
    </message>
    <message>
        <source>Uncertainty (CE90): {pixels} px ({length}).</source>
        <translation>Incerteza (CE90): {pixels} px ({length}).</translation>
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
        <source>; before: {pixels} px</source>
        <translation>; antes: {pixels} px</translation>
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
        <source>Ground that the comparison leaves out in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que a comparação exclui só na origem, escrito como ficheiro com valores, bits ou classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Source: look at only</source>
        <translation>Origem: ver apenas</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the source only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que é o único comparado só na origem, escrito como ficheiro com valores, bits ou classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Reference: leave out</source>
        <translation>Referência: excluir</translation>
    </message>
    <message>
        <source>Ground that the comparison leaves out in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que a comparação exclui só na referência, escrito como ficheiro com valores, bits ou classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
    </message>
    <message>
        <source>Reference: look at only</source>
        <translation>Referência: ver apenas</translation>
    </message>
    <message>
        <source>Ground that alone is compared in the reference only, written as a file with values, bits or classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Several are separated by semicolons.</source>
        <translation>Terreno que é o único comparado só na referência, escrito como ficheiro com valores, bits ou classes: scl.tif=3,8,9, qa.tif&amp;0b11000, scl.tif:cloud. Vários são separados por ponto e vírgula.</translation>
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
