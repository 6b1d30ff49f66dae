<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open files…</source>
        <translation>파일 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>폴더 열기(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Batch classification…</source>
        <translation>일괄 분류(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Save results…</source>
        <translation>결과 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>R&amp;eader study export…</source>
        <translation>판독 연구 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Report and print…</source>
        <translation>보고서와 인쇄(&amp;R)…</translation>
    </message>
    <message>
        <source>Snaps&amp;hot…</source>
        <translation>스냅샷(&amp;H)…</translation>
    </message>
    <message>
        <source>Copy resu&amp;lt</source>
        <translation>결과 복사(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Close image</source>
        <translation>영상 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find in the worklist</source>
        <translation>워크리스트에서 찾기(&amp;F)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>설정(&amp;T)…</translation>
    </message>
    <message>
        <source>A&amp;gree with the prediction</source>
        <translation>예측과 일치(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Disagree with the prediction</source>
        <translation>예측과 불일치(&amp;D)</translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation>메모(&amp;O)…</translation>
    </message>
    <message>
        <source>Locate i&amp;mages…</source>
        <translation>영상 위치 지정(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Compare two images</source>
        <translation>두 영상 비교(&amp;C)</translation>
    </message>
    <message>
        <source>Compare &amp;with the heat map</source>
        <translation>히트맵과 비교(&amp;W)</translation>
    </message>
    <message>
        <source>E&amp;valuate dataset</source>
        <translation>데이터셋 평가(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>길이(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Angle</source>
        <translation>각도(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Rectangle ROI</source>
        <translation>사각형 ROI(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Ellipse ROI</source>
        <translation>타원 ROI(&amp;E)</translation>
    </message>
    <message>
        <source>Line &amp;profile</source>
        <translation>선 프로파일(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Cardiothoracic ratio</source>
        <translation>심흉곽비(&amp;C)</translation>
    </message>
    <message>
        <source>Arro&amp;w</source>
        <translation>화살표(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>텍스트(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Freehand line</source>
        <translation>자유 곡선(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Key image</source>
        <translation>핵심 영상(&amp;K)</translation>
    </message>
    <message>
        <source>Delete the selected &amp;measurement</source>
        <translation>선택한 측정 삭제(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Show measurements and annotations</source>
        <translation>측정과 주석 표시(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>창에 맞춤(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>실제 크기(&amp;A)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>Auto &amp;W/L</source>
        <translation>자동 W/L(&amp;W)</translation>
    </message>
    <message>
        <source>D&amp;efault W/L</source>
        <translation>기본 W/L(&amp;E)</translation>
    </message>
    <message>
        <source>Reset all display settin&amp;gs</source>
        <translation>표시 설정 모두 초기화(&amp;G)</translation>
    </message>
    <message>
        <source>Apply W/L to all i&amp;mages</source>
        <translation>모든 영상에 W/L 적용(&amp;M)</translation>
    </message>
    <message>
        <source>Flip hori&amp;zontally</source>
        <translation>좌우 뒤집기(&amp;Z)</translation>
    </message>
    <message>
        <source>Flip verticall&amp;y</source>
        <translation>상하 뒤집기(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Heat map (attribution)</source>
        <translation>히트맵(기여도)(&amp;H)</translation>
    </message>
    <message>
        <source>Lo&amp;garithmic histogram</source>
        <translation>로그 히스토그램(&amp;G)</translation>
    </message>
    <message>
        <source>P&amp;revious frame</source>
        <translation>이전 프레임(&amp;R)</translation>
    </message>
    <message>
        <source>Copy &amp;image</source>
        <translation>영상 복사(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Anonymised export…</source>
        <translation>익명화하여 내보내기(&amp;A)…</translation>
    </message>
    <message>
        <source>N&amp;ext frame</source>
        <translation>다음 프레임(&amp;E)</translation>
    </message>
    <message>
        <source>Pla&amp;y the frames</source>
        <translation>프레임 재생(&amp;Y)</translation>
    </message>
    <message>
        <source>Play slower</source>
        <translation>느리게 재생</translation>
    </message>
    <message>
        <source>Play faster</source>
        <translation>빠르게 재생</translation>
    </message>
    <message>
        <source>Re&amp;load and reclassify</source>
        <translation>다시 불러와 분류(&amp;L)</translation>
    </message>
    <message>
        <source>DICOM elemen&amp;ts…</source>
        <translation>DICOM 요소(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Built-in model</source>
        <translation>기본 제공 모델(&amp;B)</translation>
    </message>
    <message>
        <source>Compare with the prior image (&amp;K)</source>
        <translation>이전 영상과 비교(&amp;K)</translation>
    </message>
    <message>
        <source>Re&amp;ader study…</source>
        <translation>판독 연구(&amp;A)…</translation>
    </message>
    <message>
        <source>Ca&amp;se review</source>
        <translation>증례 검토(&amp;S)</translation>
    </message>
    <message>
        <source>E&amp;xplore dataset</source>
        <translation>데이터셋 탐색(&amp;X)</translation>
    </message>
    <message>
        <source>Compare res&amp;ults over time</source>
        <translation>기간별 결과 비교(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Local contrast (CLAHE)</source>
        <translation>국소 대비(CLAHE)(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Sharpen</source>
        <translation>선명화(&amp;S)</translation>
    </message>
    <message>
        <source>Next &amp;gamma</source>
        <translation>다음 감마(&amp;G)</translation>
    </message>
    <message>
        <source>Next &amp;colour map</source>
        <translation>다음 컬러맵(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reset display tools</source>
        <translation>표시 도구 초기화(&amp;R)</translation>
    </message>
    <message>
        <source>Lo&amp;upe (hold the key)</source>
        <translation>돋보기(키를 누르는 동안)(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Overview while zoomed</source>
        <translation>확대 중 전체 보기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Text in the corners</source>
        <translation>모서리 텍스트(&amp;T)</translation>
    </message>
    <message>
        <source>W/L preset &amp;1</source>
        <translation>W/L 프리셋 &amp;1</translation>
    </message>
    <message>
        <source>W/L preset &amp;2</source>
        <translation>W/L 프리셋 &amp;2</translation>
    </message>
    <message>
        <source>W/L preset &amp;3</source>
        <translation>W/L 프리셋 &amp;3</translation>
    </message>
    <message>
        <source>W/L preset &amp;4</source>
        <translation>W/L 프리셋 &amp;4</translation>
    </message>
    <message>
        <source>W/L preset &amp;5</source>
        <translation>W/L 프리셋 &amp;5</translation>
    </message>
    <message>
        <source>Window &amp;width and centre</source>
        <translation>윈도우 너비와 중심(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>이동(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>확대·축소(&amp;Z)</translation>
    </message>
    <message>
        <source>W/L from &amp;ROI</source>
        <translation>ROI로 W/L 설정(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Next and previous image</source>
        <translation>다음 영상과 이전 영상(&amp;N)</translation>
    </message>
    <message>
        <source>Reading mode (f&amp;ull screen)</source>
        <translation>판독 모드(전체 화면)(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Worklist</source>
        <translation>워크리스트(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Prediction</source>
        <translation>예측(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Histogram</source>
        <translation>히스토그램(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Image information</source>
        <translation>영상 정보(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Measurements</source>
        <translation>측정(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Reset the panels</source>
        <translation>패널 초기화(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keyboard and mouse…</source>
        <translation>키보드와 마우스(&amp;K)…</translation>
    </message>
    <message>
        <source>In&amp;vert</source>
        <translation>반전(&amp;V)</translation>
    </message>
    <message>
        <source>Rotate &amp;left</source>
        <translation>왼쪽으로 회전(&amp;L)</translation>
    </message>
    <message>
        <source>Rotate &amp;right</source>
        <translation>오른쪽으로 회전(&amp;R)</translation>
    </message>
    <message>
        <source>Reference &amp;curves in the histogram</source>
        <translation>히스토그램에 기준 곡선 표시(&amp;C)</translation>
    </message>
    <message>
        <source>Pat&amp;ient data</source>
        <translation>환자 정보(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation>이전 영상(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>다음 영상(&amp;N)</translation>
    </message>
    <message>
        <source>Choose a model &amp;file…</source>
        <translation>모델 파일 선택(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>화면 둘러보기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Model card…</source>
        <translation>모델 카드(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Self-test…</source>
        <translation>자가 진단(&amp;S)…</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostic information</source>
        <translation>시스템 진단 정보 복사(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;About…</source>
        <translation>프로그램 정보(&amp;A)…</translation>
    </message>
</context>
<context>
    <name>AnnotationLayer</name>
    <message>
        <source>Key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>{count} more annotations are not shown</source>
        <translation>표시되지 않은 주석: {count}개</translation>
    </message>
</context>
<context>
    <name>AnnotationSet</name>
    <message>
        <source>draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>change</source>
        <translation>변경</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <source>Pneumonia?</source>
        <translation>폐렴입니까?</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>확신도</translation>
    </message>
    <message>
        <source>1: guess</source>
        <translation>1: 추측</translation>
    </message>
    <message>
        <source>5: certain</source>
        <translation>5: 확실</translation>
    </message>
    <message>
        <source>Confidence {step} of 5</source>
        <translation>확신도 {step}/5</translation>
    </message>
    <message>
        <source>Record the answer (Enter)</source>
        <translation>응답 기록 (Enter)</translation>
    </message>
</context>
<context>
    <name>AttributeReading</name>
    <message>
        <source>Reading DICOM attributes: {read} of {all}</source>
        <translation>DICOM 속성 읽는 중: {all}개 중 {read}개</translation>
    </message>
</context>
<context>
    <name>Attributes</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>모달리티</translation>
    </message>
    <message>
        <source>View position</source>
        <translation>촬영 방향</translation>
    </message>
    <message>
        <source>Body part</source>
        <translation>촬영 부위</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>매트릭스</translation>
    </message>
    <message>
        <source>Photometric Interpretation</source>
        <translation>Photometric Interpretation</translation>
    </message>
    <message>
        <source>WC / WW</source>
        <translation>WC / WW</translation>
    </message>
    <message>
        <source>Pixel spacing</source>
        <translation>픽셀 간격</translation>
    </message>
    <message>
        <source>Bits stored</source>
        <translation>저장 비트</translation>
    </message>
    <message>
        <source>Transfer syntax</source>
        <translation>전송 구문</translation>
    </message>
    <message>
        <source>Lossy compression</source>
        <translation>손실 압축</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>제조사</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>기종</translation>
    </message>
    <message>
        <source>Image type</source>
        <translation>영상 유형</translation>
    </message>
    <message>
        <source>Burned-in annotation</source>
        <translation>번인 주석</translation>
    </message>
    <message>
        <source>Source format</source>
        <translation>원본 형식</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>압축</translation>
    </message>
    <message>
        <source>Patient name</source>
        <translation>환자 이름</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>환자 번호</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>성별</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>나이</translation>
    </message>
    <message>
        <source>Study date</source>
        <translation>검사일</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>접수 번호</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>기관</translation>
    </message>
</context>
<context>
    <name>BackgroundStrip</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{total}장 중 {done}장</translation>
    </message>
    <message>
        <source>Classifying: {counts}</source>
        <translation>분류 중: {counts}</translation>
    </message>
    <message>
        <source>Classification paused: {counts}</source>
        <translation>분류 일시 정지됨: {counts}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Open images are classified in the background. The settings can switch this off.</source>
        <translation>열린 영상은 백그라운드에서 분류됩니다. 설정에서 끌 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Badges</name>
    <message>
        <source>INVERTED</source>
        <translation>흑백 반전</translation>
    </message>
    <message>
        <source>LOCAL CONTRAST</source>
        <translation>국소 대비</translation>
    </message>
    <message>
        <source>SHARPENED</source>
        <translation>선명화</translation>
    </message>
    <message>
        <source>GAMMA {value}</source>
        <translation>감마 {value}</translation>
    </message>
    <message>
        <source>COLOURS: {name}</source>
        <translation>컬러맵: {name}</translation>
    </message>
    <message>
        <source>BONE</source>
        <translation>Bone</translation>
    </message>
    <message>
        <source>HOT IRON</source>
        <translation>Hot Iron</translation>
    </message>
    <message>
        <source>VIRIDIS</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>FLIPPED HORIZONTALLY</source>
        <translation>좌우 뒤집음</translation>
    </message>
    <message>
        <source>FLIPPED VERTICALLY</source>
        <translation>상하 뒤집음</translation>
    </message>
    <message>
        <source>ROTATED {degrees}°</source>
        <translation>{degrees}° 회전</translation>
    </message>
</context>
<context>
    <name>BatchControl</name>
    <message>
        <source>A batch classification is running.</source>
        <translation>일괄 분류가 진행 중입니다.</translation>
    </message>
    <message>
        <source>The results so far are kept in {file}. Start the same batch again to resume it.</source>
        <translation>지금까지의 결과는 다음 파일에 보존됩니다: {file}. 같은 일괄 분류를 다시 시작하면 이어서 진행합니다.</translation>
    </message>
    <message>
        <source>It writes no results file: its results are lost when the program quits.</source>
        <translation>결과 파일을 쓰지 않으므로 프로그램을 끝내면 결과가 사라집니다.</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>계속하기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>파일 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder with radiographs</source>
        <translation>방사선 영상 폴더</translation>
    </message>
    <message>
        <source>Results (*.csv)</source>
        <translation>결과 (*.csv)</translation>
    </message>
    <message>
        <source>Choose a folder that contains radiographs.</source>
        <translation>방사선 영상이 있는 폴더를 선택하십시오.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open image(s)</source>
        <translation>
            <numerusform>열려 있는 영상 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Enter a file name for the results.</source>
        <translation>결과 파일의 이름을 입력하십시오.</translation>
    </message>
    <message>
        <source>This is a folder. Enter the name of a file in it.</source>
        <translation>폴더입니다. 폴더 안의 파일 이름을 입력하십시오.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>폴더가 없습니다: {folder}</translation>
    </message>
    <message>
        <source>Results file</source>
        <translation>결과 파일</translation>
    </message>
    <message>
        <source>Batch classification</source>
        <translation>일괄 분류</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>영상(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Operating point</source>
        <translation>작동점(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>결과(&amp;R)</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Choose the results file</source>
        <translation>결과 파일 선택</translation>
    </message>
    <message>
        <source>Include &amp;subfolders</source>
        <translation>하위 폴더 포함(&amp;S)</translation>
    </message>
    <message>
        <source>This file already exists.</source>
        <translation>이미 있는 파일입니다.</translation>
    </message>
    <message>
        <source>Resu&amp;me: classify only the missing images</source>
        <translation>이어서 하기: 빠진 영상만 분류(&amp;M)</translation>
    </message>
    <message>
        <source>Re&amp;place</source>
        <translation>바꾸기(&amp;P)</translation>
    </message>
    <message>
        <source>Choose the folder with radiographs</source>
        <translation>방사선 영상 폴더 선택</translation>
    </message>
    <message>
        <source>&amp;Write the results to a CSV file</source>
        <translation>결과를 CSV 파일로 저장(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Classify</source>
        <translation>분류(&amp;C)</translation>
    </message>
</context>
<context>
    <name>BatchPanel</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>알림 닫기</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Stop (results are kept)</source>
        <translation>중지(결과는 유지됨)</translation>
    </message>
    <message>
        <source>Searching for images…</source>
        <translation>영상을 찾는 중…</translation>
    </message>
    <message>
        <source>Classifying images</source>
        <translation>영상 분류 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Batch finished</source>
        <translation>일괄 분류 완료</translation>
    </message>
    <message>
        <source>The batch failed</source>
        <translation>일괄 분류 실패</translation>
    </message>
    <message>
        <source>{rate} images/s</source>
        <translation>초당 {rate}장</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>At the {point} threshold: {counts}</source>
        <translation>{point} 임계값 기준: {counts}</translation>
    </message>
    <message>
        <source>Results: {file}</source>
        <translation>결과 파일: {file}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total}장 중 {done}장</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
</context>
<context>
    <name>CaseDisplay</name>
    <message>
        <source>All images</source>
        <translation>전체 영상</translation>
    </message>
</context>
<context>
    <name>CaseExport</name>
    <message>
        <source>For contact sheet and bundle: {count} cases</source>
        <translation>콘택트 시트와 번들 대상: 증례 {count}개</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>콘택트 시트</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Bundle of cases</source>
        <translation>증례 번들</translation>
    </message>
    <message>
        <source>Bundle (*.zip)</source>
        <translation>번들 (*.zip)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Show in the &amp;worklist</source>
        <translation>워크리스트에 표시(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Contact sheet…</source>
        <translation>콘택트 시트(&amp;C)…</translation>
    </message>
    <message>
        <source>PDF of the selected cases, or of all when none are selected</source>
        <translation>선택한 증례의 PDF. 선택하지 않으면 모든 증례</translation>
    </message>
    <message>
        <source>&amp;Bundle…</source>
        <translation>번들(&amp;B)…</translation>
    </message>
    <message>
        <source>One ZIP for a colleague: images without patient data and with new names, predictions and reader marks. Notes and what is written in the image stay as they are.</source>
        <translation>동료에게 전달할 ZIP 파일: 환자 정보를 제거하고 이름을 바꾼 영상, 예측, 판독 표시. 메모와 영상 안의 글자는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Heat maps</source>
        <translation>히트맵(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;File names</source>
        <translation>파일 이름(&amp;F)</translation>
    </message>
    <message>
        <source>On the contact sheet</source>
        <translation>콘택트 시트에 표시</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>CaseFilter</name>
    <message>
        <source>False negatives</source>
        <translation>위음성</translation>
    </message>
    <message>
        <source>False positives</source>
        <translation>위양성</translation>
    </message>
    <message>
        <source>True positives</source>
        <translation>진양성</translation>
    </message>
    <message>
        <source>True negatives</source>
        <translation>진음성</translation>
    </message>
    <message>
        <source>Most confident errors</source>
        <translation>확신도가 가장 높은 오류</translation>
    </message>
    <message>
        <source>Near the threshold</source>
        <translation>임계값 근처</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>Reader against model</source>
        <translation>판독자와 모델 불일치</translation>
    </message>
    <message>
        <source>Reader against ground truth</source>
        <translation>판독자와 정답 불일치</translation>
    </message>
    <message>
        <source>Not classified</source>
        <translation>분류되지 않음</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>Ground truth pneumonia, predicted without pneumonia. Most confident first.</source>
        <translation>정답 폐렴, 예측은 폐렴 소견 없음. 확신도가 높은 순서.</translation>
    </message>
    <message>
        <source>Ground truth without pneumonia, predicted pneumonia. Most confident first.</source>
        <translation>정답 폐렴 소견 없음, 예측은 폐렴. 확신도가 높은 순서.</translation>
    </message>
    <message>
        <source>Ground truth and prediction: pneumonia.</source>
        <translation>정답과 예측 모두 폐렴.</translation>
    </message>
    <message>
        <source>Ground truth and prediction: no pneumonia.</source>
        <translation>정답과 예측 모두 폐렴 소견 없음.</translation>
    </message>
    <message>
        <source>Incorrect predictions at least {share} % of the way from the threshold to 0 or 1. Most confident first.</source>
        <translation>임계값에서 0 또는 1까지 거리의 {share} % 이상인 틀린 예측. 확신도가 높은 순서.</translation>
    </message>
    <message>
        <source>Probability at most {near} from the threshold. Nearest first.</source>
        <translation>확률과 임계값의 차이가 {near} 이하. 가까운 순서.</translation>
    </message>
    <message>
        <source>No predicted class: too close to the threshold, or an unusual image.</source>
        <translation>예측 클래스 없음: 임계값에 너무 가깝거나 특이한 영상.</translation>
    </message>
    <message>
        <source>The reader&apos;s class differs from the prediction. Most confident prediction first.</source>
        <translation>판독자의 클래스가 예측과 다름. 예측의 확신도가 높은 순서.</translation>
    </message>
    <message>
        <source>The reader&apos;s class differs from the ground truth.</source>
        <translation>판독자의 클래스가 정답과 다름.</translation>
    </message>
    <message>
        <source>The image is not suitable for the model.</source>
        <translation>모델에 적합하지 않은 영상.</translation>
    </message>
    <message>
        <source>The file could not be read.</source>
        <translation>파일을 읽을 수 없음.</translation>
    </message>
</context>
<context>
    <name>CaseReviewWindow</name>
    <message>
        <source>Case review: {filter}</source>
        <translation>증례 검토: {filter}</translation>
    </message>
    <message>
        <source>No image has a result yet. Open a results file, or open a folder and classify its images.</source>
        <translation>결과가 있는 영상이 없습니다. 결과 파일을 열거나, 폴더를 열어 영상을 분류하십시오.</translation>
    </message>
    <message>
        <source>The ground truth is not known: no image is in a folder called NORMAL or PNEUMONIA.</source>
        <translation>정답을 알 수 없습니다. NORMAL 또는 PNEUMONIA 폴더에 있는 영상이 없습니다.</translation>
    </message>
    <message>
        <source>No case matches this filter.</source>
        <translation>이 필터에 해당하는 증례가 없습니다.</translation>
    </message>
    <message>
        <source>Case review</source>
        <translation>증례 검토</translation>
    </message>
    <message>
        <source>Case filters</source>
        <translation>증례 필터</translation>
    </message>
    <message>
        <source>Cases of the filter</source>
        <translation>필터의 증례</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>True positives</source>
        <translation>진양성</translation>
    </message>
    <message>
        <source>False positives</source>
        <translation>위양성</translation>
    </message>
    <message>
        <source>False negatives</source>
        <translation>위음성</translation>
    </message>
    <message>
        <source>True negatives</source>
        <translation>진음성</translation>
    </message>
</context>
<context>
    <name>CasesPage</name>
    <message>
        <source>Incorrect predictions, then correct ones</source>
        <translation>틀린 예측, 그다음 맞는 예측</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{count}장 중 {shown}장</translation>
    </message>
    <message>
        <source>Correct and incorrect</source>
        <translation>맞는 예측과 틀린 예측</translation>
    </message>
    <message>
        <source>Show in the main window</source>
        <translation>기본 창에 표시</translation>
    </message>
    <message>
        <source>Click: show the image in the main window. Double-click: also close this window; Ctrl+E opens it again.</source>
        <translation>클릭: 기본 창에 영상을 표시합니다. 두 번 클릭: 이 창도 닫습니다. Ctrl+E로 다시 엽니다.</translation>
    </message>
</context>
<context>
    <name>ColumnChoice</name>
    <message>
        <source>Default columns</source>
        <translation>기본 열</translation>
    </message>
</context>
<context>
    <name>CompareSide</name>
    <message>
        <source>Image {name}</source>
        <translation>영상 {name}</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>Compare images</source>
        <translation>영상 비교</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용이며 진단이 아닙니다</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>도구 모음</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Orange increases the score, blue decreases it. Attribution map; does not localise disease.</source>
        <translation>주황색은 점수를 높이고 파란색은 낮춥니다. 기여도 지도이며 병변의 위치를 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>How much of the right image is seen</source>
        <translation>오른쪽 영상이 보이는 정도</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>스와이프</translation>
    </message>
    <message>
        <source>Fade</source>
        <translation>페이드</translation>
    </message>
    <message>
        <source>Link pan, zoom and W/L</source>
        <translation>이동, 확대, W/L 연동</translation>
    </message>
    <message>
        <source>Heat map (attribution)</source>
        <translation>히트맵(기여도)</translation>
    </message>
    <message>
        <source>Measurements and annotations</source>
        <translation>측정과 주석</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>좌우 교환</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>창에 맞춤</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ComparisonPage</name>
    <message>
        <source>Comparing…</source>
        <translation>비교하는 중…</translation>
    </message>
    <message>
        <source>First: {first}
Second: {second}
{images} images in common, {positives} with pneumonia.</source>
        <translation>첫째: {first}
둘째: {second}
공통 영상 {images}장, 그중 폐렴 {positives}장.</translation>
    </message>
    <message>
        <source>Only the first is right ({count})</source>
        <translation>첫째만 맞음({count}장)</translation>
    </message>
    <message>
        <source>Only the second is right ({count})</source>
        <translation>둘째만 맞음({count}장)</translation>
    </message>
    <message>
        <source>Compare this model with another one, with a reader, or with itself at another operating point, on the images that both rated: a results file (CSV), or a table with the columns file and reading (NORMAL or PNEUMONIA).</source>
        <translation>양쪽의 예측 또는 판독이 있는 영상에서 이 모델을 다른 모델이나 판독자, 또는 다른 작동점의 같은 모델과 비교합니다. 결과 파일(CSV) 또는 file과 reading(NORMAL 또는 PNEUMONIA) 열이 있는 표를 선택하세요.</translation>
    </message>
    <message>
        <source>Only the second is right</source>
        <translation>둘째만 맞음</translation>
    </message>
    <message>
        <source>Only the first is right</source>
        <translation>첫째만 맞음</translation>
    </message>
    <message>
        <source>Another operating point…</source>
        <translation>다른 작동점…</translation>
    </message>
    <message>
        <source>Results file or readings…</source>
        <translation>결과 파일 또는 판독…</translation>
    </message>
    <message>
        <source>Reader&apos;s marks</source>
        <translation>판독자 표시</translation>
    </message>
    <message>
        <source>End comparison</source>
        <translation>비교 끝내기</translation>
    </message>
    <message>
        <source>Another operating point</source>
        <translation>다른 작동점</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>First</source>
        <translation>첫째</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>둘째</translation>
    </message>
    <message>
        <source>Difference (95 % CI)</source>
        <translation>차이(95 % 신뢰구간)</translation>
    </message>
    <message>
        <source>Only first / second right</source>
        <translation>첫째만 / 둘째만 맞음</translation>
    </message>
    <message>
        <source>p (McNemar exact / mid-p)</source>
        <translation>p(McNemar 정확 / mid-p)</translation>
    </message>
    <message>
        <source>Differences: bootstrap of patients, paired. McNemar&apos;s and DeLong&apos;s tests take images as independent; p values are not corrected for multiple comparisons.</source>
        <translation>차이: 환자 단위 짝지은 부트스트랩. McNemar 검정과 DeLong 검정은 영상을 서로 독립으로 봅니다. p 값은 다중 비교를 보정하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Ground truth / Prediction</source>
        <translation>정답 / 예측</translation>
    </message>
    <message>
        <source>of these uncertain</source>
        <translation>그중 불확실</translation>
    </message>
    <message>
        <source>Ground truth {truth}, prediction {outcome}: {count}</source>
        <translation>정답 {truth}, 예측 {outcome}: {count}장</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Model: {model}. Threshold: {point} ({threshold})</source>
        <translation>모델: {model}. 임계값: {point} ({threshold})</translation>
    </message>
    <message>
        <source>Cases: {count}</source>
        <translation>증례: {count}개</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용: 진단이 아닙니다</translation>
    </message>
    <message>
        <source>Attribution map: orange increases and blue decreases the score. Does not localise disease. {program}</source>
        <translation>기여도 맵: 주황색은 점수를 높이고 파란색은 낮춥니다. 병변의 위치를 나타내지 않습니다. {program}</translation>
    </message>
    <message>
        <source>The image cannot be opened.</source>
        <translation>영상을 열 수 없습니다.</translation>
    </message>
    <message>
        <source>No heat map</source>
        <translation>히트맵 없음</translation>
    </message>
    <message>
        <source>{prediction}, probability {probability}</source>
        <translation>{prediction}, 확률 {probability}</translation>
    </message>
    <message>
        <source>Ground truth: {truth}</source>
        <translation>정답: {truth}</translation>
    </message>
    <message>
        <source>Reader: {reading}</source>
        <translation>판독자: {reading}</translation>
    </message>
</context>
<context>
    <name>CornerOverlay</name>
    <message>
        <source>Frame {number} / {count}</source>
        <translation>프레임 {number} / {count}</translation>
    </message>
    <message>
        <source>Zoom {zoom}</source>
        <translation>배율 {zoom}</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Internal error</source>
        <translation>내부 오류</translation>
    </message>
    <message>
        <source>An internal error occurred. Your images and results are still open; if the program does not respond normally, restart it. The report below contains no patient data and no file names. It is also saved in {log}.</source>
        <translation>내부 오류가 발생했습니다. 열려 있던 영상과 결과는 그대로 있습니다. 프로그램이 정상적으로 동작하지 않으면 다시 시작하십시오. 아래 보고서에는 환자 정보와 파일 이름이 없습니다. 보고서는 다음 파일에도 저장됩니다: {log}</translation>
    </message>
    <message>
        <source>The program could not start because of an internal error. Start it again; if that does not help, reinstall it. The report below contains no patient data and no file names. It is also saved in {log}.</source>
        <translation>내부 오류로 프로그램을 시작하지 못했습니다. 다시 시작해 보고, 그래도 안 되면 다시 설치하십시오. 아래 보고서에는 환자 정보와 파일 이름이 없습니다. 보고서는 다음 파일에도 저장됩니다: {log}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
</context>
<context>
    <name>CurvesPage</name>
    <message>
        <source>Of the results</source>
        <translation>결과의 작동점</translation>
    </message>
    <message>
        <source>Highest sensitivity + specificity</source>
        <translation>민감도 + 특이도 최대</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>직접 설정</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임계값</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>작동점</translation>
    </message>
    <message>
        <source>Threshold of the results</source>
        <translation>결과의 임계값</translation>
    </message>
    <message>
        <source>Drag on the ROC, the probabilities or the decision curve, or use the arrow keys there. Nothing is classified again.</source>
        <translation>ROC, 확률 분포, 의사결정 곡선에서 끌거나 화살표 키를 사용하세요. 다시 분류하지는 않습니다.</translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>Ground truth</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>분류됨</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>{read} of {all} images read for the histograms</source>
        <translation>히스토그램용 영상 {all}장 중 {read}장을 읽음</translation>
    </message>
    <message>
        <source>Classify these images…</source>
        <translation>이 영상들 분류…</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>W/L</source>
        <translation>W/L</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>display tools</source>
        <translation>표시 도구</translation>
    </message>
    <message>
        <source>rotate</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>flip</source>
        <translation>뒤집기</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Worklist</source>
        <translation>워크리스트</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>영상 정보</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
    </message>
</context>
<context>
    <name>DragHandle</name>
    <message>
        <source>Drag the image into another program</source>
        <translation>영상을 다른 프로그램으로 드래그</translation>
    </message>
    <message>
        <source>Drag from here into another program. Of a DICOM file it gets an anonymised copy, of other files an unchanged copy.</source>
        <translation>여기에서 다른 프로그램으로 드래그하십시오. DICOM 파일은 익명화된 사본, 다른 파일은 그대로의 사본을 넘깁니다.</translation>
    </message>
</context>
<context>
    <name>DriftWindow</name>
    <message>
        <source>Worklist</source>
        <translation>워크리스트</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>모든 폴더</translation>
    </message>
    <message>
        <source>No results chosen</source>
        <translation>선택한 결과 없음</translation>
    </message>
    <message>
        <source>Choose the earlier results and those of now, or drop both files here. No labels are needed.</source>
        <translation>이전 결과와 현재 결과를 선택하거나 두 파일을 여기에 놓으십시오. 레이블은 필요하지 않습니다.</translation>
    </message>
    <message>
        <source>Files (with a probability)</source>
        <translation>파일(확률이 있는 파일)</translation>
    </message>
    <message>
        <source>PNEUMONIA among predictions</source>
        <translation>예측 중 PNEUMONIA</translation>
    </message>
    <message>
        <source>Not classified</source>
        <translation>분류되지 않음</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>Median probability</source>
        <translation>확률 중앙값</translation>
    </message>
    <message>
        <source>Median width (pixels)</source>
        <translation>너비 중앙값(픽셀)</translation>
    </message>
    <message>
        <source>Median height (pixels)</source>
        <translation>높이 중앙값(픽셀)</translation>
    </message>
    <message>
        <source>Median width / height</source>
        <translation>너비/높이 중앙값</translation>
    </message>
    <message>
        <source>for instance: {reason}</source>
        <translation>예: {reason}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Probability of pneumonia</source>
        <translation>폐렴 확률</translation>
    </message>
    <message>
        <source>% of images</source>
        <translation>영상 비율(%)</translation>
    </message>
    <message>
        <source>No results to compare yet.</source>
        <translation>비교할 결과가 아직 없습니다.</translation>
    </message>
    <message>
        <source>Choose results</source>
        <translation>결과 선택</translation>
    </message>
    <message>
        <source>Results (*.csv *.jsonl *.ndjson *.parquet)</source>
        <translation>결과 (*.csv *.jsonl *.ndjson *.parquet)</translation>
    </message>
    <message>
        <source>Compare results over time</source>
        <translation>기간별 결과 비교</translation>
    </message>
    <message>
        <source>Before:</source>
        <translation>이전:</translation>
    </message>
    <message>
        <source>Now:</source>
        <translation>현재:</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Use the &amp;worklist</source>
        <translation>워크리스트 사용(&amp;W)</translation>
    </message>
    <message>
        <source>Folder of the results before</source>
        <translation>이전 결과의 폴더</translation>
    </message>
    <message>
        <source>Folder of the results now</source>
        <translation>현재 결과의 폴더</translation>
    </message>
    <message>
        <source>Results before and now</source>
        <translation>이전 결과와 현재 결과</translation>
    </message>
    <message>
        <source>Shares with 95 % intervals (Wilson); a share counts as changed when the intervals are apart. Probabilities and sizes: Kolmogorov-Smirnov test, p &lt; 0.05.</source>
        <translation>비율과 95 % 신뢰구간(Wilson). 구간이 겹치지 않으면 변화로 봅니다. 확률과 크기: Kolmogorov-Smirnov 검정, p &lt; 0.05.</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open</source>
        <translation>놓으면 열립니다</translation>
    </message>
</context>
<context>
    <name>ElementBrowser</name>
    <message>
        <source>DICOM elements</source>
        <translation>DICOM 요소</translation>
    </message>
    <message>
        <source>Reading… {elements}</source>
        <translation>읽는 중… {elements}</translation>
    </message>
    <message>
        <source>Search by tag, keyword, name or value</source>
        <translation>태그, 키워드, 이름, 값으로 검색</translation>
    </message>
    <message>
        <source>Search in the elements</source>
        <translation>요소에서 검색</translation>
    </message>
    <message>
        <source>Show &amp;patient data</source>
        <translation>환자 정보 표시(&amp;P)</translation>
    </message>
    <message>
        <source>Everything that may identify the patient (DICOM PS3.15, Table E.1-1). Hidden again when closed.</source>
        <translation>환자를 식별할 수 있는 모든 요소(DICOM PS3.15, Table E.1-1). 닫으면 다시 숨깁니다.</translation>
    </message>
    <message>
        <source>Copy &amp;row</source>
        <translation>행 복사(&amp;R)</translation>
    </message>
    <message>
        <source>Copy &amp;value</source>
        <translation>값 복사(&amp;V)</translation>
    </message>
    <message>
        <source>Copy &amp;all shown</source>
        <translation>표시된 것 모두 복사(&amp;A)</translation>
    </message>
</context>
<context>
    <name>ElementModel</name>
    <message>
        <source>Item {number}</source>
        <translation>항목 {number}</translation>
    </message>
    <message>
        <source>Private creator</source>
        <translation>비공개 요소 작성자</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>비공개</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>항목 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>Hidden: patient data</source>
        <translation>숨김: 환자 정보</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln바이트</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s)</source>
        <translation>
            <numerusform>값 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>This element may identify the patient (DICOM PS3.15, Table E.1-1).</source>
        <translation>이 요소는 환자를 식별할 수 있습니다(DICOM PS3.15, Table E.1-1).</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>VR</source>
        <translation>VR</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message numerus="yes">
        <source>%Ln element(s)</source>
        <translation>
            <numerusform>요소 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {all} elements</source>
        <translation>요소 {all}개 중 {shown}개</translation>
    </message>
</context>
<context>
    <name>EvaluationCharts</name>
    <message>
        <source>% of pixels</source>
        <translation>픽셀 비율(%)</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Mean histogram by class</source>
        <translation>클래스별 평균 히스토그램</translation>
    </message>
    <message>
        <source>Displayed grey level (default W/L)</source>
        <translation>표시된 회색조 값(기본 W/L)</translation>
    </message>
    <message>
        <source>No images read yet.</source>
        <translation>아직 읽은 영상이 없습니다.</translation>
    </message>
    <message>
        <source>AUC {area}</source>
        <translation>AUC {area}</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>정밀도와 재현율</translation>
    </message>
    <message>
        <source>Prevalence {share}</source>
        <translation>유병률 {share}</translation>
    </message>
    <message>
        <source>Sensitivity for pneumonia</source>
        <translation>폐렴 민감도</translation>
    </message>
    <message>
        <source>Sensitivity (recall) for pneumonia</source>
        <translation>폐렴 민감도(재현율)</translation>
    </message>
    <message>
        <source>PPV (precision)</source>
        <translation>양성예측도(정밀도)</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>Predicted probability (numbers: images)</source>
        <translation>예측 확률(숫자: 영상 수)</translation>
    </message>
    <message>
        <source>Probabilities by true class</source>
        <translation>정답별 확률</translation>
    </message>
    <message>
        <source>Probability of pneumonia</source>
        <translation>폐렴 확률</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>No image positive</source>
        <translation>모두 음성</translation>
    </message>
    <message>
        <source>All images positive</source>
        <translation>모두 양성</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Decision curve</source>
        <translation>의사결정 곡선</translation>
    </message>
    <message>
        <source>Threshold probability of pneumonia</source>
        <translation>폐렴 임계 확률</translation>
    </message>
    <message>
        <source>Net benefit</source>
        <translation>순이익</translation>
    </message>
    <message>
        <source>Requires classified images of both classes.</source>
        <translation>두 클래스의 분류된 영상이 필요합니다.</translation>
    </message>
    <message>
        <source>Requires classified images with a known class.</source>
        <translation>정답을 알고 분류된 영상이 필요합니다.</translation>
    </message>
    <message>
        <source>Observed frequency of pneumonia</source>
        <translation>관찰된 폐렴 빈도</translation>
    </message>
    <message>
        <source>1 - specificity</source>
        <translation>1 - 특이도</translation>
    </message>
</context>
<context>
    <name>EvaluationWindow</name>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>전체 영상</translation>
    </message>
    <message>
        <source>Reader&apos;s marks</source>
        <translation>판독자 표시</translation>
    </message>
    <message>
        <source>Evaluate dataset</source>
        <translation>데이터셋 평가</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Subgroups</source>
        <translation>하위집단</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>곡선</translation>
    </message>
</context>
<context>
    <name>Exploration</name>
    <message>
        <source>Patient in several parts</source>
        <translation>여러 부분에 있는 환자</translation>
    </message>
    <message>
        <source>Same file several times</source>
        <translation>같은 파일</translation>
    </message>
    <message>
        <source>Same image in several files</source>
        <translation>같은 영상</translation>
    </message>
    <message>
        <source>Nearly the same image</source>
        <translation>거의 같은 영상</translation>
    </message>
    <message>
        <source>Patient in both classes</source>
        <translation>두 클래스에 있는 환자</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>Width (pixels)</source>
        <translation>너비(픽셀)</translation>
    </message>
    <message>
        <source>Height (pixels)</source>
        <translation>높이(픽셀)</translation>
    </message>
    <message>
        <source>Width / height</source>
        <translation>너비/높이</translation>
    </message>
    <message>
        <source>File size (bytes)</source>
        <translation>파일 크기(바이트)</translation>
    </message>
    <message>
        <source>Bits per pixel</source>
        <translation>픽셀당 비트 수</translation>
    </message>
    <message>
        <source>Colour (1) or grey (0)</source>
        <translation>컬러(1) 또는 회색조(0)</translation>
    </message>
    <message>
        <source>Mean grey level</source>
        <translation>평균 회색조</translation>
    </message>
    <message>
        <source>SD of grey levels</source>
        <translation>회색조 표준편차</translation>
    </message>
    <message>
        <source>Even border (share of image)</source>
        <translation>균일한 테두리(영상 내 비율)</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>레이블 없음</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
</context>
<context>
    <name>ExplorationWindow</name>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Findings ({count})</source>
        <translation>발견 사항({count})</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>발견 사항</translation>
    </message>
    <message>
        <source>Giveaways ({count})</source>
        <translation>클래스 단서({count})</translation>
    </message>
    <message>
        <source>Giveaways</source>
        <translation>클래스 단서</translation>
    </message>
    <message>
        <source>{count} cross parts or classes</source>
        <translation>부분 또는 클래스에 걸친 항목: {count}건</translation>
    </message>
    <message>
        <source>Open a folder with images first; NORMAL and PNEUMONIA folders name the classes.</source>
        <translation>먼저 영상 폴더를 여십시오. NORMAL 폴더와 PNEUMONIA 폴더가 클래스를 나타냅니다.</translation>
    </message>
    <message>
        <source>The survey was stopped.</source>
        <translation>조사를 중지했습니다.</translation>
    </message>
    <message>
        <source>The worklist has changed since the survey.</source>
        <translation>조사한 뒤에 워크리스트가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>{count} files surveyed. No model was used.</source>
        <translation>파일 {count}개를 조사했습니다. 모델은 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>Explore dataset</source>
        <translation>데이터셋 탐색</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>&amp;Survey again</source>
        <translation>다시 조사(&amp;S)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>%v of %m files read</source>
        <translation>파일 %m개 중 %v개 읽음</translation>
    </message>
</context>
<context>
    <name>ExportControl</name>
    <message>
        <source>Anonymised export</source>
        <translation>익명화하여 내보내기</translation>
    </message>
    <message>
        <source>Exporting images…</source>
        <translation>영상 내보내는 중…</translation>
    </message>
    <message>
        <source>Folder for the anonymised images</source>
        <translation>익명화된 영상을 저장할 폴더</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Basic Application Level Confidentiality Profile of DICOM PS3.15: identifying attributes, dates and private attributes are removed or replaced; new UIDs agree within one export. All frames.</source>
        <translation>DICOM PS3.15의 Basic Application Level Confidentiality Profile: 식별 속성, 날짜, 비공개 속성을 삭제하거나 바꿉니다. 새 UID는 한 번의 내보내기 안에서 서로 일치합니다. 모든 프레임을 내보냅니다.</translation>
    </message>
    <message>
        <source>Only the pixels, at full depth (8 or 16 bits), without window, flips and rotation. The frame shown.</source>
        <translation>윈도우, 뒤집기, 회전 없이 픽셀만 전체 비트 심도(8 또는 16비트)로 내보냅니다. 표시된 프레임만 내보냅니다.</translation>
    </message>
    <message>
        <source>Anonymised export</source>
        <translation>익명화하여 내보내기</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>&amp;This image: {name}</source>
        <translation>이 영상(&amp;T): {name}</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Selected images: %Ln</source>
        <translation>
            <numerusform>선택한 영상(&amp;S): %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;DICOM</source>
        <translation>DICOM(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;PNG</source>
        <translation>PNG(&amp;P)</translation>
    </message>
    <message>
        <source>T&amp;IFF</source>
        <translation>TIFF(&amp;I)</translation>
    </message>
    <message>
        <source>Text in the pixels (burned-in annotation) stays: check the images before sharing.</source>
        <translation>픽셀 안의 글자(번인 주석)는 그대로 남습니다. 공유하기 전에 영상을 확인하십시오.</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
</context>
<context>
    <name>FigureView</name>
    <message>
        <source>Save as PNG…</source>
        <translation>PNG로 저장…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>SVG로 저장…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Save the data as CSV…</source>
        <translation>데이터를 CSV로 저장…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Save this figure or its data</source>
        <translation>이 그림 또는 데이터 저장</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Label table</source>
        <translation>정답 표</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>표 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Open results file</source>
        <translation>결과 파일 열기</translation>
    </message>
    <message>
        <source>Results (*.csv)</source>
        <translation>결과 (*.csv)</translation>
    </message>
    <message>
        <source>Results file or readings</source>
        <translation>결과 파일 또는 판독</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>Key images</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>Ground truth: {truth}</source>
        <translation>정답: {truth}</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>미판독</translation>
    </message>
    <message>
        <source>True positives</source>
        <translation>진양성</translation>
    </message>
    <message>
        <source>False negatives</source>
        <translation>위음성</translation>
    </message>
    <message>
        <source>False positives</source>
        <translation>위양성</translation>
    </message>
    <message>
        <source>True negatives</source>
        <translation>진음성</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Find images by name or message</source>
        <translation>이름이나 메시지로 영상 찾기</translation>
    </message>
    <message>
        <source>Show only images with this result</source>
        <translation>이 결과의 영상만 표시</translation>
    </message>
    <message>
        <source>Group by patient and study</source>
        <translation>환자와 검사별로 묶기</translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation>모든 영상 표시</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>모든 결과</translation>
    </message>
    <message>
        <source>Reader disagrees</source>
        <translation>판독자 불일치</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>미판독</translation>
    </message>
    <message>
        <source>Key images</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>{filter}: remove this filter</source>
        <translation>{filter}: 이 필터 제거</translation>
    </message>
</context>
<context>
    <name>FindingsPage</name>
    <message>
        <source>Findings</source>
        <translation>발견 사항</translation>
    </message>
    <message>
        <source>Images of the finding</source>
        <translation>해당 영상</translation>
    </message>
    <message>
        <source>{title}: {images} images in {count} findings</source>
        <translation>{title}: 영상 {images}장, {count}건</translation>
    </message>
    <message>
        <source>No duplicates, shared patients or unreadable files were found.</source>
        <translation>중복 영상, 여러 부분에 있는 환자, 읽을 수 없는 파일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>ForestView</name>
    <message>
        <source>Subgroups</source>
        <translation>하위집단</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>전체 영상</translation>
    </message>
</context>
<context>
    <name>GiveawaysPage</name>
    <message>
        <source>Giveaways</source>
        <translation>클래스 단서</translation>
    </message>
    <message>
        <source>Images with the lowest and the highest values</source>
        <translation>값이 가장 낮은 영상과 가장 높은 영상</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>AUC (95 % CI)</source>
        <translation>AUC (95 % CI)</translation>
    </message>
    <message>
        <source>How well a number that does not depend on the lungs separates the classes (medians of both): 0.5 is chance. From {striking} on it is marked: a model may learn it in place of the disease.</source>
        <translation>폐와 무관한 수치가 클래스를 얼마나 잘 구분하는지 나타냅니다(두 클래스의 중앙값 포함). 0.5는 우연입니다. {striking} 이상이면 표시합니다. 모델이 질환 대신 이 수치를 학습할 수 있습니다.</translation>
    </message>
    <message>
        <source>Requires images of both classes in one part of the data.</source>
        <translation>데이터의 한 부분에 두 클래스의 영상이 모두 있어야 합니다.</translation>
    </message>
    <message>
        <source>Separates the classes</source>
        <translation>클래스를 구분함</translation>
    </message>
    <message>
        <source>Images with the lowest and the highest values, in order</source>
        <translation>값이 가장 낮은 영상과 가장 높은 영상(값의 순서)</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>class folders</source>
        <translation>분류 폴더</translation>
    </message>
    <message>
        <source>Labels: {source}</source>
        <translation>정답: {source}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln labelled image(s) are not classified yet.</source>
        <translation>
            <numerusform>정답이 있는 영상 %Ln장이 아직 분류되지 않았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Images to evaluate</source>
        <translation>평가할 영상</translation>
    </message>
    <message>
        <source>Class folders NORMAL and PNEUMONIA</source>
        <translation>분류 폴더 NORMAL과 PNEUMONIA</translation>
    </message>
    <message>
        <source>Label table…</source>
        <translation>정답 표…</translation>
    </message>
    <message>
        <source>What the labels mean…</source>
        <translation>라벨의 의미…</translation>
    </message>
    <message>
        <source>Computing intervals…</source>
        <translation>구간을 계산하는 중…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Export study…</source>
        <translation>연구 내보내기…</translation>
    </message>
    <message>
        <source>Report, figures, tables and a CSV of all cases in one folder</source>
        <translation>보고서, 그림, 표, 전체 사례 CSV를 한 폴더에 저장</translation>
    </message>
</context>
<context>
    <name>HeatMapControls</name>
    <message>
        <source>Heat map (attribution)</source>
        <translation>히트맵(기여도)</translation>
    </message>
    <message>
        <source>Heat map opacity</source>
        <translation>히트맵 불투명도</translation>
    </message>
    <message>
        <source>decreases score</source>
        <translation>점수 감소</translation>
    </message>
    <message>
        <source>increases score</source>
        <translation>점수 증가</translation>
    </message>
    <message>
        <source>Attribution map. Does not localise disease.</source>
        <translation>기여도 지도입니다. 병변의 위치를 나타내지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Model card</source>
        <translation>모델 카드</translation>
    </message>
    <message>
        <source>Displays chest radiographs and estimates the probability of pneumonia with a neural network.</source>
        <translation>흉부 방사선 영상을 표시하고 신경망으로 폐렴 확률을 추정합니다.</translation>
    </message>
    <message>
        <source>The network was trained on radiographs of children aged one to five years and of adults.</source>
        <translation>신경망은 1~5세 소아와 성인의 방사선 영상으로 학습했습니다.</translation>
    </message>
    <message>
        <source>All data stay on this computer: the program makes no network connections.</source>
        <translation>모든 데이터는 이 컴퓨터에만 남습니다. 프로그램은 네트워크에 연결하지 않습니다.</translation>
    </message>
    <message>
        <source>MIT licence. The licences of the included components follow.</source>
        <translation>MIT 라이선스. 포함된 구성 요소의 라이선스는 아래와 같습니다.</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>모델을 불러오는 중…</translation>
    </message>
    <message>
        <source>For research and education only. Not a medical device, not for clinical use.</source>
        <translation>연구와 교육용입니다. 의료기기가 아니며 임상에 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>모델: {model}</translation>
    </message>
    <message>
        <source>About X-ray Desktop</source>
        <translation>X-ray Desktop 정보</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Model&apos;s prediction</source>
        <translation>모델의 예측</translation>
    </message>
    <message>
        <source>Heat map (H)</source>
        <translation>히트맵 (H)</translation>
    </message>
    <message>
        <source>Orange increases the score, blue decreases it. Attribution map; does not localise disease.</source>
        <translation>주황색은 점수를 높이고 파란색은 낮춥니다. 기여도 지도이며 병변의 위치를 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>No heat map: the model of the study is not loaded.</source>
        <translation>히트맵 없음: 연구에 사용한 모델을 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>Probability of pneumonia {value}, threshold {threshold} ({point})</source>
        <translation>폐렴 확률 {value}, 임계값 {threshold} ({point})</translation>
    </message>
    <message>
        <source>Your first answer: {answer}, confidence {confidence}</source>
        <translation>1차 응답: {answer}, 확신도 {confidence}</translation>
    </message>
</context>
<context>
    <name>HistogramPainting</name>
    <message>
        <source>Training mean</source>
        <translation>학습 영상 평균</translation>
    </message>
</context>
<context>
    <name>HistogramPanel</name>
    <message>
        <source>No image</source>
        <translation>영상 없음</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>{black:.1%} of pixels clipped to black, {white:.1%} to white</source>
        <translation>검정으로 잘린 픽셀 {black:.1%}, 흰색으로 잘린 픽셀 {white:.1%}</translation>
    </message>
    <message>
        <source>Histogram of the pixel values</source>
        <translation>픽셀값 히스토그램</translation>
    </message>
    <message>
        <source>Drag a line to change the black or white limit, or drag between them to move the window.</source>
        <translation>선을 드래그하면 검정·흰색 경계가, 선 사이를 드래그하면 윈도우가 이동합니다.</translation>
    </message>
    <message>
        <source>Logarithmic counts</source>
        <translation>로그 눈금</translation>
    </message>
    <message>
        <source>References</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Mean of the training images: NORMAL dashed, PNEUMONIA solid</source>
        <translation>학습 영상의 평균: 정상은 점선, 폐렴은 실선</translation>
    </message>
    <message>
        <source>No reference curves are installed.</source>
        <translation>설치된 기준 곡선이 없습니다.</translation>
    </message>
    <message>
        <source>Auto W/L</source>
        <translation>자동 W/L</translation>
    </message>
    <message>
        <source>Default W/L</source>
        <translation>기본 W/L</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>프리셋</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>검정</translation>
    </message>
    <message>
        <source>White</source>
        <translation>흰색</translation>
    </message>
    <message>
        <source>WC</source>
        <translation>WC</translation>
    </message>
    <message>
        <source>WW</source>
        <translation>WW</translation>
    </message>
</context>
<context>
    <name>HistogramPlot</name>
    <message>
        <source>Open an image to see its histogram.</source>
        <translation>영상을 열면 히스토그램이 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>Image</name>
    <message>
        <source>Auto</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Lungs</source>
        <translation>폐</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>전체 범위</translation>
    </message>
</context>
<context>
    <name>ImageGrid</name>
    <message>
        <source>Correct and incorrect predictions</source>
        <translation>맞은 예측과 틀린 예측</translation>
    </message>
    <message>
        <source>Not classified</source>
        <translation>분류되지 않음</translation>
    </message>
    <message>
        <source>True positive</source>
        <translation>진양성</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>위양성</translation>
    </message>
    <message>
        <source>True negative</source>
        <translation>진음성</translation>
    </message>
    <message>
        <source>False negative</source>
        <translation>위음성</translation>
    </message>
</context>
<context>
    <name>ImagePane</name>
    <message>
        <source>Show in the &amp;worklist</source>
        <translation>워크리스트에 표시(&amp;W)</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Radiograph. Arrow keys pan, plus and minus zoom, Ctrl with arrow keys changes window width and centre.</source>
        <translation>방사선 영상입니다. 화살표 키로 이동하고, 더하기와 빼기로 확대·축소하며, Ctrl과 화살표 키로 윈도우 너비와 중심을 바꿉니다.</translation>
    </message>
</context>
<context>
    <name>ImageWindow</name>
    <message>
        <source>Open files</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>X-ray Desktop</source>
        <translation>X-ray Desktop</translation>
    </message>
</context>
<context>
    <name>InformationPanel</name>
    <message>
        <source>Image information</source>
        <translation>영상 정보</translation>
    </message>
    <message>
        <source>Show patient data</source>
        <translation>환자 정보 표시</translation>
    </message>
    <message>
        <source>Not saved; hidden again at the next start</source>
        <translation>저장되지 않으며 다음 시작 시 다시 숨겨집니다</translation>
    </message>
</context>
<context>
    <name>KeyImage</name>
    <message>
        <source>Key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>Key image: frame {numbers}</source>
        <translation>핵심 영상: 프레임 {numbers}</translation>
    </message>
</context>
<context>
    <name>LabelWordsDialog</name>
    <message>
        <source>What the labels mean</source>
        <translation>라벨의 의미</translation>
    </message>
    <message>
        <source>Choose for each label of the table whether it counts as pneumonia, as normal, or is left out.</source>
        <translation>표의 각 라벨을 폐렴, 정상으로 볼지 또는 제외할지 선택하세요.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Choose a model file</source>
        <translation>모델 파일 선택</translation>
    </message>
</context>
<context>
    <name>MeasurementPanel</name>
    <message>
        <source>No pixels</source>
        <translation>픽셀 없음</translation>
    </message>
    <message>
        <source>Distance ({unit})</source>
        <translation>거리({unit})</translation>
    </message>
    <message>
        <source>{kind}: histogram</source>
        <translation>{kind}: 히스토그램</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>픽셀 수</translation>
    </message>
    <message>
        <source>Pixel value</source>
        <translation>픽셀값</translation>
    </message>
    <message>
        <source>Nothing is measured yet. Choose a tool from the Measure menu and drag on the image. Drag lines and handles to change them; Delete removes.</source>
        <translation>아직 측정한 것이 없습니다. 측정 메뉴에서 도구를 선택하고 영상 위에서 드래그하십시오. 선과 조절점을 드래그하면 변경되고, Delete 키를 누르면 삭제됩니다.</translation>
    </message>
    <message>
        <source>Measurements and annotations</source>
        <translation>측정과 주석</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy all figures as text</source>
        <translation>모든 수치를 텍스트로 복사</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>Measurements</name>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>각도</translation>
    </message>
    <message>
        <source>Rectangle ROI</source>
        <translation>사각형 ROI</translation>
    </message>
    <message>
        <source>Ellipse ROI</source>
        <translation>타원 ROI</translation>
    </message>
    <message>
        <source>Line profile</source>
        <translation>선 프로파일</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio</source>
        <translation>심흉곽비</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Freehand line</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>at the detector</source>
        <translation>검출기 기준</translation>
    </message>
    <message>
        <source>on the scanned film</source>
        <translation>스캔 원본 기준</translation>
    </message>
    <message>
        <source>calibration not stated</source>
        <translation>보정 여부 불명</translation>
    </message>
    <message>
        <source>spacings contradict</source>
        <translation>픽셀 간격 모순</translation>
    </message>
    <message>
        <source>Millimetres in the patient: the file&apos;s spacing is calibrated.</source>
        <translation>환자 기준 mm: 파일의 픽셀 간격이 보정되어 있습니다.</translation>
    </message>
    <message>
        <source>Millimetres at the detector: structures in the patient are smaller.</source>
        <translation>검출기 기준 mm: 환자 내 실제 크기는 더 작습니다.</translation>
    </message>
    <message>
        <source>Millimetres on the scanned film.</source>
        <translation>스캔된 원본 기준 mm입니다.</translation>
    </message>
    <message>
        <source>Millimetres; the file does not state whether its spacing is calibrated.</source>
        <translation>mm 단위: 픽셀 간격의 보정 여부가 파일에 없습니다.</translation>
    </message>
    <message>
        <source>Pixels: the file&apos;s two pixel spacings contradict each other.</source>
        <translation>픽셀 단위: 파일의 두 픽셀 간격이 서로 모순됩니다.</translation>
    </message>
    <message>
        <source>Pixels: the file has no pixel spacing.</source>
        <translation>픽셀 단위: 파일에 픽셀 간격이 없습니다.</translation>
    </message>
    <message>
        <source>No pixels</source>
        <translation>픽셀 없음</translation>
    </message>
    <message>
        <source>Mean {mean}, SD {deviation}</source>
        <translation>평균 {mean}, 표준편차 {deviation}</translation>
    </message>
    <message>
        <source>Area {area}, {count} pixels</source>
        <translation>면적 {area}, 픽셀 {count}개</translation>
    </message>
    <message>
        <source>Heart {heart}, thorax {thorax}</source>
        <translation>심장 {heart}, 흉곽 {thorax}</translation>
    </message>
    <message>
        <source>CTR {ratio}</source>
        <translation>심흉곽비 {ratio}</translation>
    </message>
    <message>
        <source>Check the points: the heart must be narrower than the thorax</source>
        <translation>점을 확인하십시오: 심장은 흉곽보다 좁아야 합니다</translation>
    </message>
    <message>
        <source>AP view: the heart is magnified</source>
        <translation>AP 촬영: 심장이 확대되어 보입니다</translation>
    </message>
    <message>
        <source>Min {lowest}, Max {highest}</source>
        <translation>최소 {lowest}, 최대 {highest}</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>Sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>PPV</source>
        <translation>양성예측도(PPV)</translation>
    </message>
    <message>
        <source>NPV</source>
        <translation>음성예측도(NPV)</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>균형 정확도</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>MCC</source>
        <translation>MCC</translation>
    </message>
    <message>
        <source>LR+</source>
        <translation>LR+</translation>
    </message>
    <message>
        <source>LR−</source>
        <translation>LR−</translation>
    </message>
    <message>
        <source>AUC (ROC)</source>
        <translation>AUC(ROC)</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>평균 정밀도</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier 점수</translation>
    </message>
    <message>
        <source>ECE</source>
        <translation>ECE</translation>
    </message>
    <message>
        <source>Calibration slope</source>
        <translation>보정 기울기</translation>
    </message>
    <message>
        <source>Calibration intercept</source>
        <translation>보정 절편</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ~ {high}</translation>
    </message>
    <message>
        <source>Standard error clustered by patient (sandwich)</source>
        <translation>환자 단위 군집 표준오차(샌드위치)</translation>
    </message>
    <message>
        <source>Bootstrap of patients, 2.5th to 97.5th percentile</source>
        <translation>환자 단위 부트스트랩, 2.5~97.5 백분위수</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Size (megapixels)</source>
        <translation>크기(메가픽셀)</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>나이</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>성별</translation>
    </message>
    <message>
        <source>View</source>
        <translation>촬영 방향</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장비</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>기재 없음</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>직접 설정</translation>
    </message>
</context>
<context>
    <name>MeasuresPage</name>
    <message>
        <source>Threshold {threshold} ({point})</source>
        <translation>임계값 {threshold}({point})</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95 % 신뢰구간</translation>
    </message>
    <message>
        <source>Pneumonia
positive</source>
        <translation>폐렴이
양성</translation>
    </message>
    <message>
        <source>Normal
positive</source>
        <translation>정상이
양성</translation>
    </message>
    <message>
        <source>CI by formula</source>
        <translation>공식에 의한 신뢰구간</translation>
    </message>
    <message>
        <source>For pneumonia as the positive class; takes all images as independent</source>
        <translation>폐렴이 양성일 때의 값이며, 모든 영상을 서로 독립으로 봅니다</translation>
    </message>
    <message>
        <source>Measures with 95 % confidence intervals</source>
        <translation>95 % 신뢰구간이 있는 지표</translation>
    </message>
    <message>
        <source>Predictive values at another prevalence</source>
        <translation>다른 유병률에서의 예측도</translation>
    </message>
    <message>
        <source>Prevalence of pneumonia</source>
        <translation>폐렴 유병률</translation>
    </message>
    <message>
        <source>Prevalence of these images</source>
        <translation>이 영상들의 유병률</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>표 복사</translation>
    </message>
    <message>
        <source>Click a cell to see its images. All images with a probability are counted, uncertain ones by whether they reach the threshold. Intervals resample patients, or images where no patient is known.</source>
        <translation>칸을 클릭하면 해당 영상을 봅니다. 확률이 있는 모든 영상을 세며, 불확실한 영상은 임계값에 이르는지로 나눕니다. 구간은 환자를, 환자를 모르면 영상을 재추출하여 구합니다.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Remember recent files</source>
        <translation>최근 파일 기억</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>I&amp;mage</source>
        <translation>영상(&amp;M)</translation>
    </message>
    <message>
        <source>W/L pre&amp;sets</source>
        <translation>W/L 프리셋(&amp;S)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>도구 모음</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>Mea&amp;sure</source>
        <translation>측정(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation>최근 파일 열기(&amp;N)</translation>
    </message>
    <message>
        <source>Open a s&amp;ynthetic image</source>
        <translation>합성 영상 열기(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Display tools</source>
        <translation>표시 도구(&amp;D)</translation>
    </message>
    <message>
        <source>Left mouse &amp;button</source>
        <translation>마우스 왼쪽 버튼(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>패널(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>언어(&amp;N)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
</context>
<context>
    <name>MousePage</name>
    <message>
        <source>&amp;Left drag</source>
        <translation>왼쪽 드래그(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Middle drag</source>
        <translation>가운데 드래그(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Right drag</source>
        <translation>오른쪽 드래그(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Wheel</source>
        <translation>휠(&amp;W)</translation>
    </message>
    <message>
        <source>Window width (left, right) and centre (up, down)</source>
        <translation>윈도우 너비(좌우)와 중심(상하)</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대·축소</translation>
    </message>
    <message>
        <source>W/L from ROI</source>
        <translation>ROI로 W/L 설정</translation>
    </message>
    <message>
        <source>Next and previous image</source>
        <translation>다음 영상과 이전 영상</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>포인터 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>Gesture</source>
        <translation>조작</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Gestures</source>
        <translation>조작</translation>
    </message>
    <message>
        <source>Previous and next image; left and right pan</source>
        <translation>이전 영상과 다음 영상, 좌우는 이동</translation>
    </message>
    <message>
        <source>Default display settings, fit to window</source>
        <translation>표시 설정 초기화, 창에 맞춤</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>왼쪽 드래그</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>가운데 드래그</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>오른쪽 드래그</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 휠</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 드래그</translation>
    </message>
    <message>
        <source>Window width and centre, ten times finer</source>
        <translation>윈도우 너비와 중심을 10배 세밀하게</translation>
    </message>
    <message>
        <source>Ctrl + left drag</source>
        <translation>Ctrl + 왼쪽 드래그</translation>
    </message>
    <message>
        <source>Space + left drag</source>
        <translation>스페이스바 + 왼쪽 드래그</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>스페이스바</translation>
    </message>
    <message>
        <source>Drag on the overview</source>
        <translation>전체 보기 위에서 드래그</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>더블클릭</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>창에 맞춤</translation>
    </message>
    <message>
        <source>Drag a line, label or handle</source>
        <translation>선, 표지 또는 조절점 드래그</translation>
    </message>
    <message>
        <source>Change a measurement</source>
        <translation>측정 변경</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Delete the selected measurement</source>
        <translation>선택한 측정 삭제</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>End the tool, then deselect</source>
        <translation>도구 종료, 그다음 선택 해제</translation>
    </message>
    <message>
        <source>Right-click</source>
        <translation>오른쪽 클릭</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>컨텍스트 메뉴</translation>
    </message>
    <message>
        <source>Two fingers on a trackpad</source>
        <translation>트랙패드에서 두 손가락 이동</translation>
    </message>
    <message>
        <source>Pinch on a trackpad</source>
        <translation>트랙패드에서 핀치</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>화살표 키</translation>
    </message>
    <message>
        <source>Ctrl + arrow keys</source>
        <translation>Ctrl + 화살표 키</translation>
    </message>
    <message>
        <source>Window width and centre; finer with Shift</source>
        <translation>윈도우 너비와 중심, Shift와 함께 더 세밀하게</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Stop playing the frames</source>
        <translation>프레임 재생 중지</translation>
    </message>
    <message>
        <source>Play the frames</source>
        <translation>프레임 재생</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Frame of the file</source>
        <translation>파일의 프레임</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> 프레임/초</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>초당 프레임 수</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Not yet classified</source>
        <translation>분류 전</translation>
    </message>
    <message>
        <source>No result yet</source>
        <translation>결과 없음</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>Cannot open</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>{model}. Threshold: {point} ({threshold}).</source>
        <translation>{model}. 임계값: {point}({threshold}).</translation>
    </message>
    <message>
        <source>{file}: {prediction} (threshold: {point}).</source>
        <translation>{file}: {prediction}(임계값: {point}).</translation>
    </message>
    <message>
        <source>Threshold: {point} ({threshold})</source>
        <translation>임계값: {point}({threshold})</translation>
    </message>
    <message>
        <source>predictions of another model: {count}</source>
        <translation>다른 모델의 예측: {count}건</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Images by part and class</source>
        <translation>부분과 클래스별 영상</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>Median size</source>
        <translation>크기 중앙값</translation>
    </message>
    <message>
        <source>Smallest – largest</source>
        <translation>최소 – 최대</translation>
    </message>
    <message>
        <source>Patients by file name or DICOM Patient ID; an image without either counts as one patient. Parts are the folders above the class folders.</source>
        <translation>환자는 파일 이름 또는 DICOM Patient ID로 구분합니다. 둘 다 없는 영상은 한 환자로 셉니다. 부분은 클래스 폴더의 상위 폴더입니다.</translation>
    </message>
    <message>
        <source>Grey levels of part:</source>
        <translation>회색조를 표시할 부분:</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>데이터의 부분</translation>
    </message>
    <message>
        <source>Mean histogram by class</source>
        <translation>클래스별 평균 히스토그램</translation>
    </message>
    <message>
        <source>Displayed grey level (default W/L)</source>
        <translation>표시 회색조(기본 W/L)</translation>
    </message>
    <message>
        <source>% of pixels</source>
        <translation>픽셀 비율(%)</translation>
    </message>
    <message>
        <source>No images read yet.</source>
        <translation>아직 읽은 영상이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Prediction</name>
    <message>
        <source>Pneumonia</source>
        <translation>폐렴</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>No prediction</source>
        <translation>예측 없음</translation>
    </message>
    <message>
        <source>Pneumonia suggested</source>
        <translation>폐렴 의심</translation>
    </message>
    <message>
        <source>No pneumonia suggested</source>
        <translation>폐렴 소견 없음</translation>
    </message>
    <message>
        <source>No pneumonia</source>
        <translation>폐렴 없음</translation>
    </message>
    <message>
        <source>Not classified</source>
        <translation>분류 안 됨</translation>
    </message>
    <message>
        <source>Above the {point} threshold ({threshold}).</source>
        <translation>{point} 임계값({threshold}) 이상입니다.</translation>
    </message>
    <message>
        <source>Below the {point} threshold ({threshold}). Does not exclude pneumonia or other disease.</source>
        <translation>{point} 임계값({threshold}) 미만입니다. 폐렴이나 다른 질환을 배제하지 않습니다.</translation>
    </message>
    <message>
        <source>Other abnormality possible ({probability}); model estimate.</source>
        <translation>다른 이상 소견 가능성 있음({probability}); 모델 추정치입니다.</translation>
    </message>
    <message>
        <source>Weights for children: {percent} %</source>
        <translation>어린이용 가중치: {percent} %</translation>
    </message>
    <message>
        <source>Weights for adults: {percent} %</source>
        <translation>성인용 가중치: {percent} %</translation>
    </message>
    <message>
        <source>High sensitivity</source>
        <translation>고민감도</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>균형</translation>
    </message>
    <message>
        <source>High specificity</source>
        <translation>고특이도</translation>
    </message>
    <message>
        <source>Few pneumonias are missed, at the cost of more false positives.</source>
        <translation>놓치는 폐렴이 적은 대신 위양성이 많아집니다.</translation>
    </message>
    <message>
        <source>False negatives and false positives are weighted equally.</source>
        <translation>위음성과 위양성의 비중을 같게 둡니다.</translation>
    </message>
    <message>
        <source>Few false positives, at the cost of more missed pneumonias.</source>
        <translation>위양성이 적은 대신 놓치는 폐렴이 많아집니다.</translation>
    </message>
    <message>
        <source>Sensitivity {sensitivity}, specificity {specificity} on the validation images (95 % CI in brackets).</source>
        <translation>검증 영상에서 민감도 {sensitivity}, 특이도 {specificity}(괄호는 95 % 신뢰구간)입니다.</translation>
    </message>
    <message>
        <source>Bacterial and viral about equally likely; model estimate.</source>
        <translation>세균성과 바이러스성의 가능성이 비슷함(모델 추정)</translation>
    </message>
    <message>
        <source>Bacterial favoured over viral ({share:.2f}); model estimate.</source>
        <translation>바이러스성보다 세균성에 가까움({share:.2f}, 모델 추정)</translation>
    </message>
    <message>
        <source>Viral favoured over bacterial ({share:.2f}); model estimate.</source>
        <translation>세균성보다 바이러스성에 가까움({share:.2f}, 모델 추정)</translation>
    </message>
    <message>
        <source>not released</source>
        <translation>배포되지 않음</translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message>
        <source>No image</source>
        <translation>영상 없음</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>Classifying…</source>
        <translation>분류하는 중…</translation>
    </message>
    <message>
        <source>Prediction: {title}</source>
        <translation>예측: {title}</translation>
    </message>
    <message>
        <source>Probability of pneumonia</source>
        <translation>폐렴 확률</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>작동점</translation>
    </message>
    <message>
        <source>Open an image to see the prediction.</source>
        <translation>영상을 열면 예측이 표시됩니다.</translation>
    </message>
    <message>
        <source>The file contains no image to classify.</source>
        <translation>파일에 분류할 영상이 없습니다.</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>모델을 불러오는 중…</translation>
    </message>
    <message>
        <source>Playing frames</source>
        <translation>프레임 재생 중</translation>
    </message>
    <message>
        <source>The frame that stays on the screen will be classified.</source>
        <translation>재생을 멈추면 화면의 프레임을 분류합니다.</translation>
    </message>
    <message>
        <source>Custom model, not the built-in model.</source>
        <translation>사용자가 선택한 모델이며 기본 제공 모델이 아닙니다.</translation>
    </message>
    <message>
        <source>The model&apos;s estimated probability, from 0 to 1, that the image shows pneumonia. It is calibrated on images like the training images: of those with 0.80, about 80 in 100 show pneumonia. For other patients, devices and diseases it may be too high or too low.</source>
        <translation>영상에 폐렴이 있을 확률에 대한 모델의 추정값으로 0에서 1 사이입니다. 학습 영상과 비슷한 영상에 맞추어 보정했으며, 0.80인 영상 100장 중 약 80장이 폐렴입니다. 다른 환자, 장비, 질환에서는 너무 높거나 낮을 수 있습니다.</translation>
    </message>
    <message>
        <source>Training data: {data}</source>
        <translation>학습 데이터: {data}</translation>
    </message>
    <message>
        <source>See the model card for the training and test data.</source>
        <translation>학습 및 시험 데이터는 모델 카드를 참고하십시오.</translation>
    </message>
    <message>
        <source>Threshold above which pneumonia is suggested</source>
        <translation>폐렴 의심으로 예측하는 임계값</translation>
    </message>
    <message>
        <source>What does this number mean?</source>
        <translation>이 값의 의미</translation>
    </message>
    <message>
        <source>Model card…</source>
        <translation>모델 카드…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>모델 선택…</translation>
    </message>
</context>
<context>
    <name>ProbabilityBar</name>
    <message>
        <source>Probability of pneumonia {value}</source>
        <translation>폐렴 확률 {value}</translation>
    </message>
    <message>
        <source>Thresholds: {points}</source>
        <translation>임계값: {points}</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Length: drag, or click both ends</source>
        <translation>길이: 드래그하거나 양 끝을 클릭하십시오</translation>
    </message>
    <message>
        <source>Length: click the other end</source>
        <translation>길이: 반대쪽 끝을 클릭하십시오</translation>
    </message>
    <message>
        <source>Angle 1/3: click the end of one arm</source>
        <translation>각도 1/3: 한쪽 변의 끝을 클릭하십시오</translation>
    </message>
    <message>
        <source>Angle 2/3: click the vertex</source>
        <translation>각도 2/3: 꼭짓점을 클릭하십시오</translation>
    </message>
    <message>
        <source>Angle 3/3: click the end of the other arm</source>
        <translation>각도 3/3: 다른 변의 끝을 클릭하십시오</translation>
    </message>
    <message>
        <source>Rectangle ROI: drag from corner to corner</source>
        <translation>사각형 ROI: 모서리에서 모서리로 드래그하십시오</translation>
    </message>
    <message>
        <source>Rectangle ROI: click the opposite corner</source>
        <translation>사각형 ROI: 반대쪽 모서리를 클릭하십시오</translation>
    </message>
    <message>
        <source>Ellipse ROI: drag from corner to corner</source>
        <translation>타원 ROI: 모서리에서 모서리로 드래그하십시오</translation>
    </message>
    <message>
        <source>Ellipse ROI: click the opposite corner</source>
        <translation>타원 ROI: 반대쪽 모서리를 클릭하십시오</translation>
    </message>
    <message>
        <source>Line profile: drag along the line</source>
        <translation>선 프로파일: 선을 따라 드래그하십시오</translation>
    </message>
    <message>
        <source>Line profile: click the other end</source>
        <translation>선 프로파일: 반대쪽 끝을 클릭하십시오</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio 1/4: click the heart&apos;s border at the patient&apos;s right</source>
        <translation>심흉곽비 1/4: 환자 오른쪽 심장 경계를 클릭하십시오</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio 2/4: click the heart&apos;s border at the patient&apos;s left</source>
        <translation>심흉곽비 2/4: 환자 왼쪽 심장 경계를 클릭하십시오</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio 3/4: click the inner thorax at the patient&apos;s right, where it is widest</source>
        <translation>심흉곽비 3/4: 흉곽이 가장 넓은 곳에서 환자 오른쪽 내벽을 클릭하십시오</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio 4/4: click the inner thorax at the patient&apos;s left, where it is widest</source>
        <translation>심흉곽비 4/4: 흉곽이 가장 넓은 곳에서 환자 왼쪽 내벽을 클릭하십시오</translation>
    </message>
    <message>
        <source>Arrow: drag towards what it points at</source>
        <translation>화살표: 가리킬 곳을 향해 드래그하십시오</translation>
    </message>
    <message>
        <source>Arrow: click what it points at</source>
        <translation>화살표: 가리킬 곳을 클릭하십시오</translation>
    </message>
    <message>
        <source>Text: click the place, type, and press Enter</source>
        <translation>텍스트: 위치를 클릭하고 입력한 뒤 Enter를 누르십시오</translation>
    </message>
    <message>
        <source>Freehand line: draw with the button held</source>
        <translation>자유 곡선: 버튼을 누른 채 그리십시오</translation>
    </message>
    <message>
        <source>Esc ends</source>
        <translation>Esc: 종료</translation>
    </message>
</context>
<context>
    <name>ReaderPanel</name>
    <message>
        <source>Agree</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>불일치</translation>
    </message>
    <message>
        <source>Read as no pneumonia</source>
        <translation>폐렴 아님으로 판독</translation>
    </message>
    <message>
        <source>Read as pneumonia</source>
        <translation>폐렴으로 판독</translation>
    </message>
    <message>
        <source>Reader&apos;s note on this image</source>
        <translation>이 영상에 대한 판독자 메모</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
</context>
<context>
    <name>ReaderResults</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>First read</source>
        <translation>1차 판독</translation>
    </message>
    <message>
        <source>Second read</source>
        <translation>2차 판독</translation>
    </message>
    <message>
        <source>Readers on the model&apos;s ROC</source>
        <translation>모델 ROC 위의 판독자</translation>
    </message>
    <message>
        <source>1 - specificity</source>
        <translation>1 - 특이도</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Operating points need labels of both classes.</source>
        <translation>동작점에는 두 클래스의 레이블이 모두 필요합니다.</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Seconds per image</source>
        <translation>영상당 시간(초)</translation>
    </message>
    <message>
        <source>Raters</source>
        <translation>평가자</translation>
    </message>
    <message>
        <source>Observed agreement</source>
        <translation>관찰 일치도</translation>
    </message>
    <message>
        <source>κ of the classes</source>
        <translation>클래스의 κ</translation>
    </message>
    <message>
        <source>Weighted κ of the scores</source>
        <translation>점수의 가중 κ</translation>
    </message>
    <message>
        <source>All readers (Fleiss)</source>
        <translation>모든 판독자 (Fleiss)</translation>
    </message>
    <message>
        <source>Agreement needs two raters.</source>
        <translation>일치도에는 평가자가 두 명 필요합니다.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Difference (95 % CI)</source>
        <translation>차이 (95 % CI)</translation>
    </message>
    <message>
        <source>Gained / lost</source>
        <translation>개선 / 악화</translation>
    </message>
    <message>
        <source>p (McNemar, DeLong)</source>
        <translation>p (McNemar, DeLong)</translation>
    </message>
    <message>
        <source>Mean AUC (95 % CI)</source>
        <translation>AUC 평균 (95 % CI)</translation>
    </message>
    <message>
        <source>Degrees of freedom</source>
        <translation>자유도</translation>
    </message>
    <message>
        <source>Second read minus first</source>
        <translation>2차 − 1차 판독</translation>
    </message>
    <message>
        <source>{readers} readers, {images} images rated by all of them. Readers and images are taken as random (Obuchowski and Rockette, Hillis): the intervals hold for other readers like these.</source>
        <translation>판독자 {readers}명, 모두가 판독한 영상 {images}장. 판독자와 영상을 무작위 표본으로 봅니다(Obuchowski, Rockette, Hillis). 구간은 이와 비슷한 다른 판독자에게도 적용됩니다.</translation>
    </message>
</context>
<context>
    <name>ReaderResultsWindow</name>
    <message>
        <source>Effect of the model&apos;s help</source>
        <translation>모델 도움의 효과</translation>
    </message>
    <message>
        <source>Second read minus first read.</source>
        <translation>2차 판독에서 1차 판독을 뺀 값입니다.</translation>
    </message>
    <message>
        <source>Readers against the model</source>
        <translation>판독자와 모델의 비교</translation>
    </message>
    <message>
        <source>First read minus model at its threshold.</source>
        <translation>1차 판독에서 임계값을 적용한 모델을 뺀 값입니다.</translation>
    </message>
    <message>
        <source>Readers as a sample of readers</source>
        <translation>표본으로 본 판독자</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>불일치</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>결과 폴더</translation>
    </message>
    <message>
        <source>Results of the reader study</source>
        <translation>판독 연구 결과</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>일치도</translation>
    </message>
    <message>
        <source>Model&apos;s help</source>
        <translation>모델의 도움</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Most disagreement first: share of the pairs of raters that differ. Click to open the image.</source>
        <translation>불일치가 큰 순서: 서로 다르게 답한 평가자 쌍의 비율입니다. 클릭하면 영상이 열립니다.</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
</context>
<context>
    <name>ReaderState</name>
    <message>
        <source>Agrees</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>Disagrees</source>
        <translation>불일치</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
</context>
<context>
    <name>ReaderStudyWindow</name>
    <message>
        <source>Reader study</source>
        <translation>판독 연구</translation>
    </message>
    <message>
        <source>Not finished: {readers}</source>
        <translation>판독을 마치지 않음: {readers}</translation>
    </message>
    <message>
        <source>The results disclose predictions, labels and file names. A reader must not see them.</source>
        <translation>결과에는 예측, 레이블, 파일 이름이 드러납니다. 판독자가 보아서는 안 됩니다.</translation>
    </message>
    <message>
        <source>Show results</source>
        <translation>결과 보기</translation>
    </message>
    <message>
        <source>No study open</source>
        <translation>열린 연구 없음</translation>
    </message>
    <message>
        <source>In a reader study, named readers read the same images without the prediction, each in an order of their own, and then, if wished, with the prediction. Open the images in the main window and set up a new study, or open the folder of a study.</source>
        <translation>판독 연구에서는 여러 판독자가 같은 영상을 각자의 순서로 예측 없이 판독하고, 원하면 이어서 예측과 함께 판독합니다. 주 창에서 영상을 열어 새 연구를 만들거나 연구 폴더를 여십시오.</translation>
    </message>
    <message>
        <source>no second read</source>
        <translation>2차 판독 없음</translation>
    </message>
    <message>
        <source>second read with the prediction right after each first read</source>
        <translation>각 1차 판독 직후 예측과 함께 2차 판독</translation>
    </message>
    <message>
        <source>second read with the prediction after all first reads</source>
        <translation>모든 1차 판독 후 예측과 함께 2차 판독</translation>
    </message>
    <message>
        <source>{images} images, {second}, seed {seed}, created {date}</source>
        <translation>영상 {images}개, {second}, 시드 {seed}, 만든 날짜 {date}</translation>
    </message>
    <message>
        <source>&amp;Continue reading</source>
        <translation>판독 계속(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Begin reading</source>
        <translation>판독 시작(&amp;B)</translation>
    </message>
    <message>
        <source>Open a reader study</source>
        <translation>판독 연구 열기</translation>
    </message>
    <message>
        <source>&amp;New study…</source>
        <translation>새 연구(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open a study…</source>
        <translation>연구 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Res&amp;ults…</source>
        <translation>결과(&amp;U)…</translation>
    </message>
</context>
<context>
    <name>ReadersTable</name>
    <message>
        <source>Not begun</source>
        <translation>시작 전</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>First read</source>
        <translation>1차 판독</translation>
    </message>
    <message>
        <source>Second read</source>
        <translation>2차 판독</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>ReadingWindow</name>
    <message>
        <source>Resume (Esc)</source>
        <translation>계속 (Esc)</translation>
    </message>
    <message>
        <source>Pause (Esc)</source>
        <translation>일시 정지 (Esc)</translation>
    </message>
    <message>
        <source>Image {number} of {count}</source>
        <translation>영상 {number}/{count}</translation>
    </message>
    <message>
        <source>Blinded read</source>
        <translation>눈가림 판독</translation>
    </message>
    <message>
        <source>First read, blinded</source>
        <translation>1차 판독 (눈가림)</translation>
    </message>
    <message>
        <source>Second read, with the model&apos;s prediction</source>
        <translation>2차 판독 (모델의 예측과 함께)</translation>
    </message>
    <message>
        <source>Reader study – {reader}</source>
        <translation>판독 연구 – {reader}</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>세션 종료</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용이며 진단이 아닙니다</translation>
    </message>
    <message>
        <source>Drag: W/L. Wheel: zoom. Middle button: pan. F: fit to window. I: invert. R: default W/L.</source>
        <translation>드래그: W/L. 휠: 확대/축소. 가운데 버튼: 이동. F: 창에 맞춤. I: 반전. R: 기본 W/L.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>일시 정지 또는 계속</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>창에 맞춤</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Default W/L</source>
        <translation>기본 W/L</translation>
    </message>
    <message>
        <source>Heat map (attribution)</source>
        <translation>히트맵(기여도)</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Model output for a chest radiograph</source>
        <translation>흉부 방사선 영상에 대한 모델 출력</translation>
    </message>
    <message>
        <source>Image as displayed</source>
        <translation>표시된 영상</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>Attribution map. Does not localise disease.</source>
        <translation>기여도 지도입니다. 병변의 위치를 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>The image was not classified.</source>
        <translation>영상을 분류하지 않았습니다.</translation>
    </message>
    <message>
        <source>Reader: {reading}.</source>
        <translation>판독자: {reading}.</translation>
    </message>
    <message>
        <source>Reader&apos;s note: {note}</source>
        <translation>판독자 메모: {note}</translation>
    </message>
    <message>
        <source>Histogram; the lines mark the displayed window, {low:g} to {high:g}</source>
        <translation>히스토그램. 선은 표시된 윈도우({low:g}~{high:g})</translation>
    </message>
    <message>
        <source>Probability of pneumonia</source>
        <translation>폐렴 확률</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용이며 진단이 아닙니다</translation>
    </message>
    <message>
        <source>“No pneumonia suggested” does not exclude disease. The probability is valid for images like the training images. In the attribution map, orange increases and blue decreases the score; it does not localise disease.</source>
        <translation>“폐렴 소견 없음” 결과가 질병을 배제하지는 않습니다. 확률은 학습 영상과 비슷한 영상에서만 유효합니다. 기여도 지도에서 주황색은 점수를 높이고 파란색은 낮추며, 병변의 위치를 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>모델: {model}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… 외 {count}개</translation>
    </message>
</context>
<context>
    <name>ReportControl</name>
    <message>
        <source>Images (*.png)</source>
        <translation>이미지 (*.png)</translation>
    </message>
    <message>
        <source>Save snapshot</source>
        <translation>스냅샷 저장</translation>
    </message>
    <message>
        <source>Probability of pneumonia {value}, threshold {threshold} ({point})</source>
        <translation>폐렴 확률 {value}, 임계값 {threshold}({point})</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>모델: {model}</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis.</source>
        <translation>연구용이며 진단이 아닙니다.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>One-page report on {name}: image, histogram, prediction, image information, model and limitations.</source>
        <translation>{name}: 영상, 히스토그램, 예측, 영상 정보, 모델, 제한 사항을 한 쪽에 담은 보고서입니다.</translation>
    </message>
    <message>
        <source>Include the &amp;heat map</source>
        <translation>히트맵 포함(&amp;H)</translation>
    </message>
    <message>
        <source>Include &amp;measurements and annotations</source>
        <translation>측정과 주석 포함(&amp;M)</translation>
    </message>
    <message>
        <source>Include &amp;patient data (name, ID, dates)</source>
        <translation>환자 정보 포함(이름, 번호, 날짜)(&amp;P)</translation>
    </message>
    <message>
        <source>The file name and any burned-in annotation are always included.</source>
        <translation>파일 이름과 번인 주석은 항상 보고서에 포함됩니다.</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>PDF로 저장(&amp;D)…</translation>
    </message>
    <message>
        <source>Save as &amp;JSON…</source>
        <translation>JSON으로 저장(&amp;J)…</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>인쇄(&amp;R)…</translation>
    </message>
</context>
<context>
    <name>ResultsControl</name>
    <message>
        <source>Save results</source>
        <translation>결과 저장</translation>
    </message>
    <message>
        <source>Reader study export</source>
        <translation>판독 연구 내보내기</translation>
    </message>
    <message>
        <source>Locate images</source>
        <translation>영상 위치 지정</translation>
    </message>
    <message>
        <source>The reader&apos;s readings and notes are not saved.</source>
        <translation>판독자의 판독과 메모가 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>They are stored next to a results file. Save the results, readings and notes now?</source>
        <translation>판독과 메모는 결과 파일 옆에 저장됩니다. 지금 결과와 함께 저장하시겠습니까?</translation>
    </message>
    <message>
        <source>Results (*.csv)</source>
        <translation>결과 (*.csv)</translation>
    </message>
</context>
<context>
    <name>SavedFile</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Save figure</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Export study: name of the new folder</source>
        <translation>연구 내보내기: 새 폴더 이름</translation>
    </message>
    <message>
        <source>The study folder {folder} exists already.</source>
        <translation>연구 폴더 {folder}이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>Replace it, with everything in it?</source>
        <translation>폴더와 그 안의 모든 것을 교체할까요?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>교체</translation>
    </message>
</context>
<context>
    <name>SelfTestDialog</name>
    <message>
        <source>Self-test</source>
        <translation>자가 진단</translation>
    </message>
    <message>
        <source>Checks reading, decoders and the model on known images.</source>
        <translation>알려진 영상으로 읽기, 디코더, 모델을 점검합니다.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>점검 항목</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>통과</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>The self-test failed. Do not use this installation; reinstall the program.</source>
        <translation>자가 진단에 실패했습니다. 이 프로그램을 사용하지 말고 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>The self-test passed.</source>
        <translation>자가 진단을 통과했습니다.</translation>
    </message>
</context>
<context>
    <name>SessionPage</name>
    <message>
        <source>{done} of {total} reads are recorded.</source>
        <translation>기록된 판독: {done}/{total}.</translation>
    </message>
    <message>
        <source>The time is stopped and the image is hidden.</source>
        <translation>시간이 멈추고 영상이 가려졌습니다.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>All images are read</source>
        <translation>모든 영상을 판독했습니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Try again, or skip it: the record will say that it could not be opened.</source>
        <translation>다시 시도하거나 건너뛰십시오. 건너뛰면 열 수 없었다고 기록됩니다.</translation>
    </message>
    <message>
        <source>This image cannot be opened</source>
        <translation>이 영상을 열 수 없습니다</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>The record cannot be continued</source>
        <translation>기록을 계속할 수 없습니다</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Reset all settings?</source>
        <translation>모든 설정을 초기화하시겠습니까?</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>초기화(&amp;R)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Operating point</source>
        <translation>작동점(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Run the model on</source>
        <translation>모델 실행 장치(&amp;R)</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Model default</source>
        <translation>모델 기본값</translation>
    </message>
    <message>
        <source>CPU, fastest</source>
        <translation>CPU, 가장 빠르게</translation>
    </message>
    <message>
        <source>Classify open images in the &amp;background</source>
        <translation>열린 영상을 백그라운드에서 분류(&amp;B)</translation>
    </message>
    <message>
        <source>Remember recent &amp;files and folders</source>
        <translation>최근 파일과 폴더 기억(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;At the start, open what was open last</source>
        <translation>시작할 때 지난번에 열려 있던 영상 열기(&amp;A)</translation>
    </message>
    <message>
        <source>With measurements, annotations, readings and notes. Paths are kept in the settings, marks in a file of their own under {folder}; both are deleted when this is turned off. Leave it off on a shared computer.</source>
        <translation>측정, 주석, 판독, 메모도 함께 복원합니다. 경로는 설정에, 판독 기록은 {folder}의 별도 파일에 저장되며, 이 기능을 끄면 둘 다 삭제됩니다. 공용 컴퓨터에서는 끄십시오.</translation>
    </message>
    <message>
        <source>Include &amp;subfolders in batches</source>
        <translation>일괄 분류에 하위 폴더 포함(&amp;S)</translation>
    </message>
    <message>
        <source>Reuse the open &amp;window</source>
        <translation>열려 있는 창에서 파일 열기(&amp;W)</translation>
    </message>
    <message>
        <source>Stored in {file}</source>
        <translation>저장 위치: {file}</translation>
    </message>
    <message>
        <source>R&amp;eset settings…</source>
        <translation>설정 초기화(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard and mouse…</source>
        <translation>키보드와 마우스(&amp;K)…</translation>
    </message>
    <message>
        <source>CPU, INT8 (fast)</source>
        <translation>CPU, INT8(빠름)</translation>
    </message>
    <message>
        <source>CPU, floating point (exact)</source>
        <translation>CPU, 부동 소수점(정확)</translation>
    </message>
    <message>
        <source>{device}, if available</source>
        <translation>{device}(사용 가능한 경우)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Settings, shortcuts, recent files and the window layout return to their defaults. Images, results and the readings beside them are not changed; marks that were kept for the next start are deleted.</source>
        <translation>설정, 단축키, 최근 파일, 창 배치가 기본값으로 돌아갑니다. 영상, 결과, 결과와 함께 저장된 판독은 바뀌지 않으며, 다음 시작을 위해 보관된 판독 기록은 삭제됩니다.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Replace your own keys and mouse buttons by this profile?</source>
        <translation>직접 바꾼 키와 마우스 버튼을 이 프로필로 바꾸시겠습니까?</translation>
    </message>
    <message>
        <source>Reset all keys and mouse buttons to the profile?</source>
        <translation>모든 키와 마우스 버튼을 프로필의 설정으로 초기화하시겠습니까?</translation>
    </message>
    <message>
        <source>with changes of your own</source>
        <translation>직접 바꾼 설정 있음</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>키보드와 마우스</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>프로필(&amp;P)</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Mouse and trackpad</source>
        <translation>마우스와 트랙패드</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Reset…</source>
        <translation>초기화…</translation>
    </message>
    <message>
        <source>Shortcut of the selected action (press the keys; leave empty for none)</source>
        <translation>선택한 동작의 단축키(키를 누르십시오. 비워 두면 없음)</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>다시 지정</translation>
    </message>
    <message>
        <source>{keys} is assigned to “{action}”. Reassign?</source>
        <translation>{keys}: “{action}”에 지정되어 있습니다. 다시 지정하시겠습니까?</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a chest radiograph</source>
        <translation>흉부 방사선 영상 열기</translation>
    </message>
    <message>
        <source>The image and its histogram are shown first, then the model&apos;s prediction.
Drag on the image to change window width and centre; use the wheel to zoom.
Page Up and Page Down step through the images of a folder.</source>
        <translation>영상과 히스토그램이 먼저, 모델의 예측이 그다음에 표시됩니다.
영상 위에서 드래그하면 윈도우 너비와 중심이 바뀌고, 휠로 확대·축소합니다.
Page Up과 Page Down 키로 폴더의 영상을 차례로 봅니다.</translation>
    </message>
    <message>
        <source>Drop files or a folder here</source>
        <translation>파일이나 폴더를 여기에 놓으십시오</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>No images are open. Evaluation compares predictions with the known class of each image.</source>
        <translation>열린 영상이 없습니다. 평가는 예측을 각 영상의 정답과 비교합니다.</translation>
    </message>
    <message>
        <source>{count} images are open, and the class of none of them is known: no folder in their paths is called NORMAL or PNEUMONIA.</source>
        <translation>영상 {count}장이 열려 있지만 정답을 아는 영상이 없습니다. 경로에 NORMAL 또는 PNEUMONIA라는 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>The classes of the images are known, but no image is classified yet.</source>
        <translation>영상의 정답은 알지만 아직 분류된 영상이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing to evaluate yet</source>
        <translation>아직 평가할 것이 없습니다</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Label table…</source>
        <translation>정답 표…</translation>
    </message>
    <message>
        <source>Open results file…</source>
        <translation>결과 파일 열기…</translation>
    </message>
    <message>
        <source>Choose what the labels mean…</source>
        <translation>라벨의 의미 선택…</translation>
    </message>
    <message>
        <source>Classify these images…</source>
        <translation>이 영상들 분류…</translation>
    </message>
    <message>
        <source>A folder with images in subfolders called NORMAL and PNEUMONIA.</source>
        <translation>하위 폴더 NORMAL과 PNEUMONIA에 영상이 있는 폴더.</translation>
    </message>
    <message>
        <source>A CSV with a row for each image that is open: its file and its label; optional: the patient, and columns for subgroups, such as sex, age, view or device.</source>
        <translation>열린 영상마다 한 행이 있는 CSV: 파일과 라벨. 선택 사항: 환자, 그리고 성별, 나이, 촬영 방향, 장비 같은 하위집단 열.</translation>
    </message>
    <message>
        <source>A results file (CSV) of an earlier batch. Nothing is classified again.</source>
        <translation>이전 일괄 분류의 결과 파일(CSV). 다시 분류하지 않습니다.</translation>
    </message>
    <message>
        <source>Recent files and folders</source>
        <translation>최근 파일과 폴더</translation>
    </message>
    <message>
        <source>Take a tour in five steps</source>
        <translation>다섯 단계로 둘러보기</translation>
    </message>
    <message>
        <source>Or try a synthetic image (computer-generated, no patient data):</source>
        <translation>또는 합성 영상으로 시험해 보십시오(컴퓨터로 생성했으며 환자 정보 없음):</translation>
    </message>
    <message>
        <source>Synthetic, pneumonia-like</source>
        <translation>합성, 폐렴 유사</translation>
    </message>
    <message>
        <source>Synthetic, normal-like</source>
        <translation>합성, 정상 유사</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>column {column}, row {row}: {stored}</source>
        <translation>열 {column}, 행 {row}: {stored}</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용이며 진단이 아닙니다</translation>
    </message>
    <message>
        <source>Pixel value at the pointer</source>
        <translation>포인터 위치의 픽셀값</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>배율</translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{count}건 중 {number}번째</translation>
    </message>
    <message>
        <source>Study {which}</source>
        <translation>검사 {which}</translation>
    </message>
</context>
<context>
    <name>StudySetup</name>
    <message>
        <source>of {all}; pneumonia {ill}, no pneumonia {well}, without label {unknown}</source>
        <translation>/ {all}; 폐렴 {ill}, 폐렴 없음 {well}, 레이블 없음 {unknown}</translation>
    </message>
    <message>
        <source>of {all}</source>
        <translation>/ {all}</translation>
    </message>
    <message>
        <source>Open the images of the study first.</source>
        <translation>먼저 연구에 사용할 영상을 여십시오.</translation>
    </message>
    <message>
        <source>Enter the name of each reader in a line of its own.</source>
        <translation>판독자 이름을 한 줄에 한 명씩 입력하십시오.</translation>
    </message>
    <message>
        <source>Two readers have the same name.</source>
        <translation>이름이 같은 판독자가 있습니다.</translation>
    </message>
    <message>
        <source>A study can have {most} readers at most.</source>
        <translation>판독자 수 상한: {most}명.</translation>
    </message>
    <message>
        <source>Choose the label table: a CSV with the columns file and label.</source>
        <translation>레이블 표를 선택하십시오. file 열과 label 열이 있는 CSV입니다.</translation>
    </message>
    <message>
        <source>Enter a folder for the study.</source>
        <translation>연구 폴더를 입력하십시오.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>폴더가 없습니다: {folder}.</translation>
    </message>
    <message>
        <source>Folder for the study</source>
        <translation>연구 폴더</translation>
    </message>
    <message>
        <source>Label table</source>
        <translation>레이블 표</translation>
    </message>
    <message>
        <source>CSV (*.csv *.txt)</source>
        <translation>CSV (*.csv *.txt)</translation>
    </message>
    <message>
        <source>New reader study</source>
        <translation>새 판독 연구</translation>
    </message>
    <message>
        <source>&amp;Readers</source>
        <translation>판독자(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>영상(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>시드(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>레이블(&amp;L)</translation>
    </message>
    <message>
        <source>Second rea&amp;d</source>
        <translation>2차 판독(&amp;D)</translation>
    </message>
    <message>
        <source>Study &amp;folder</source>
        <translation>연구 폴더(&amp;F)</translation>
    </message>
    <message>
        <source>One name in each line</source>
        <translation>한 줄에 한 명</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>CSV with the columns file and label</source>
        <translation>file 열과 label 열이 있는 CSV</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Choose the label table</source>
        <translation>레이블 표 선택</translation>
    </message>
    <message>
        <source>Choose the folder for the study</source>
        <translation>연구 폴더 선택</translation>
    </message>
    <message>
        <source>Folders called NORMAL and PNEUMONIA</source>
        <translation>NORMAL과 PNEUMONIA 폴더</translation>
    </message>
    <message>
        <source>None: agreement only</source>
        <translation>없음: 일치도만</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>With the prediction, right after each first read</source>
        <translation>예측과 함께, 각 1차 판독 직후</translation>
    </message>
    <message>
        <source>With the prediction, after all first reads</source>
        <translation>예측과 함께, 모든 1차 판독 후</translation>
    </message>
    <message>
        <source>Draws the images and shuffles their order for each reader</source>
        <translation>영상을 추출하고 판독자마다 순서를 섞습니다</translation>
    </message>
    <message>
        <source>&amp;Create the study</source>
        <translation>연구 만들기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>SubgroupsPage</name>
    <message>
        <source>All columns</source>
        <translation>모든 열</translation>
    </message>
    <message>
        <source>Read age, sex, view and device from DICOM files</source>
        <translation>DICOM 파일에서 나이, 성별, 촬영 방향, 장비 읽기</translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation>{kind}(으)로 저장…</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Save this figure or its data</source>
        <translation>이 그림 또는 데이터 저장</translation>
    </message>
    <message>
        <source>Nothing divides these images into subgroups yet. Use a label table with further columns (sex, age, view, source), folders, or the attributes of DICOM files.</source>
        <translation>아직 이 영상들을 하위집단으로 나눌 것이 없습니다. 열(성별, 나이, 촬영 방향, 출처)이 더 있는 정답 표, 폴더, 또는 DICOM 파일의 속성을 사용하세요.</translation>
    </message>
    <message>
        <source>95 % CI: AUC by DeLong, shares by Wilson. The dashed line is that of all images. Differences are not tested, and small subgroups vary by chance. Click a row to see its images.</source>
        <translation>95 % 신뢰구간: AUC는 DeLong, 비율은 Wilson. 점선은 전체 영상의 값입니다. 차이는 검정하지 않으며, 작은 하위집단은 우연히 달라질 수 있습니다. 행을 클릭하면 해당 영상을 봅니다.</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Text on the image</source>
        <translation>영상 위 텍스트</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Open images</source>
        <translation>영상 열기</translation>
    </message>
    <message>
        <source>Drop files or a folder anywhere on this window, or choose them with {open} and {folder}. DICOM, PNG, JPEG and TIFF are read, in folders and ZIP archives too.</source>
        <translation>이 창 어디에나 파일이나 폴더를 놓거나 {open}, {folder} 키로 선택하십시오. DICOM, PNG, JPEG, TIFF를 읽으며 폴더와 ZIP 파일 안의 영상도 읽습니다.</translation>
    </message>
    <message>
        <source>Adjust the display</source>
        <translation>표시 조정</translation>
    </message>
    <message>
        <source>Drag on the image to change window width and centre; use the wheel to zoom. The histogram shows the pixel values and the window; its lines can be dragged, too.</source>
        <translation>영상 위에서 드래그하면 윈도우 너비와 중심이 바뀌고, 휠로 확대·축소합니다. 히스토그램에는 픽셀값과 윈도우가 표시되며 선을 드래그할 수도 있습니다.</translation>
    </message>
    <message>
        <source>Read the prediction</source>
        <translation>예측 읽기</translation>
    </message>
    <message>
        <source>The model&apos;s probability of pneumonia follows the image, with the threshold in use. It is a research estimate, not a diagnosis.</source>
        <translation>영상 다음에 모델이 추정한 폐렴 확률이 사용 중인 임계값과 함께 표시됩니다. 연구용 추정값이며 진단이 아닙니다.</translation>
    </message>
    <message>
        <source>Work through many images</source>
        <translation>여러 영상 보기</translation>
    </message>
    <message>
        <source>The worklist holds all open images; {previous} and {next} step through them. {batch} classifies a whole folder and writes the results to a CSV file.</source>
        <translation>워크리스트에는 열린 영상이 모두 있습니다. {previous}, {next} 키로 차례로 보고, {batch} 키로 폴더 전체를 분류해 결과를 CSV 파일에 저장합니다.</translation>
    </message>
    <message>
        <source>Find every key</source>
        <translation>모든 키 찾기</translation>
    </message>
    <message>
        <source>{keys} lists all keys and mouse gestures, and changes them, also to those of Weasis or OHIF. {reading} shows the image alone. This tour is in the Help menu.</source>
        <translation>{keys} 키를 누르면 모든 키와 마우스 조작이 표시되고, Weasis나 OHIF의 방식으로 바꿀 수도 있습니다. {reading} 키는 영상만 표시합니다. 이 안내는 도움말 메뉴에 있습니다.</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>Skip the tour</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
</context>
<context>
    <name>Worklist</name>
    <message>
        <source>Worklist</source>
        <translation>워크리스트</translation>
    </message>
    <message>
        <source>Open images. Arrow keys show the next and the previous image.</source>
        <translation>열린 영상입니다. 화살표 키로 이전·다음 영상을 표시합니다.</translation>
    </message>
    <message>
        <source>Classify the selected images…</source>
        <translation>선택한 영상 분류…</translation>
    </message>
    <message>
        <source>Compare the two selected images</source>
        <translation>선택한 두 영상 비교</translation>
    </message>
    <message>
        <source>Remove from the worklist</source>
        <translation>워크리스트에서 제거</translation>
    </message>
</context>
<context>
    <name>WorklistFoot</name>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>영상 %Ln장</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {all} images shown</source>
        <translation>{all}장 중 {shown}장 표시</translation>
    </message>
    <message>
        <source>Evaluate dataset</source>
        <translation>데이터셋 평가</translation>
    </message>
    <message>
        <source>Ground truth from the folder names NORMAL and PNEUMONIA</source>
        <translation>폴더 이름 NORMAL과 PNEUMONIA를 정답으로 사용</translation>
    </message>
</context>
<context>
    <name>WorklistModel</name>
    <message>
        <source>Image</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Probability of pneumonia; the tick marks the threshold of the operating point</source>
        <translation>폐렴 확률. 눈금은 작동점의 임계값입니다</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>P(pneum.)</source>
        <translation>폐렴 확률</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>View</source>
        <translation>촬영 방향</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>나이</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>성별</translation>
    </message>
</context>
<context>
    <name>WorklistTable</name>
    <message>
        <source>No image matches the filter.</source>
        <translation>필터에 맞는 영상이 없습니다.</translation>
    </message>
</context>
<context>
    <name>_ErrorPage</name>
    <message>
        <source>This file cannot be opened</source>
        <translation>파일을 열 수 없습니다</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>다른 파일 열기…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>_Hint</name>
    <message>
        <source>Reading mode. Esc brings the panels back.</source>
        <translation>판독 모드입니다. Esc 키를 누르면 패널이 다시 나타납니다.</translation>
    </message>
</context>
</TS>
