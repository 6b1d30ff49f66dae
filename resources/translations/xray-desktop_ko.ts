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
        <source>&amp;Close image</source>
        <translation>영상 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
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
        <source>Automatic &amp;window</source>
        <translation>자동 윈도우(&amp;W)</translation>
    </message>
    <message>
        <source>Window of the fil&amp;e</source>
        <translation>파일의 윈도우(&amp;E)</translation>
    </message>
    <message>
        <source>Reset e&amp;verything</source>
        <translation>모두 되돌리기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Keep the window for the next images</source>
        <translation>다음 영상에도 이 윈도우 유지(&amp;K)</translation>
    </message>
    <message>
        <source>In&amp;vert</source>
        <translation>반전(&amp;V)</translation>
    </message>
    <message>
        <source>Rotate &amp;left</source>
        <translation>왼쪽으로 돌리기(&amp;L)</translation>
    </message>
    <message>
        <source>Rotate &amp;right</source>
        <translation>오른쪽으로 돌리기(&amp;R)</translation>
    </message>
    <message>
        <source>Mirror left to ri&amp;ght</source>
        <translation>좌우 뒤집기(&amp;G)</translation>
    </message>
    <message>
        <source>Mirror top to &amp;bottom</source>
        <translation>상하 뒤집기(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Heat map</source>
        <translation>열지도(&amp;H)</translation>
    </message>
    <message>
        <source>Logarithmic histo&amp;gram</source>
        <translation>로그 히스토그램(&amp;G)</translation>
    </message>
    <message>
        <source>Reference &amp;curves in the histogram</source>
        <translation>히스토그램의 기준 곡선(&amp;C)</translation>
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
        <source>P&amp;revious image of the file</source>
        <translation>파일의 이전 장(&amp;R)</translation>
    </message>
    <message>
        <source>N&amp;ext image of the file</source>
        <translation>파일의 다음 장(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Read and classify again</source>
        <translation>다시 읽고 판정(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Choose a model file…</source>
        <translation>모델 파일 고르기(&amp;C)…</translation>
    </message>
    <message>
        <source>The program&apos;s &amp;own model</source>
        <translation>프로그램의 기본 모델(&amp;O)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>전체 화면(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse…</source>
        <translation>키와 마우스(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Model card…</source>
        <translation>모델 카드(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Self-test…</source>
        <translation>자가 점검(&amp;S)…</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostic information</source>
        <translation>진단 정보 복사(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;About…</source>
        <translation>정보(&amp;A)…</translation>
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
        <source>Choose a folder with radiographs.</source>
        <translation>방사선 사진이 있는 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>그런 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Name a file for the results.</source>
        <translation>결과 파일 이름을 지정하십시오.</translation>
    </message>
    <message>
        <source>This is a folder. Name a file in it for the results.</source>
        <translation>폴더입니다. 그 안의 결과 파일 이름을 지정하십시오.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>폴더 {folder}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Folder with radiographs</source>
        <translation>방사선 사진 폴더</translation>
    </message>
    <message>
        <source>File for the results</source>
        <translation>결과 파일</translation>
    </message>
    <message>
        <source>Results (*.csv)</source>
        <translation>결과 (*.csv)</translation>
    </message>
    <message>
        <source>Classify many images</source>
        <translation>여러 영상 판정</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>영상(&amp;F)</translation>
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
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Choose the folder with radiographs</source>
        <translation>방사선 사진 폴더 고르기</translation>
    </message>
    <message>
        <source>Choose the file for the results</source>
        <translation>결과 파일 고르기</translation>
    </message>
    <message>
        <source>&amp;Also folders within folders</source>
        <translation>하위 폴더까지(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Write the results to a CSV file</source>
        <translation>결과를 CSV 파일에 쓰기(&amp;W)</translation>
    </message>
    <message>
        <source>This file exists already.</source>
        <translation>이 파일이 이미 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Go on with it: classify only the images that it lacks</source>
        <translation>이어서 하기: 빠진 영상만 판정(&amp;G)</translation>
    </message>
    <message>
        <source>Re&amp;place it</source>
        <translation>바꾸기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Classify</source>
        <translation>판정(&amp;J)</translation>
    </message>
</context>
<context>
    <name>BatchPanel</name>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Stop; what is classified so far is kept</source>
        <translation>멈춤. 지금까지의 판정은 남습니다</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
    <message>
        <source>Looking for images…</source>
        <translation>영상을 찾는 중…</translation>
    </message>
    <message>
        <source>Classifying images</source>
        <translation>영상 판정 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>멈추는 중…</translation>
    </message>
    <message>
        <source>All images are classified</source>
        <translation>모든 영상을 판정했습니다</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>The batch could not go on</source>
        <translation>일괄 판정을 계속할 수 없습니다</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total}장 중 {done}장</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>초당 {rate}장</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>At “{point}”: {counts}</source>
        <translation>“{point}” 기준: {counts}</translation>
    </message>
    <message>
        <source>The results are in {file}.</source>
        <translation>결과가 {file}에 있습니다.</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}분</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
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
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Orange raises the score, blue lowers it. It does not show where a lesion is.</source>
        <translation>주황은 점수를 높이고 파랑은 낮춥니다. 병변의 위치를 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용이며 진단이 아닙니다</translation>
    </message>
    <message>
        <source>Move, zoom and window both together</source>
        <translation>이동, 확대, 윈도우를 함께</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>열지도</translation>
    </message>
    <message>
        <source>Swap the sides</source>
        <translation>좌우 바꾸기</translation>
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
        <source>Folder / model</source>
        <translation>폴더 / 모델</translation>
    </message>
    <message>
        <source>{truth} in the folder&apos;s name, {outcome} by the model: {count}</source>
        <translation>폴더 이름은 {truth}, 모델은 {outcome}: {count}장</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 생겼습니다</translation>
    </message>
    <message>
        <source>The program met an error that it was not prepared for. What was open is still there; if it behaves oddly, close it and start it again. The report below names no patient and no file. It is also kept in {log}.</source>
        <translation>프로그램이 대비하지 못한 오류를 만났습니다. 열려 있던 것은 그대로 있습니다. 이상하게 움직이면 닫고 다시 시작하십시오. 아래 보고에는 환자나 파일 이름이 없습니다. 보고는 {log}에도 있습니다.</translation>
    </message>
    <message>
        <source>The program could not start, because it met an error that it was not prepared for. Start it again; if that does not help, install it again. The report below names no patient and no file. It is also kept in {log}.</source>
        <translation>프로그램이 예상하지 못한 오류를 만나 시작하지 못했습니다. 다시 시작해 보고, 그래도 안 되면 다시 설치하십시오. 아래 보고서에는 환자와 파일의 이름이 없습니다. 보고서는 {log}에도 남습니다.</translation>
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
        <source>window</source>
        <translation>윈도우</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>inversion</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>mirroring</source>
        <translation>뒤집기</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>Prediction of the model</source>
        <translation>모델의 판정</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>정보</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open</source>
        <translation>여기에 놓으면 열립니다</translation>
    </message>
</context>
<context>
    <name>EvaluationCharts</name>
    <message>
        <source>Average histogram of each class</source>
        <translation>분류별 평균 히스토그램</translation>
    </message>
    <message>
        <source>Grey level as first shown</source>
        <translation>처음 표시되는 회색값</translation>
    </message>
    <message>
        <source>% of pixels</source>
        <translation>화소의 %</translation>
    </message>
    <message>
        <source>No image is read yet.</source>
        <translation>아직 읽은 영상이 없습니다.</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>area {area}</source>
        <translation>면적 {area}</translation>
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
        <source>Calibration</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>Predicted probability</source>
        <translation>예측 확률</translation>
    </message>
    <message>
        <source>Observed share of pneumonia</source>
        <translation>실제 폐렴의 비율</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Needs classified images of both classes. Classify the folder first.</source>
        <translation>두 분류의 판정된 영상이 필요합니다. 먼저 폴더를 판정하십시오.</translation>
    </message>
</context>
<context>
    <name>EvaluationWindow</name>
    <message>
        <source>{read} of {all} images read for the histograms</source>
        <translation>히스토그램을 위해 {all}장 중 {read}장을 읽음</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>판정됨</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>Explore and evaluate</source>
        <translation>탐색과 평가</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Press a cell to see its images in the worklist. Pneumonia is the positive class; uncertain and unassessed images are in none of the figures but the curves. Intervals are of 95 %.</source>
        <translation>칸을 누르면 그 영상들이 작업 목록에 나옵니다. 양성은 폐렴입니다. 불확실하거나 판정하지 않은 영상은 곡선을 뺀 수치에 들어가지 않습니다. 구간은 95 %입니다.</translation>
    </message>
    <message>
        <source>Classify these images…</source>
        <translation>이 영상들 판정…</translation>
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
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>Photometric interpretation</source>
        <translation>광도 해석</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>윈도우</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>촬영 장비</translation>
    </message>
    <message>
        <source>View position</source>
        <translation>촬영 방향</translation>
    </message>
    <message>
        <source>Body part</source>
        <translation>부위</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>화소 간격</translation>
    </message>
    <message>
        <source>black and white, {bits} bits</source>
        <translation>흑백, {bits}비트</translation>
    </message>
    <message>
        <source>grey, {bits} bits</source>
        <translation>회색조, {bits}비트</translation>
    </message>
    <message>
        <source>grey with transparency, {bits} bits</source>
        <translation>투명도가 있는 회색조, {bits}비트</translation>
    </message>
    <message>
        <source>palette, {bits} bits</source>
        <translation>팔레트, {bits}비트</translation>
    </message>
    <message>
        <source>palette with transparency, {bits} bits</source>
        <translation>투명도가 있는 팔레트, {bits}비트</translation>
    </message>
    <message>
        <source>colour, {bits} bits</source>
        <translation>컬러, {bits}비트</translation>
    </message>
    <message>
        <source>colour with transparency, {bits} bits</source>
        <translation>투명도가 있는 컬러, {bits}비트</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
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
        <translation>영상 종류</translation>
    </message>
    <message>
        <source>Burnt-in annotation</source>
        <translation>새겨진 글자</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>저장 방식</translation>
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
    <name>Image</name>
    <message>
        <source>Automatic</source>
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
    <name>FilmOpener</name>
    <message>
        <source>{name} needs more memory than is free. Close other programs and try again.</source>
        <translation>{name}에 필요한 메모리가 부족합니다. 다른 프로그램을 닫고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>{name} cannot be shown ({reason}).</source>
        <translation>{name}을(를) 표시할 수 없습니다({reason}).</translation>
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
        <translation>이름이나 알림으로 영상 찾기</translation>
    </message>
    <message>
        <source>Show only images with this result</source>
        <translation>이 결과의 영상만 보기</translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation>모든 영상 보기</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>모든 결과</translation>
    </message>
    <message>
        <source>Reader disagrees</source>
        <translation>판독자 반대</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>판독 전</translation>
    </message>
</context>
<context>
    <name>HeatMapControls</name>
    <message>
        <source>Heat map</source>
        <translation>열지도</translation>
    </message>
    <message>
        <source>Opacity of the heat map</source>
        <translation>열지도의 불투명도</translation>
    </message>
    <message>
        <source>lowers</source>
        <translation>낮춤</translation>
    </message>
    <message>
        <source>raises</source>
        <translation>높임</translation>
    </message>
    <message>
        <source>Influence on the score, not a lesion&apos;s place.</source>
        <translation>점수에 미친 영향이며 병변의 위치가 아닙니다.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Model card</source>
        <translation>모델 카드</translation>
    </message>
    <message>
        <source>The diagnostic information is on the clipboard. It names no patient and no file.</source>
        <translation>진단 정보를 클립보드에 복사했습니다. 환자나 파일 이름은 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Opens chest radiographs and estimates with a neural network how likely they show pneumonia.</source>
        <translation>흉부 방사선 사진을 열고 폐렴일 가능성을 신경망으로 추정합니다.</translation>
    </message>
    <message>
        <source>For research and education only. Not a medical device, not for clinical use.</source>
        <translation>연구와 교육용입니다. 의료기기가 아니며 임상에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The network was trained on images of children of one to five years and of adults.</source>
        <translation>신경망은 1~5세 소아와 성인의 영상으로 학습했습니다.</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>모델: {model}</translation>
    </message>
    <message>
        <source>Everything stays on this computer: the program uses no network.</source>
        <translation>모든 것은 이 컴퓨터 안에 머뭅니다. 프로그램은 네트워크를 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>MIT licence. The licences of the parts that it is built from follow.</source>
        <translation>MIT 라이선스. 구성 요소의 라이선스는 아래와 같습니다.</translation>
    </message>
    <message>
        <source>About X-ray Desktop</source>
        <translation>X-ray Desktop 정보</translation>
    </message>
    <message>
        <source>The model is being loaded.</source>
        <translation>모델을 불러오는 중입니다.</translation>
    </message>
</context>
<context>
    <name>HistogramPanel</name>
    <message>
        <source>No image</source>
        <translation>영상 없음</translation>
    </message>
    <message>
        <source>{black:.1%} all black, {white:.1%} all white</source>
        <translation>완전한 검정 {black:.1%}, 완전한 흰색 {white:.1%}</translation>
    </message>
    <message>
        <source>Histogram of the image&apos;s grey levels</source>
        <translation>영상 회색값의 히스토그램</translation>
    </message>
    <message>
        <source>Drag the two lines to choose what is black and white, or the part between them.</source>
        <translation>두 선이나 그 사이를 끌어 검정과 흰색의 범위를 정합니다.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Counts on a logarithmic scale</source>
        <translation>로그 눈금의 개수</translation>
    </message>
    <message>
        <source>References</source>
        <translation>기준</translation>
    </message>
    <message>
        <source>Average of the training images: normal dashed, pneumonia solid</source>
        <translation>학습 영상의 평균: 정상은 점선, 폐렴은 실선</translation>
    </message>
    <message>
        <source>This copy of the program brings no reference curves.</source>
        <translation>이 프로그램에는 기준 곡선이 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Automatic window</source>
        <translation>자동 윈도우</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>파일의 윈도우</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>사전 설정</translation>
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
        <source>Level</source>
        <translation>레벨</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>The radiograph. Arrow keys move it, plus and minus zoom, Ctrl with arrow keys window it.</source>
        <translation>방사선 사진입니다. 화살표 키로 옮기고, 더하기와 빼기로 확대·축소하며, Ctrl과 화살표 키로 윈도우를 바꿉니다.</translation>
    </message>
</context>
<context>
    <name>InformationPanel</name>
    <message>
        <source>Facts about the image</source>
        <translation>영상에 관한 사실</translation>
    </message>
    <message>
        <source>Show patient data</source>
        <translation>환자 정보 보기</translation>
    </message>
    <message>
        <source>Never kept, and off again at the next start</source>
        <translation>저장하지 않으며 다음 시작 때 다시 꺼집니다</translation>
    </message>
</context>
<context>
    <name>ModelRunner</name>
    <message>
        <source>The model cannot be loaded ({reason}). Install the program again.</source>
        <translation>모델을 불러올 수 없습니다({reason}). 프로그램을 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>{name} needs more memory than is free. Close other programs and try again.</source>
        <translation>{name}에 필요한 메모리가 부족합니다. 다른 프로그램을 닫고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>The model could not classify {name}: {reason}. Open the image again.</source>
        <translation>모델이 {name}을(를) 판정하지 못했습니다: {reason}. 영상을 다시 여십시오.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
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
    <message>
        <source>Choose a model file</source>
        <translation>모델 파일 고르기</translation>
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
        <source>Fil&amp;m</source>
        <translation>영상(&amp;M)</translation>
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
        <translation>최근 항목 열기(&amp;R)</translation>
    </message>
    <message>
        <source>Open a &amp;synthetic image</source>
        <translation>합성 영상 열기(&amp;S)</translation>
    </message>
    <message>
        <source>Window &amp;presets</source>
        <translation>윈도우 사전 설정(&amp;P)</translation>
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
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템에 따름</translation>
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
        <source>Image</source>
        <translation>장</translation>
    </message>
    <message>
        <source>Image of the file</source>
        <translation>파일의 장</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Not classified yet</source>
        <translation>아직 판정 전</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>{model} calls pneumonia from {threshold} on, at “{point}”.</source>
        <translation>{model}: “{point}”에서 {threshold}부터 폐렴으로 판정합니다.</translation>
    </message>
    <message>
        <source>{file} says at “{point}”: {prediction}.</source>
        <translation>{file}의 “{point}” 판정: {verdict}.</translation>
    </message>
    <message>
        <source>Calls at “{point}” ({threshold})</source>
        <translation>“{point}”({threshold}) 기준 판정</translation>
    </message>
    <message>
        <source>another model&apos;s calls: {count}</source>
        <translation>다른 모델의 판정: {count}건</translation>
    </message>
</context>
<context>
    <name>ImageGrid</name>
    <message>
        <source>Right and wrong calls</source>
        <translation>맞은 판정과 틀린 판정</translation>
    </message>
    <message>
        <source>right: {prediction}</source>
        <translation>맞음: {verdict}</translation>
    </message>
    <message>
        <source>wrong: {prediction}</source>
        <translation>틀림: {verdict}</translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message>
        <source>No image</source>
        <translation>영상 없음</translation>
    </message>
    <message>
        <source>The prediction will stand here.</source>
        <translation>여기에 판정이 나옵니다.</translation>
    </message>
    <message>
        <source>The file holds no image that could be classified.</source>
        <translation>파일에 판정할 수 있는 영상이 없습니다.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>Classifying…</source>
        <translation>판정 중…</translation>
    </message>
    <message>
        <source>The model is being loaded.</source>
        <translation>모델을 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>A model of your choice, not the program&apos;s own.</source>
        <translation>직접 고른 모델이며 프로그램의 기본 모델이 아닙니다.</translation>
    </message>
    <message>
        <source>Prediction: {title}</source>
        <translation>판정: {title}</translation>
    </message>
    <message>
        <source>The number is the model&apos;s estimate, from 0 to 1, that the image shows pneumonia. It was set so that of images like those of the training that get 0.80, about 80 in 100 show it. On other patients, devices and diseases it may be wrong in either direction.</source>
        <translation>영상에 폐렴이 보일 가능성에 대한 모델의 추정값으로, 0에서 1 사이입니다. 학습에 쓴 것과 비슷한 영상 가운데 0.80을 받은 영상은 100장 중 약 80장이 폐렴이도록 맞추었습니다. 다른 환자, 장비, 질환에서는 어느 쪽으로든 틀릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Trained on: {data}</source>
        <translation>학습 자료: {data}</translation>
    </message>
    <message>
        <source>The model card says on which images it was trained and tested.</source>
        <translation>어떤 영상으로 학습하고 시험했는지는 모델 카드에 있습니다.</translation>
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
        <source>Where the line between normal and pneumonia is drawn</source>
        <translation>정상과 폐렴을 가르는 선의 위치</translation>
    </message>
    <message>
        <source>What does this number mean?</source>
        <translation>이 숫자는 무슨 뜻입니까?</translation>
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
        <translation>모델 고르기…</translation>
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
        <translation>문턱값: {points}</translation>
    </message>
</context>
<context>
    <name>ReaderPanel</name>
    <message>
        <source>Agree</source>
        <translation>동의</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>반대</translation>
    </message>
    <message>
        <source>Reads normal</source>
        <translation>정상으로 판독</translation>
    </message>
    <message>
        <source>Reads pneumonia</source>
        <translation>폐렴으로 판독</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>The reader&apos;s note on this image</source>
        <translation>이 영상에 대한 판독자의 메모</translation>
    </message>
</context>
<context>
    <name>ReaderState</name>
    <message>
        <source>Agrees</source>
        <translation>동의</translation>
    </message>
    <message>
        <source>Disagrees</source>
        <translation>반대</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Model output on a chest radiograph</source>
        <translation>흉부 방사선 사진에 대한 모델 출력</translation>
    </message>
    <message>
        <source>Image as shown</source>
        <translation>표시된 영상</translation>
    </message>
    <message>
        <source>Heat map: orange raises the score, blue lowers it; not a lesion&apos;s place</source>
        <translation>열지도: 주황색은 점수를 높이고 파란색은 낮춤. 병변의 위치가 아님</translation>
    </message>
    <message>
        <source>The image was not classified.</source>
        <translation>영상을 판정하지 않았습니다.</translation>
    </message>
    <message>
        <source>The reader reads: {reading}.</source>
        <translation>판독자의 판독: {reading}.</translation>
    </message>
    <message>
        <source>The reader&apos;s note: {note}</source>
        <translation>판독자의 메모: {note}</translation>
    </message>
    <message>
        <source>Probability of pneumonia</source>
        <translation>폐렴 확률</translation>
    </message>
    <message>
        <source>Histogram; the lines are the window shown, {low:g} to {high:g}</source>
        <translation>히스토그램. 선은 표시된 윈도우({low:g}~{high:g})</translation>
    </message>
    <message>
        <source>Research use only: not a diagnosis</source>
        <translation>연구용이며 진단이 아닙니다</translation>
    </message>
    <message>
        <source>A “normal” result does not exclude disease. The probability holds for images like those that the model was trained on; the heat map shows what raised the score, not where disease is.</source>
        <translation>“정상” 결과가 질병을 배제하지 않습니다. 확률은 모델이 학습한 것과 비슷한 영상에만 맞습니다. 열지도는 점수를 높인 부분을 보일 뿐 병의 위치를 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>모델: {model}</translation>
    </message>
</context>
<context>
    <name>ReportControl</name>
    <message>
        <source>The report is in {file}.</source>
        <translation>보고서가 {file}에 있습니다.</translation>
    </message>
    <message>
        <source>Save a snapshot</source>
        <translation>화면 저장</translation>
    </message>
    <message>
        <source>Images (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>The snapshot is in {file}.</source>
        <translation>화면이 {file}에 있습니다.</translation>
    </message>
    <message>
        <source>Letters burnt into the image may name the patient: look before you share it.</source>
        <translation>영상에 새겨진 글자에 환자 이름이 있을 수 있으니 공유하기 전에 확인하십시오.</translation>
    </message>
    <message>
        <source>The prediction is in the clipboard.</source>
        <translation>판정을 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>Probability of pneumonia {value}, threshold {threshold} ({point})</source>
        <translation>폐렴 확률 {value}, 문턱값 {threshold}({point})</translation>
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
        <source>Save the report</source>
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
    <message>
        <source>The printer does not take the report. Save it as PDF instead.</source>
        <translation>프린터가 보고서를 받지 않습니다. PDF로 저장하십시오.</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>One page on {name}: image, histogram, prediction, facts, model and what it is not for.</source>
        <translation>{name}에 대한 한 쪽: 영상, 히스토그램, 판정, 사실, 모델, 주의 사항.</translation>
    </message>
    <message>
        <source>With the &amp;heat map</source>
        <translation>열지도 포함(&amp;H)</translation>
    </message>
    <message>
        <source>With the &amp;patient&apos;s data (name, number, dates)</source>
        <translation>환자 정보 포함(이름, 번호, 날짜)(&amp;P)</translation>
    </message>
    <message>
        <source>The file&apos;s name and letters burnt into the image are in the report in any case.</source>
        <translation>파일 이름과 영상에 새겨진 글자는 언제나 보고서에 들어갑니다.</translation>
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
        <source>Save the results</source>
        <translation>결과 저장</translation>
    </message>
    <message>
        <source>Export the reader&apos;s table</source>
        <translation>판독 표 내보내기</translation>
    </message>
    <message>
        <source>Where are these images?</source>
        <translation>이 영상들은 어디에 있습니까?</translation>
    </message>
    <message>
        <source>The reader&apos;s table is in {file}, the agreement in {beside}.</source>
        <translation>판독 표는 {file}에, 일치도는 {beside}에 있습니다.</translation>
    </message>
    <message>
        <source>The reader&apos;s marks are not saved yet.</source>
        <translation>판독 표시가 아직 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>They are kept beside a file of results. Save the results and the marks now?</source>
        <translation>판독 표시는 결과 파일 옆에 보관됩니다. 지금 결과와 판독 표시를 저장하시겠습니까?</translation>
    </message>
    <message>
        <source>Results (*.csv)</source>
        <translation>결과 (*.csv)</translation>
    </message>
    <message>
        <source>The results are in {file}.</source>
        <translation>결과가 {file}에 있습니다.</translation>
    </message>
</context>
<context>
    <name>SelfTestDialog</name>
    <message>
        <source>Self-test</source>
        <translation>자가 점검</translation>
    </message>
    <message>
        <source>The program tries itself on images that it knows.</source>
        <translation>프로그램이 답을 아는 영상으로 스스로를 점검합니다.</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>점검 항목</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>점검</translation>
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
        <source>The self-test failed. Do not rely on this program; install it again.</source>
        <translation>자가 점검에 실패했습니다. 이 프로그램을 믿지 말고 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>The self-test passed.</source>
        <translation>자가 점검을 통과했습니다.</translation>
    </message>
    <message>
        <source>the test itself</source>
        <translation>점검 자체</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>No file or folder is given.</source>
        <translation>파일이나 폴더가 지정되지 않았습니다.</translation>
    </message>
    <message>
        <source>There is no file in {0}. Choose a folder that holds radiographs.</source>
        <translation>{0}에 파일이 없습니다. 방사선 사진이 들어 있는 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>{0} does not exist. Check how it is written.</source>
        <translation>{0}이(가) 없습니다. 이름을 확인하십시오.</translation>
    </message>
    <message>
        <source>The paths lie on different drives. Classify each drive by a run of its own.</source>
        <translation>경로가 서로 다른 드라이브에 있습니다. 드라이브마다 따로 판정하십시오.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be read ({1}). Check its permissions.</source>
        <translation>폴더 {0}을(를) 읽을 수 없습니다({1}). 권한을 확인하십시오.</translation>
    </message>
    <message>
        <source>The link {0} leads to a folder that is read anyway, and is not followed.</source>
        <translation>링크 {0}은(는) 이미 읽는 폴더를 가리키므로 따라가지 않았습니다.</translation>
    </message>
    <message>
        <source>The link {0} leads round in a circle, and is not followed.</source>
        <translation>링크 {0}은(는) 되돌아오는 링크이므로 따라가지 않았습니다.</translation>
    </message>
    <message>
        <source>The reader&apos;s table cannot be written to {0} ({1}). Choose another file.</source>
        <translation>판독 표를 {0}에 쓸 수 없습니다({1}). 다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>{0} is too large for a file of marks. Move it away and start again.</source>
        <translation>{0}은(는) 판독 표시 파일로는 너무 큽니다. 다른 곳으로 옮기고 새로 시작하십시오.</translation>
    </message>
    <message>
        <source>The marks in {0} cannot be read ({1}). Check the file&apos;s permissions.</source>
        <translation>{0}의 판독 표시를 읽을 수 없습니다({1}). 파일 권한을 확인하십시오.</translation>
    </message>
    <message>
        <source>The marks in {0} are damaged. Move the file away and start again.</source>
        <translation>{0}의 판독 표시가 손상되었습니다. 파일을 다른 곳으로 옮기고 새로 시작하십시오.</translation>
    </message>
    <message>
        <source>{0} was written by another version of the program (schema {1}). Open it with that version.</source>
        <translation>{0}은(는) 다른 버전의 프로그램이 쓴 파일입니다(형식 {1}). 그 버전으로 여십시오.</translation>
    </message>
    <message>
        <source>The marks cannot be saved to {0} ({1}). Free space or choose another folder.</source>
        <translation>판독 표시를 {0}에 저장할 수 없습니다({1}). 공간을 비우거나 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>{0} is no CSV of results: it lacks the column {1}. Open a CSV that a batch of this program wrote.</source>
        <translation>{0}은(는) 결과 CSV가 아닙니다. {1} 열이 없습니다. 이 프로그램의 일괄 처리가 쓴 CSV를 여십시오.</translation>
    </message>
    <message>
        <source>{0} is damaged in row {1}. Make it again.</source>
        <translation>{0}의 {1}번째 행이 손상되었습니다. 다시 만드십시오.</translation>
    </message>
    <message>
        <source>{0} holds no results. Open another file.</source>
        <translation>{0}에 결과가 없습니다. 다른 파일을 여십시오.</translation>
    </message>
    <message>
        <source>The results {0} cannot be read ({1}). Check the file&apos;s permissions, or make it again.</source>
        <translation>결과 {0}을(를) 읽을 수 없습니다({1}). 파일의 권한을 확인하거나 새로 만드십시오.</translation>
    </message>
    <message>
        <source>{0} is being written by another run. Wait for it, or choose another file.</source>
        <translation>{0}은(는) 다른 작업이 쓰고 있습니다. 끝나기를 기다리거나 다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>{0} is being written by another run. Choose another file.</source>
        <translation>{0}은(는) 다른 작업이 쓰고 있습니다. 다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>{0} exists already. Classify the images again, and choose “Go on with it” or “Replace it”.</source>
        <translation>{0}이(가) 이미 있습니다. 다시 판정을 시작하고 “이어서 하기” 또는 “바꾸기”를 선택하십시오.</translation>
    </message>
    <message>
        <source>{0} was not written by this version of the program and is not continued. Classify the images again, and choose another file or “Replace it”.</source>
        <translation>{0}은(는) 이 버전의 프로그램이 쓴 것이 아니므로 이어서 쓰지 않습니다. 다시 판정을 시작하고 다른 파일이나 “바꾸기”를 선택하십시오.</translation>
    </message>
    <message>
        <source>{0} was made with {1} at the operating point “{2}”, not with {3} at “{4}”. Classify the images again, and choose that operating point, another file or “Replace it”.</source>
        <translation>{0}은(는) “{4}”의 {3}이(가) 아니라 작동점 “{2}”의 {1}(으)로 만들어졌습니다. 다시 판정을 시작하고 그 작동점, 다른 파일 또는 “바꾸기”를 선택하십시오.</translation>
    </message>
    <message>
        <source>The results cannot be written: there is no folder {0}. Make it first.</source>
        <translation>결과를 쓸 수 없습니다. 폴더 {0}이(가) 없습니다. 먼저 만드십시오.</translation>
    </message>
    <message>
        <source>The results cannot be written to {0}: it is a folder. Name a file in it.</source>
        <translation>{0}은(는) 폴더이므로 결과를 쓸 수 없습니다. 그 안의 파일 이름을 지정하십시오.</translation>
    </message>
    <message>
        <source>The results cannot be written to {0} ({1}). Free space, check the permissions, or choose another file.</source>
        <translation>결과를 {0}에 쓸 수 없습니다({1}). 공간을 비우거나 권한을 확인하거나 다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>The results cannot be written to {0} ({1}). Choose another file.</source>
        <translation>결과를 {0}에 쓸 수 없습니다({1}). 다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>It cannot be written to {0} ({1}). Free space, or choose another folder.</source>
        <translation>{0}을(를) 쓸 수 없습니다({1}). 공간을 확보하거나 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>The images of {0} are not beside it. Their results are shown; to see the images, say where they are (Image menu).</source>
        <translation>{0}의 영상이 옆에 없습니다. 결과는 표시되며, 영상을 보려면 위치를 알려 주십시오(영상 메뉴).</translation>
    </message>
    <message>
        <source>The folder {0} cannot be listed. Check its permissions.</source>
        <translation>폴더 {0}의 목록을 볼 수 없습니다. 권한을 확인하십시오.</translation>
    </message>
    <message>
        <source>The network could not be run on {0} ({1}). Close other programs, and go on with the batch.</source>
        <translation>{0}에 신경망을 실행할 수 없습니다({1}). 다른 프로그램을 닫고 일괄 판정을 이어서 하십시오.</translation>
    </message>
    <message>
        <source>The batch met an error of its own ({0}) and was stopped. Start it again, and go on with its results.</source>
        <translation>일괄 판정에서 내부 오류({0})가 나서 멈추었습니다. 다시 시작하여 그 결과에서 이어 가십시오.</translation>
    </message>
    <message>
        <source>The system gives the batch no further thread. Close other programs, and go on with it.</source>
        <translation>시스템이 일괄 판정에 스레드를 더 내주지 않습니다. 다른 프로그램을 닫고 이어서 판정하십시오.</translation>
    </message>
    <message>
        <source>The folder {0} may not be read any more. Restore the permission, and go on.</source>
        <translation>폴더 {0}을(를) 더는 읽을 수 없습니다. 권한을 되돌리고 이어서 하십시오.</translation>
    </message>
    <message>
        <source>The folder {0} has vanished. Bring it back, and go on with the batch.</source>
        <translation>폴더 {0}이(가) 사라졌습니다. 되돌려 놓고 일괄 판정을 이어서 하십시오.</translation>
    </message>
    <message>
        <source>{0} holds {1} files, more than the {2} allowed. Unpack it and open its folders.</source>
        <translation>{0}에 파일이 {1}개 있어 허용된 {2}개보다 많습니다. 압축을 풀고 그 폴더를 여십시오.</translation>
    </message>
    <message>
        <source>{0} is not read: it has more than the {1} MB that are allowed. Export the image in a smaller file.</source>
        <translation>{0}을(를) 읽지 않습니다. 허용된 {1} MB보다 큽니다. 영상을 더 작은 파일로 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} is a damaged ZIP archive and cannot be listed. Copy or download it again.</source>
        <translation>{0}은(는) 손상된 ZIP 파일이어서 목록을 볼 수 없습니다. 다시 복사하거나 내려받으십시오.</translation>
    </message>
    <message>
        <source>{0} is not in {1} (any more). Open the archive again.</source>
        <translation>{0}이(가) {1} 안에 (더는) 없습니다. 압축 파일을 다시 여십시오.</translation>
    </message>
    <message>
        <source>{0} in {1} is damaged. Copy or download it again.</source>
        <translation>{1} 안의 {0}이(가) 손상되었습니다. 다시 복사하거나 내려받으십시오.</translation>
    </message>
    <message>
        <source>{0} in {1} is compressed in a way that is not read here. Unpack the archive and open the file.</source>
        <translation>{1} 안의 {0}은(는) 여기에서 읽지 않는 방식으로 압축되어 있습니다. 압축을 풀어 파일을 여십시오.</translation>
    </message>
    <message>
        <source>{0} in {1} is encrypted. Unpack the archive and open the file.</source>
        <translation>{1} 안의 {0}이(가) 암호화되어 있습니다. 압축을 풀고 파일을 여십시오.</translation>
    </message>
    <message>
        <source>{0} is truncated before its image begins. Copy it again.</source>
        <translation>{0}이(가) 영상이 시작되기 전에 잘렸습니다. 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>{0} is a document in a DICOM envelope (for instance a PDF), not an image. Open the images of its study.</source>
        <translation>{0}은(는) DICOM에 담긴 문서(예: PDF)이며 영상이 아닙니다. 해당 검사의 영상을 여십시오.</translation>
    </message>
    <message>
        <source>{0} is the index of a disk (DICOMDIR); open the files that it lists.</source>
        <translation>{0}은(는) 디스크의 색인(DICOMDIR)입니다. 그 목록에 있는 파일을 여십시오.</translation>
    </message>
    <message>
        <source>{0} is a structured report, not an image. Open the images of its study.</source>
        <translation>{0}은(는) 구조화 보고서이며 영상이 아닙니다. 해당 검사의 영상을 여십시오.</translation>
    </message>
    <message>
        <source>{0} is a list of key images, not an image. Open the images of its study.</source>
        <translation>{0}은(는) 주요 영상 목록이며 영상이 아닙니다. 해당 검사의 영상을 여십시오.</translation>
    </message>
    <message>
        <source>{0} says how another file is to be shown and holds no image itself. Open the images of its study.</source>
        <translation>{0}은(는) 다른 파일의 표시 방법만 담고 있으며 영상이 없습니다. 해당 검사의 영상을 여십시오.</translation>
    </message>
    <message>
        <source>{0} is a waveform, not an image. Open the images of its study.</source>
        <translation>{0}은(는) 파형이며 영상이 아닙니다. 해당 검사의 영상을 여십시오.</translation>
    </message>
    <message>
        <source>{0} belongs to a radiotherapy plan and holds no image. Open the images of its study.</source>
        <translation>{0}은(는) 방사선 치료 계획의 일부이며 영상이 없습니다. 해당 검사의 영상을 여십시오.</translation>
    </message>
    <message>
        <source>{0} holds no pixel data. Export it again with its image.</source>
        <translation>{0}에 화소 데이터가 없습니다. 영상을 포함하여 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} has no frame {1}: it holds {2}. Open it again.</source>
        <translation>{0}에 {1}번째 프레임이 없습니다. 모두 {2}개입니다. 다시 여십시오.</translation>
    </message>
    <message>
        <source>{0} is truncated: too little of its image is left. Copy it again.</source>
        <translation>{0}이(가) 잘렸습니다. 남은 영상이 너무 적습니다. 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>frame {0} of {1}</source>
        <translation>{1}개 프레임 중 {0}번째</translation>
    </message>
    <message>
        <source>the image is only {0} x {1} pixels</source>
        <translation>영상이 {0} × {1} 화소뿐입니다</translation>
    </message>
    <message>
        <source>the image is only {0} × {1} pixels</source>
        <translation>영상이 {0} × {1} 화소뿐입니다</translation>
    </message>
    <message>
        <source>colour image, luminance shown</source>
        <translation>컬러 영상이므로 휘도를 표시합니다</translation>
    </message>
    <message>
        <source>the image is in many colours, and a radiograph is grey</source>
        <translation>여러 색으로 된 그림이며 방사선 영상은 회색입니다</translation>
    </message>
    <message>
        <source>the image data is truncated</source>
        <translation>영상 데이터가 잘렸습니다</translation>
    </message>
    <message>
        <source>the file&apos;s own window shows nothing of the image; another was chosen</source>
        <translation>파일에 지정된 윈도우로는 아무것도 보이지 않아 다른 윈도우를 썼습니다</translation>
    </message>
    <message>
        <source>a damaged VOI LUT of the file was left out</source>
        <translation>파일의 손상된 VOI LUT을 제외했습니다</translation>
    </message>
    <message>
        <source>a window of the file that is {0} wide was left out</source>
        <translation>파일의 너비 {0} 윈도우를 제외했습니다</translation>
    </message>
    <message>
        <source>its Modality LUT is damaged</source>
        <translation>Modality LUT이 손상되었습니다</translation>
    </message>
    <message>
        <source>{0} does not say how many rows and columns its image has. Export it again.</source>
        <translation>{0}에 영상의 행과 열 수가 없습니다. 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} holds an image without pixels. Export it again.</source>
        <translation>{0}에 픽셀이 없는 영상이 들어 있습니다. 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} contradicts itself: {1} samples a pixel in a {2} image. Export it again.</source>
        <translation>{0}의 내용이 서로 맞지 않습니다. {2} 영상인데 화소당 표본이 {1}개입니다. 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} stores a value in {1} bits, which is not read here (8, 16 and 32 are). Export it in 16 bits.</source>
        <translation>{0}은(는) 값을 {1}비트로 저장합니다. 8, 16, 32비트만 읽을 수 있습니다. 16비트로 내보내십시오.</translation>
    </message>
    <message>
        <source>it holds {0} frames, more than {1}</source>
        <translation>프레임이 {0}개로 {1}개보다 많습니다</translation>
    </message>
    <message>
        <source>{0} has the photometric interpretation {1}, which is not read here. Export it in grey.</source>
        <translation>{0}의 광도 해석 {1}은(는) 읽을 수 없습니다. 회색조로 내보내십시오.</translation>
    </message>
    <message>
        <source>the file does not say whether low values are black or white</source>
        <translation>파일에 낮은 값이 검정인지 흰색인지 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>its photometric interpretation, {0}, is unknown</source>
        <translation>광도 해석 {0}을(를) 알 수 없습니다</translation>
    </message>
    <message>
        <source>the file claims {0} bits in {1} allocated ones</source>
        <translation>할당된 {1}비트에 {0}비트를 쓴다고 적혀 있습니다</translation>
    </message>
    <message>
        <source>the file&apos;s highest bit ({0}) does not fit its {1} bits</source>
        <translation>최상위 비트({0})가 {1}비트와 맞지 않습니다</translation>
    </message>
    <message>
        <source>its attribute {0} has more than the {1} kB that are allowed</source>
        <translation>속성 {0}이(가) 허용된 {1} kB보다 큽니다</translation>
    </message>
    <message>
        <source>its attribute {0} has more than the {1} items that are allowed</source>
        <translation>속성 {0}의 항목이 허용된 {1}개보다 많습니다</translation>
    </message>
    <message>
        <source>it inflates to more than the {0} MB that are allowed</source>
        <translation>압축을 풀면 허용된 {0} MB보다 커집니다</translation>
    </message>
    <message>
        <source>{0} is written in the private transfer syntax {1}, which is not read here. Export it as plain DICOM.</source>
        <translation>{0}은(는) 읽을 수 없는 비표준 전송 구문 {1}(으)로 쓰였습니다. 표준 DICOM으로 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} contradicts itself: its pixels and its transfer syntax ({1}) do not fit. Export it again.</source>
        <translation>{0}의 내용이 서로 맞지 않습니다. 화소와 전송 구문({1})이 맞지 않습니다. 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} is compressed as {1}, which is not read here. Export it uncompressed.</source>
        <translation>{0}의 압축 방식 {1}은(는) 읽을 수 없습니다. 압축하지 않고 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} cannot be shown: its image ({1}) is damaged. Export it again, uncompressed.</source>
        <translation>{0}을(를) 표시할 수 없습니다. 영상({1})이 손상되었습니다. 압축하지 않고 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} is truncated: its image data ends too early. Copy it again.</source>
        <translation>{0}이(가) 잘렸습니다. 영상 데이터가 너무 일찍 끝납니다. 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>its run-length data is far longer than the image it encodes</source>
        <translation>런 길이 데이터가 담고 있는 영상보다 훨씬 깁니다</translation>
    </message>
    <message>
        <source>{0} contradicts itself: {1} x {2} pixels are declared, but its compressed image has {3} x {4}. Export it again.</source>
        <translation>{0}의 내용이 서로 맞지 않습니다. {1} × {2} 화소라고 적혀 있으나 압축된 영상은 {3} × {4}입니다. 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>its frames need more than {0} MB</source>
        <translation>프레임에 {0} MB보다 많이 필요합니다</translation>
    </message>
    <message>
        <source>{0} does not hold the data of frame {1}. Copy or export it again.</source>
        <translation>{0}에 {1}번째 프레임의 데이터가 없습니다. 다시 복사하거나 내보내십시오.</translation>
    </message>
    <message>
        <source>its pixel data lies in more than {0} fragments</source>
        <translation>화소 데이터가 {0}개보다 많은 조각으로 나뉘어 있습니다</translation>
    </message>
    <message>
        <source>bits beyond the {0} that are stored were taken off</source>
        <translation>저장된 {0}비트 밖의 비트를 떼어 냈습니다</translation>
    </message>
    <message>
        <source>it is {0}, not a radiograph</source>
        <translation>방사선 사진이 아니라 {0}입니다</translation>
    </message>
    <message>
        <source>it is a lateral decubitus view, not a frontal one</source>
        <translation>정면이 아니라 측와위 촬영입니다</translation>
    </message>
    <message>
        <source>it is a lateral view, not a frontal one</source>
        <translation>정면이 아니라 측면 촬영입니다</translation>
    </message>
    <message>
        <source>it is an oblique view, not a frontal one</source>
        <translation>정면이 아니라 사위 촬영입니다</translation>
    </message>
    <message>
        <source>its body part is {0}, not the chest</source>
        <translation>촬영 부위가 흉부가 아니라 {0}입니다</translation>
    </message>
    <message>
        <source>a computed tomography (CT) image</source>
        <translation>컴퓨터 단층촬영(CT) 영상</translation>
    </message>
    <message>
        <source>a magnetic resonance (MR) image</source>
        <translation>자기공명(MR) 영상</translation>
    </message>
    <message>
        <source>an ultrasound image</source>
        <translation>초음파 영상</translation>
    </message>
    <message>
        <source>a mammogram</source>
        <translation>유방 촬영 영상</translation>
    </message>
    <message>
        <source>an image of modality {0}</source>
        <translation>촬영 장비가 {0}인 영상</translation>
    </message>
    <message>
        <source>{0} makes the image decoder crash and was given up. Export it again from where it came.</source>
        <translation>{0}을(를) 읽다가 영상 해독기가 멈추어 포기했습니다. 원래 있던 곳에서 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} takes too long to decode and was given up. Export it again from where it came.</source>
        <translation>{0}의 해독에 너무 오래 걸려 포기했습니다. 원래 있던 곳에서 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} needs a decoder for {1} that this installation lacks. Install the program again.</source>
        <translation>{0}을(를) 읽으려면 {1} 해독기가 필요하지만 설치된 프로그램에 없습니다. 프로그램을 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>The process that reads images ends at once (status {0}). Install the program again.</source>
        <translation>영상을 읽는 프로세스가 바로 끝납니다(상태 {0}). 프로그램을 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>The process that reads images cannot be started ({0}). Close other programs and try again.</source>
        <translation>영상을 읽는 프로세스를 시작할 수 없습니다({0}). 다른 프로그램을 닫고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>읽기를 멈추었습니다.</translation>
    </message>
    <message>
        <source>{0} takes more than {1} seconds to decode and was given up. Export it again from where it came.</source>
        <translation>{0}의 해독에 {1}초 넘게 걸려 포기했습니다. 원래 있던 곳에서 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>it declares {0} x {1} pixels, more than the {2} million that are allowed</source>
        <translation>{0} × {1} 화소로 적혀 있어 허용된 {2}백만 화소보다 많습니다</translation>
    </message>
    <message>
        <source>its image needs more than the {0} MB of memory that are allowed</source>
        <translation>영상에 허용된 메모리 {0} MB보다 많이 필요합니다</translation>
    </message>
    <message>
        <source>it has more than {0} parts</source>
        <translation>부분이 {0}개보다 많습니다</translation>
    </message>
    <message>
        <source>reading it takes too long</source>
        <translation>읽는 데 너무 오래 걸립니다</translation>
    </message>
    <message>
        <source>transparent parts are shown black</source>
        <translation>투명한 부분은 검게 표시합니다</translation>
    </message>
    <message>
        <source>image {0} of {1}</source>
        <translation>영상 {1}장 중 {0}번째</translation>
    </message>
    <message>
        <source>turned upright as its EXIF orientation asks</source>
        <translation>EXIF 방향에 따라 바로 세웠습니다</translation>
    </message>
    <message>
        <source>{0} is {1}: too little of its image is left. Copy it again.</source>
        <translation>{0}: {1}. 남은 영상이 너무 적습니다. 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>잘렸습니다</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>손상되었습니다</translation>
    </message>
    <message>
        <source>{0} has no image {1}: it holds {2}. Open it again.</source>
        <translation>{0}에 {1}번째 영상이 없습니다. 모두 {2}장입니다. 다시 여십시오.</translation>
    </message>
    <message>
        <source>colour image, lightness shown</source>
        <translation>컬러 영상이므로 명도를 표시합니다</translation>
    </message>
    <message>
        <source>the further images of the file are damaged</source>
        <translation>파일의 나머지 영상이 손상되었습니다</translation>
    </message>
    <message>
        <source>image {0} lies too deep in the animation</source>
        <translation>{0}번째 영상은 애니메이션의 너무 뒤쪽에 있습니다</translation>
    </message>
    <message>
        <source>it declares more than the {0} million pixels that are allowed</source>
        <translation>허용된 {0}백만 화소보다 많다고 적혀 있습니다</translation>
    </message>
    <message>
        <source>values that are not numbers are shown black</source>
        <translation>숫자가 아닌 값은 검게 표시합니다</translation>
    </message>
    <message>
        <source>{0} is empty. Copy or download it again.</source>
        <translation>{0}이(가) 비어 있습니다. 다시 복사하거나 내려받으십시오.</translation>
    </message>
    <message>
        <source>{0} is not read: {1}. Export it again as one plain image.</source>
        <translation>{0}을(를) 읽지 않습니다. {1}. 한 장의 일반 영상으로 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} is not read: its parts are nested too deeply. Export it again as one plain image.</source>
        <translation>{0}을(를) 읽지 않습니다. 부분이 너무 깊이 겹쳐 있습니다. 한 장의 일반 영상으로 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} needs more memory than is free. Close other programs and try again.</source>
        <translation>{0}에 필요한 메모리가 부족합니다. 다른 프로그램을 닫고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>{0} is a folder, not a file. Open the files in it.</source>
        <translation>{0}은(는) 파일이 아니라 폴더입니다. 그 안의 파일을 여십시오.</translation>
    </message>
    <message>
        <source>{0} is a device or a pipe, not a file. Choose a file.</source>
        <translation>{0}은(는) 파일이 아니라 장치나 파이프입니다. 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>{0} is not read: it has {1} MB, more than the {2} MB that are allowed. Export the image in a smaller file.</source>
        <translation>{0}을(를) 읽지 않습니다. {1} MB로 허용된 {2} MB보다 큽니다. 영상을 더 작은 파일로 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} does not exist (any more). Bring it back, or choose another file.</source>
        <translation>{0}이(가) (더는) 없습니다. 파일을 되돌려 놓거나 다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>{0} may not be read: you lack the permission. Change its permissions, or copy it.</source>
        <translation>{0}을(를) 읽을 수 없습니다. 권한이 없습니다. 권한을 바꾸거나 파일을 복사하십시오.</translation>
    </message>
    <message>
        <source>{0} cannot be read from the disk: {1}. Copy it again from its source.</source>
        <translation>{0}을(를) 디스크에서 읽을 수 없습니다: {1}. 원본에서 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>its symbolic links go round in a circle</source>
        <translation>심볼릭 링크가 서로 맴돕니다</translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation>알 수 없는 이유</translation>
    </message>
    <message>
        <source>{0} is not a name that a file can have. Choose a file.</source>
        <translation>{0}은(는) 파일 이름이 될 수 없습니다. 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>{0} is a damaged {1} file and cannot be shown. Copy or export it again.</source>
        <translation>{0}은(는) 손상된 {1} 파일이어서 표시할 수 없습니다. 다시 복사하거나 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} is {1}, not an image. Open a DICOM, JPEG, PNG, TIFF, BMP, WebP or GIF file.</source>
        <translation>{0}은(는) {1}이며 영상이 아닙니다. DICOM, JPEG, PNG, TIFF, BMP, WebP, GIF 파일을 여십시오.</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>PostScript 문서</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ZIP 압축 파일</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>gzip 압축 파일</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>7-Zip 압축 파일</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>RAR 압축 파일</translation>
    </message>
    <message>
        <source>a Windows program</source>
        <translation>윈도우 프로그램</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>an Office document</source>
        <translation>오피스 문서</translation>
    </message>
    <message>
        <source>an HDF5 file</source>
        <translation>HDF5 파일</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>데이터베이스</translation>
    </message>
    <message>
        <source>a sound file</source>
        <translation>소리 파일</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>웹 페이지</translation>
    </message>
    <message>
        <source>a video or a photograph in a container that is not read here</source>
        <translation>읽을 수 없는 형식의 동영상이나 사진</translation>
    </message>
    <message>
        <source>nothing but zeros</source>
        <translation>0으로만 채워진 파일</translation>
    </message>
    <message>
        <source>a file of an unknown kind</source>
        <translation>알 수 없는 종류의 파일</translation>
    </message>
    <message>
        <source>an XML document</source>
        <translation>XML 문서</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>텍스트 파일</translation>
    </message>
    <message>
        <source>it holds more than {0} images</source>
        <translation>영상이 {0}장보다 많습니다</translation>
    </message>
    <message>
        <source>an image of it has {0} tags</source>
        <translation>한 영상에 태그가 {0}개 있습니다</translation>
    </message>
    <message>
        <source>one of its tags has {0} values</source>
        <translation>한 태그에 값이 {0}개 있습니다</translation>
    </message>
    <message>
        <source>The model file {0} takes {1}, not one input “{2}” of shape (N, 1, {3}, {4}). Export it with the training package.</source>
        <translation>모델 파일 {0}의 입력은 {1}이며, (N, 1, {3}, {4}) 모양의 입력 “{2}”이(가) 아닙니다. 훈련 패키지로 내보내십시오.</translation>
    </message>
    <message>
        <source>The model file {0} has no output “probability”. Export it with the training package.</source>
        <translation>모델 파일 {0}에 출력 “probability”이(가) 없습니다. 훈련 패키지로 내보내십시오.</translation>
    </message>
    <message>
        <source>There is no device “{0}”. Choose one of: {1}.</source>
        <translation>장치 “{0}”이(가) 없습니다. 다음 중에서 고르십시오: {1}.</translation>
    </message>
    <message>
        <source>There is no precision “{0}”. Choose one of: {1}.</source>
        <translation>“{0}” 정밀도가 없습니다. 다음 중에서 고르십시오: {1}.</translation>
    </message>
    <message>
        <source>The device “{0}” cannot be used here; the network runs on the CPU.</source>
        <translation>장치 “{0}”을(를) 여기서 쓸 수 없어 신경망이 CPU에서 실행됩니다.</translation>
    </message>
    <message>
        <source>The model file {0} carries no metadata of this program (preprocessing, operating points). Export it with the training package.</source>
        <translation>모델 파일 {0}에 이 프로그램의 메타데이터(전처리, 작동점)가 없습니다. training 패키지로 내보내십시오.</translation>
    </message>
    <message>
        <source>The model file {0} is missing. Install the program again, or choose a model file.</source>
        <translation>모델 파일 {0}이(가) 없습니다. 프로그램을 다시 설치하거나 모델 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>The model file {0} cannot be read ({1}). Check its permissions.</source>
        <translation>모델 파일 {0}을(를) 읽을 수 없습니다({1}). 권한을 확인하십시오.</translation>
    </message>
    <message>
        <source>The model file {0} is damaged or no ONNX model. Put the released file in its place.</source>
        <translation>모델 파일 {0}이(가) 손상되었거나 ONNX 모델이 아닙니다. 배포된 파일로 바꾸십시오.</translation>
    </message>
    <message>
        <source>The model file {0} was altered or damaged: it is not the one that came with this version of the program. Install the program again.</source>
        <translation>모델 파일 {0}이(가) 변경되었거나 손상되었습니다. 이 버전의 프로그램과 함께 제공된 파일이 아닙니다. 프로그램을 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>The model file {0} has {1} MB, more than the {2} MB that are allowed. Choose a model file.</source>
        <translation>모델 파일 {0}의 크기는 {1} MB로, 허용된 {2} MB보다 큽니다. 모델 파일을 선택하십시오.</translation>
    </message>
    <message>
        <source>The model file {0} is a folder or a device. Choose a model file.</source>
        <translation>모델 파일 {0}은(는) 폴더이거나 장치입니다. 모델 파일을 선택하십시오.</translation>
    </message>
    <message>
        <source>The model file {0} needs more memory than is free. Close other programs and try again.</source>
        <translation>모델 파일 {0}에 필요한 메모리가 부족합니다. 다른 프로그램을 닫고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>The model file {0} gives “{1}” of shape {2} ({3}), not ({4}). Export it with the training package.</source>
        <translation>모델 파일 {0}의 출력 “{1}”의 형태가 ({4})이(가) 아니라 {2}({3})입니다. 학습 패키지로 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>The model gives “{0}” of shape {1}, not ({2}). Export it with the training package.</source>
        <translation>모델 출력 “{0}”의 형태가 ({2})이(가) 아니라 {1}입니다. 학습 패키지로 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>{0} (not released)</source>
        <translation>{0} (배포되지 않은 모델)</translation>
    </message>
    <message>
        <source>The model has no operating point “{0}”. Choose one of: {1}.</source>
        <translation>모델에 작동점 “{0}”이(가) 없습니다. 다음 중에서 고르십시오: {1}.</translation>
    </message>
    <message>
        <source>The model&apos;s positive class is {0}, not PNEUMONIA. Export it with the training package.</source>
        <translation>모델의 양성 분류가 PNEUMONIA가 아니라 {0}입니다. 훈련 패키지로 내보내십시오.</translation>
    </message>
    <message>
        <source>The model&apos;s metadata follows schema {0}, and this version reads schema {1}. Export the model again with the training package of this version.</source>
        <translation>모델의 메타데이터는 형식 {0}이고 이 버전은 형식 {1}을(를) 읽습니다. 이 버전의 training 패키지로 모델을 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>The model&apos;s metadata is damaged ({0}). Use the model as released.</source>
        <translation>모델의 메타데이터가 손상되었습니다({0}). 배포된 모델을 쓰십시오.</translation>
    </message>
    <message>
        <source>The image looks inverted (black and white exchanged). Correct the file and open it again.</source>
        <translation>영상의 흑백이 뒤바뀐 것 같습니다. 파일을 바로잡고 다시 여십시오.</translation>
    </message>
    <message>
        <source>The image looks upside down. Turn it in the file and open it again.</source>
        <translation>영상의 위아래가 뒤집힌 것 같습니다. 파일에서 바로 돌리고 다시 여십시오.</translation>
    </message>
    <message>
        <source>The image looks rotated by a quarter turn. Turn it in the file and open it again.</source>
        <translation>영상이 90도 돌아간 것 같습니다. 파일에서 바로 돌리고 다시 여십시오.</translation>
    </message>
    <message>
        <source>This does not look like a frontal chest radiograph.</source>
        <translation>정면 흉부 방사선 사진으로 보이지 않습니다.</translation>
    </message>
    <message>
        <source>The image differs from those that the model was trained on.</source>
        <translation>모델이 학습한 영상들과 다릅니다.</translation>
    </message>
    <message>
        <source>The model gave no probability for this image.</source>
        <translation>모델이 이 그림에 대해 확률을 내지 못했습니다.</translation>
    </message>
    <message>
        <source>The probability lies too close to the threshold for a call.</source>
        <translation>확률이 문턱값에 너무 가까워 판정하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Forget all settings?</source>
        <translation>모든 설정을 잊을까요?</translation>
    </message>
    <message>
        <source>Choices, keys, recent files and the window&apos;s layout become as at the first start. Images, results and marks stay as they are.</source>
        <translation>선택, 키, 최근 파일, 창 배치가 처음 상태로 돌아갑니다. 영상, 결과, 판독 표시는 그대로입니다.</translation>
    </message>
    <message>
        <source>&amp;Forget them</source>
        <translation>잊기(&amp;F)</translation>
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
        <source>&amp;Network runs on</source>
        <translation>신경망 실행(&amp;N)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템에 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>The model&apos;s default</source>
        <translation>모델의 기본값</translation>
    </message>
    <message>
        <source>The processor, as fast as it can</source>
        <translation>프로세서, 가장 빠르게</translation>
    </message>
    <message>
        <source>&amp;Remember recent files and folders</source>
        <translation>최근 파일과 폴더 기억(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Batches look into folders within folders</source>
        <translation>일괄 판정에서 하위 폴더까지 보기(&amp;B)</translation>
    </message>
    <message>
        <source>Files opened from outside come into the &amp;window that is open</source>
        <translation>밖에서 연 파일을 열려 있는 창에서 열기(&amp;W)</translation>
    </message>
    <message>
        <source>Kept in {file}</source>
        <translation>저장 위치: {file}</translation>
    </message>
    <message>
        <source>&amp;Forget all settings…</source>
        <translation>모든 설정 잊기(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>키(&amp;K)…</translation>
    </message>
    <message>
        <source>The processor, whole numbers of 8 bits (fast)</source>
        <translation>프로세서, 8비트 정수(빠름)</translation>
    </message>
    <message>
        <source>The processor, floating point (exact)</source>
        <translation>프로세서, 부동 소수점(정확)</translation>
    </message>
    <message>
        <source>{device}, if it can</source>
        <translation>{device}(가능한 경우)</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>{keys} belongs to “{action}” already. Take it away there first.</source>
        <translation>{keys}은(는) 이미 “{action}”의 키입니다. 먼저 그쪽에서 지우십시오.</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>왼쪽 끌기</translation>
    </message>
    <message>
        <source>Contrast (left, right) and brightness (up, down)</source>
        <translation>대비(좌우)와 밝기(상하)</translation>
    </message>
    <message>
        <source>Shift + left drag</source>
        <translation>Shift + 왼쪽 끌기</translation>
    </message>
    <message>
        <source>The same, ten times finer</source>
        <translation>같은 동작을 열 배 섬세하게</translation>
    </message>
    <message>
        <source>Ctrl + left drag</source>
        <translation>Ctrl + 왼쪽 끌기</translation>
    </message>
    <message>
        <source>Window from a region</source>
        <translation>영역으로 윈도우 정하기</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>포인터를 중심으로 확대·축소</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>오른쪽 끌기</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대·축소</translation>
    </message>
    <message>
        <source>Middle drag, Space + left drag</source>
        <translation>가운데 끌기, Space + 왼쪽 끌기</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>영상 옮기기</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>두 번 누르기</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>창에 맞춤</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>오른쪽 누르기</translation>
    </message>
    <message>
        <source>Menu of the image</source>
        <translation>영상 메뉴</translation>
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
        <source>Contrast and brightness; with Shift finer</source>
        <translation>대비와 밝기, Shift와 함께 더 섬세하게</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>키와 마우스</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>What</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Keys or gesture</source>
        <translation>키 또는 동작</translation>
    </message>
    <message>
        <source>Keys of the chosen action (press them, empty for none)</source>
        <translation>고른 동작의 키(누르십시오. 비우면 없음)</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>모든 키 되돌리기</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a chest radiograph</source>
        <translation>흉부 방사선 사진 열기</translation>
    </message>
    <message>
        <source>Drop files or a folder anywhere in this window, or choose them below.
The image appears with its histogram, and shortly after it the model&apos;s prediction.
Drag on the image to change brightness and contrast, turn the wheel to zoom.</source>
        <translation>파일이나 폴더를 이 창 어디에나 놓거나 아래에서 고르십시오.
영상과 히스토그램이 나타나고 곧 모델의 판정이 나옵니다.
영상 위를 끌면 밝기와 대비가 바뀌고, 휠을 돌리면 확대됩니다.</translation>
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
        <source>Or try a synthetic image (computed, no patient&apos;s):</source>
        <translation>또는 합성 영상으로 해 보기(계산으로 만든 것이며 환자의 영상이 아님):</translation>
    </message>
    <message>
        <source>Synthetic, like pneumonia</source>
        <translation>합성, 폐렴과 비슷함</translation>
    </message>
    <message>
        <source>Synthetic, like a normal chest</source>
        <translation>합성, 정상 흉부와 비슷함</translation>
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
        <source>Pixel under the pointer</source>
        <translation>포인터 아래의 화소</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>배율</translation>
    </message>
</context>
<context>
    <name>Prediction</name>
    <message>
        <source>Pneumonia</source>
        <translation>폐렴</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>판정하지 않음</translation>
    </message>
    <message>
        <source>No prediction</source>
        <translation>판정 없음</translation>
    </message>
    <message>
        <source>The probability reaches the threshold {threshold} of “{point}”.</source>
        <translation>확률이 “{point}”의 문턱값 {threshold}에 이릅니다.</translation>
    </message>
    <message>
        <source>The probability stays below the threshold {threshold} of “{point}”. This does not exclude pneumonia.</source>
        <translation>확률이 “{point}”의 문턱값 {threshold}보다 낮습니다. 폐렴을 배제하지는 않습니다.</translation>
    </message>
    <message>
        <source>High sensitivity</source>
        <translation>선별</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>균형</translation>
    </message>
    <message>
        <source>High specificity</source>
        <translation>확진</translation>
    </message>
    <message>
        <source>Of the validation images with pneumonia it calls {sensitivity}, of the normal ones it leaves {specificity} uncalled (95 % intervals in brackets).</source>
        <translation>검증 영상 가운데 폐렴의 {sensitivity}를 폐렴으로, 정상의 {specificity}를 폐렴이 아닌 것으로 판정합니다(괄호는 95 % 구간).</translation>
    </message>
    <message>
        <source>If it is pneumonia: bacterial and viral are about equally likely.</source>
        <translation>폐렴이라면 세균성과 바이러스성의 가능성이 비슷합니다.</translation>
    </message>
    <message>
        <source>If it is pneumonia: bacterial is likelier ({share:.2f}).</source>
        <translation>폐렴이라면 세균성일 가능성이 더 큽니다({share:.2f}).</translation>
    </message>
    <message>
        <source>If it is pneumonia: viral is likelier ({share:.2f}).</source>
        <translation>폐렴이라면 바이러스성일 가능성이 더 큽니다({share:.2f}).</translation>
    </message>
</context>
<context>
    <name>Worklist</name>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>The open images. Arrow keys show the next and the previous one.</source>
        <translation>열린 영상들입니다. 화살표 키로 다음과 이전 영상을 봅니다.</translation>
    </message>
    <message>
        <source>Explore and evaluate</source>
        <translation>탐색과 평가</translation>
    </message>
    <message>
        <source>The folders are called NORMAL and PNEUMONIA</source>
        <translation>폴더 이름이 NORMAL과 PNEUMONIA입니다</translation>
    </message>
    <message>
        <source>Classify the chosen images…</source>
        <translation>고른 영상 판정…</translation>
    </message>
    <message>
        <source>Compare the two chosen images</source>
        <translation>고른 두 영상 비교</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 빼기</translation>
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
        <source>Probability of pneumonia; the tick is the operating point&apos;s threshold</source>
        <translation>폐렴 확률. 눈금은 작동점의 문턱값</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
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
    <name>Workspace</name>
    <message>
        <source>The settings cannot be kept in {file}; they hold until the program ends. Free space, or check the permissions of the file and its folder.</source>
        <translation>설정을 {file}에 저장할 수 없습니다. 프로그램을 끝낼 때까지만 유지됩니다. 저장 공간을 확보하거나 파일과 폴더의 권한을 확인하십시오.</translation>
    </message>
    <message>
        <source>&amp;Classify many images…</source>
        <translation>여러 영상 판정(&amp;J)…</translation>
    </message>
    <message>
        <source>&amp;Save results…</source>
        <translation>결과 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Export the reader&apos;s table…</source>
        <translation>판독 표 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Agree with the model</source>
        <translation>모델에 동의(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Disagree with the model</source>
        <translation>모델에 반대(&amp;D)</translation>
    </message>
    <message>
        <source>N&amp;ote on the image</source>
        <translation>영상에 메모(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Where are these images…</source>
        <translation>이 영상들의 위치(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Find in the worklist</source>
        <translation>작업 목록에서 찾기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Compare two images</source>
        <translation>두 영상 비교(&amp;C)</translation>
    </message>
    <message>
        <source>Com&amp;pare with the heat map</source>
        <translation>열지도와 비교(&amp;P)</translation>
    </message>
    <message>
        <source>E&amp;xplore and evaluate</source>
        <translation>탐색과 평가(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Report and print…</source>
        <translation>보고서와 인쇄(&amp;R)…</translation>
    </message>
    <message>
        <source>Snap&amp;shot…</source>
        <translation>화면 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Copy the &amp;prediction</source>
        <translation>판정 복사(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>설정(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>_ErrorPage</name>
    <message>
        <source>This file cannot be shown</source>
        <translation>이 파일을 표시할 수 없습니다</translation>
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
