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
        <source>Snap&amp;shot…</source>
        <translation>스냅샷(&amp;S)…</translation>
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
        <source>&amp;Agree with the prediction</source>
        <translation>예측과 일치(&amp;A)</translation>
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
        <source>Com&amp;pare with the heat map</source>
        <translation>히트맵과 비교(&amp;P)</translation>
    </message>
    <message>
        <source>E&amp;valuate dataset</source>
        <translation>데이터셋 평가(&amp;V)</translation>
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
        <source>Reset all &amp;display settings</source>
        <translation>표시 설정 모두 초기화(&amp;D)</translation>
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
        <source>N&amp;ext frame</source>
        <translation>다음 프레임(&amp;E)</translation>
    </message>
    <message>
        <source>Re&amp;load and reclassify</source>
        <translation>다시 불러와 분류(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Built-in model</source>
        <translation>기본 제공 모델(&amp;B)</translation>
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
        <source>&amp;Patient data</source>
        <translation>환자 정보(&amp;P)</translation>
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
        <source>&amp;Choose a model file…</source>
        <translation>모델 파일 선택(&amp;C)…</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>전체 화면(&amp;U)</translation>
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
        <source>Orange increases the score, blue decreases it. Attribution map; does not localise disease.</source>
        <translation>주황색은 점수를 높이고 파란색은 낮춥니다. 기여도 지도이며 병변의 위치를 나타내지 않습니다.</translation>
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
    <name>ConfusionView</name>
    <message>
        <source>Ground truth / Prediction</source>
        <translation>정답 / 예측</translation>
    </message>
    <message>
        <source>Ground truth {truth}, prediction {outcome}: {count}</source>
        <translation>정답 {truth}, 예측 {outcome}: {count}장</translation>
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
        <source>Image information</source>
        <translation>영상 정보</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
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
        <source>Sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>Predicted probability</source>
        <translation>예측 확률</translation>
    </message>
    <message>
        <source>Observed frequency of pneumonia</source>
        <translation>관찰된 폐렴 빈도</translation>
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
        <source>Requires classified images of both classes. Classify the folder first.</source>
        <translation>두 클래스의 분류된 영상이 필요합니다. 먼저 폴더를 분류하십시오.</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>1 - specificity</source>
        <translation>1 - 특이도</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
</context>
<context>
    <name>EvaluationWindow</name>
    <message>
        <source>{read} of {all} images read for the histograms</source>
        <translation>히스토그램용 영상 {all}장 중 {read}장을 읽음</translation>
    </message>
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
        <source>Evaluate dataset</source>
        <translation>데이터셋 평가</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Click a cell to show its images in the worklist. Positive class: pneumonia. The figures exclude uncertain and unclassified images; the curves include uncertain ones. Intervals: 95 % CI.</source>
        <translation>칸을 클릭하면 해당 영상이 워크리스트에 표시됩니다. 양성 클래스는 폐렴입니다. 불확실하거나 분류되지 않은 영상은 수치에서 제외되며, 불확실한 영상은 곡선에 포함됩니다. 구간은 95 % 신뢰구간입니다.</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Classify these images…</source>
        <translation>이 영상들 분류…</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Find by name</source>
        <translation>이름으로 찾기</translation>
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
        <source>Reference curves</source>
        <translation>기준 곡선</translation>
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
    <name>MainWindow</name>
    <message>
        <source>Choose a model file</source>
        <translation>모델 파일 선택</translation>
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
        <source>W/L &amp;presets</source>
        <translation>W/L 프리셋(&amp;P)</translation>
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
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
        <source>Open a &amp;synthetic image</source>
        <translation>합성 영상 열기(&amp;S)</translation>
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
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
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
    <name>NoticeStrip</name>
    <message>
        <source>Frame</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Frame of the file</source>
        <translation>파일의 프레임</translation>
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
        <source>Pending</source>
        <translation>대기 중</translation>
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
    <name>SettingsDialog</name>
    <message>
        <source>Reset all settings?</source>
        <translation>모든 설정을 초기화하시겠습니까?</translation>
    </message>
    <message>
        <source>Settings, shortcuts, recent files and the window layout return to their defaults. Images, results and readings are not changed.</source>
        <translation>설정, 단축키, 최근 파일, 창 배치가 기본값으로 돌아갑니다. 영상, 결과, 판독은 바뀌지 않습니다.</translation>
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
        <source>Remember recent &amp;files and folders</source>
        <translation>최근 파일과 폴더 기억(&amp;F)</translation>
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
        <source>&amp;Shortcuts…</source>
        <translation>단축키(&amp;S)…</translation>
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
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Left drag</source>
        <translation>왼쪽 드래그</translation>
    </message>
    <message>
        <source>Window width (left, right) and centre (up, down)</source>
        <translation>윈도우 너비(좌우)와 중심(상하)</translation>
    </message>
    <message>
        <source>Shift + left drag</source>
        <translation>Shift + 왼쪽 드래그</translation>
    </message>
    <message>
        <source>The same, ten times finer</source>
        <translation>같은 동작을 10배 세밀하게</translation>
    </message>
    <message>
        <source>Ctrl + left drag</source>
        <translation>Ctrl + 왼쪽 드래그</translation>
    </message>
    <message>
        <source>W/L from ROI</source>
        <translation>ROI로 W/L 설정</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>포인터 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>더블클릭</translation>
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
        <source>Window width and centre; finer with Shift</source>
        <translation>윈도우 너비와 중심, Shift와 함께 더 세밀하게</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>키보드와 마우스</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Shortcut or gesture</source>
        <translation>단축키 또는 동작</translation>
    </message>
    <message>
        <source>Shortcut of the selected action (press the keys; leave empty for none)</source>
        <translation>선택한 동작의 단축키(키를 누르십시오. 비워 두면 없음)</translation>
    </message>
    <message>
        <source>Reset all shortcuts</source>
        <translation>모든 단축키 초기화</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>다시 지정</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>{keys} is assigned to “{action}”. Reassign?</source>
        <translation>{keys}: “{action}”에 지정되어 있습니다. 다시 지정하시겠습니까?</translation>
    </message>
    <message>
        <source>Reset all shortcuts to the defaults?</source>
        <translation>모든 단축키를 기본값으로 초기화하시겠습니까?</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>오른쪽 드래그</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>Middle drag, Space + left drag</source>
        <translation>가운데 드래그, Space + 왼쪽 드래그</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>창에 맞춤</translation>
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
        <source>Drop files or a folder on this window, or choose them below.
The image and its histogram are shown first, then the model&apos;s prediction.
Drag on the image to change window width and centre; use the wheel to zoom.</source>
        <translation>파일이나 폴더를 이 창에 놓거나 아래에서 선택하십시오.
영상과 히스토그램이 먼저 표시되고 이어서 모델의 예측이 표시됩니다.
영상 위에서 드래그하면 윈도우 너비와 중심이 바뀌고, 휠로 확대·축소합니다.</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
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
        <source>Evaluate dataset</source>
        <translation>데이터셋 평가</translation>
    </message>
    <message>
        <source>Ground truth from the folder names NORMAL and PNEUMONIA</source>
        <translation>폴더 이름 NORMAL과 PNEUMONIA를 정답으로 사용</translation>
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
</TS>
